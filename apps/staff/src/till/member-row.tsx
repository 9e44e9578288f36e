// Whose basket it is: greeted by name when her card was scanned, told apart when she is here for the first time.
import { formatCount } from '@engawa/ui';
import { Button, Icon } from '@engawa/ui/work';
import { type FormEvent, useId, useState } from 'react';
import { giveScan } from '../scan/claim-scans.ts';
import { useWords } from '../words/words.ts';
import { Sheet } from './parts/sheet.tsx';
import type { Member } from './sale/basket.ts';
import { changeBasket, useTill } from './till-state.ts';

export function MemberRow() {
  const words = useWords().till.member;
  const { member } = useTill().basket;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="flex min-h-14 items-center gap-3 border-line border-b px-4">
      <Icon className="size-6 shrink-0 text-ai" name="person" />
      {member === null ? (
        <Button className="-ml-3" look="plain" onClick={() => setIsAsking(true)}>
          {words.scan}
        </Button>
      ) : (
        <>
          <p aria-live="polite" className="min-w-0 flex-1 leading-snug">
            <Greeting member={member} />
          </p>
          <button
            aria-label={words.remove}
            className="flex size-12 shrink-0 items-center justify-center"
            onClick={() => changeBasket((basket) => ({ ...basket, member: null }))}
            type="button"
          >
            <Icon className="size-5" name="cross" />
          </button>
        </>
      )}
      {isAsking && <AskMember onClose={() => setIsAsking(false)} />}
    </div>
  );
}

function Greeting({ member }: { readonly member: Member }) {
  const words = useWords();
  const { name, points, isFirstVisit } = member;
  const say = words.till.member;
  return (
    <>
      <b className="block">
        {name === null ? say.helloNoName : isFirstVisit ? say.first(name) : say.hello(name)}
      </b>
      {points !== null && <span className="text-sm">{say.points(formatCount(points))}</span>}
    </>
  );
}

/** By hand, as the reader would give it. */
function AskMember({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().till.member;
  const id = useId();
  const [code, setCode] = useState('');
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (code.trim() !== '') {
      giveScan(code.trim());
      onClose();
    }
  };
  return (
    <Sheet onClose={onClose} title={words.scan}>
      <form onSubmit={find}>
        <label className="mb-1 block text-ink-soft text-sm" htmlFor={id}>
          {words.enter}
        </label>
        <input
          autoComplete="off"
          className="field"
          id={id}
          maxLength={100}
          onChange={({ target }) => setCode(target.value)}
          value={code}
        />
        <Button className="mt-4 w-full" look="main" type="submit">
          {words.find}
        </Button>
      </form>
    </Sheet>
  );
}
