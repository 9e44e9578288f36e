// One person, or a list: the place of the shipping slips at the counter.
import { Field, formatCount } from '@engawa/ui';
import { useId, useState } from 'react';
import { Choice } from '../parts/choice.tsx';
import { useWords } from '../words/use-words.ts';
import { readList } from './read-receivers.ts';

export function Receivers({ onCount }: { readonly onCount: (count: number) => void }) {
  const words = useWords();
  const id = useId();
  const [isMany, setIsMany] = useState(false);
  const [list, setList] = useState('');
  const read = readList(list);
  const count = 'receivers' in read ? read.receivers.length : 0;
  const choose = (many: boolean) => {
    setIsMany(many);
    onCount(many ? count : 1);
  };
  return (
    <fieldset className="grid gap-4 rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <legend className="contents">
        <span className="text-xl font-bold">{words.giving.to}</span>
      </legend>
      <div
        className="grid gap-3 md:grid-cols-2"
        onChange={(event) =>
          choose(event.target instanceof HTMLInputElement && event.target.value === 'many')
        }
      >
        <Choice
          name="whom"
          value="one"
          title={words.giving.one}
          more={words.giving.oneMore}
          isChosen={!isMany}
        />
        <Choice
          name="whom"
          value="many"
          title={words.giving.many}
          more={words.giving.manyMore}
          isChosen={isMany}
        />
      </div>
      {isMany ? (
        <div>
          <label htmlFor={id} className="mb-1 block font-bold">
            {words.giving.list}
          </label>
          <textarea
            id={id}
            name="list"
            rows={8}
            required
            value={list}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setList(text);
              const now = readList(text);
              onCount('receivers' in now ? now.receivers.length : 0);
            }}
            aria-describedby={`${id}-hint`}
            className="block w-full rounded-md border border-edge bg-paper px-3 py-2 text-base"
          />
          <p id={`${id}-hint`} className="mt-1 text-sm text-ink-soft">
            {words.giving.listHint}
          </p>
          <p role="status" className="mt-1 text-sm font-bold text-ai">
            {'badLine' in read
              ? words.giving.badLine(String(read.badLine))
              : words.giving.count(formatCount(count))}
          </p>
        </div>
      ) : (
        <>
          <Field label={words.giving.name} name="label" maxLength={60} />
          <Field
            label={words.giving.email}
            name="email"
            type="email"
            hint={words.giving.emailHint}
          />
        </>
      )}
    </fieldset>
  );
}
