// The carriers' label programs: what they would stumble over is said first, the file goes out, and the one that comes back
// sends all its parcels at once.
import { answerOf } from '@engawa/client';
import { buttonClass } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api.ts';
import { complain, notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { useOnce } from '../parts/use-once.ts';
import { Choice } from '../till/parts/choice.tsx';
import { useWords } from '../words/words.ts';
import { renew } from './use-picks.ts';

type Carrier = 'yamato' | 'sagawa';
type Tracked = Awaited<ReturnType<typeof sendBack>>;

export function LabelFiles({ placeId }: { readonly placeId: string }) {
  const words = useWords();
  const say = words.back.labels;
  const [carrier, setCarrier] = useState<Carrier>('yamato');
  const [tracked, setTracked] = useState<Tracked>();
  const check = useQuery({
    queryKey: ['orders', 'back', 'labels', placeId, carrier],
    queryFn: () =>
      answerOf(api.GET('/api/orders/labels/check', { params: { query: { placeId, carrier } } })),
  }).data;
  const found = check?.problems ?? [];
  const giveBack = async (file: File | undefined) => {
    if (file === undefined) {
      return;
    }
    try {
      setTracked(await sendBack(placeId, carrier, file));
      play('good');
    } catch (error) {
      play('bad');
      complain(error);
    }
    await renew();
  };
  const id = useId();
  const once = useOnce();
  return (
    <section
      className="mb-4 space-y-3 rounded-lg border border-line bg-paper p-4"
      data-labels-for={carrier}
    >
      <h2 className="font-bold">{say.title}</h2>
      <Choice<Carrier>
        label={words.back.parcels.carrier}
        onChange={setCarrier}
        options={words.back.parcels.carriers}
        value={carrier}
      />
      {found.length === 0 ? null : (
        <ul className="rounded-lg bg-kaki-mist p-3 text-kaki" data-label-problems={found.length}>
          {found.map(({ number, problems }) => (
            <li key={number}>
              <b>{number}</b> {problems.map((each) => wordFor(say.problems, each)).join(' ')}
            </li>
          ))}
        </ul>
      )}
      {check?.hasContract === false && carrier === 'yamato' ? (
        <ContractForm carrier={carrier} placeId={placeId} />
      ) : null}
      <div className="flex flex-wrap gap-3">
        <a
          className={buttonClass('quiet')}
          data-act="labels"
          download={`labels-${carrier}.csv`}
          href={`/api/orders/labels?placeId=${placeId}&carrier=${carrier}`}
        >
          {say.file(check?.parcels ?? 0)}
        </a>
        <label
          className={`relative cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-ai ${buttonClass('quiet')}`}
          htmlFor={id}
        >
          {say.back}
          <input
            accept=".csv,text/csv"
            className="absolute inset-0 size-full cursor-pointer opacity-0"
            data-act="tracking"
            id={id}
            onChange={({ target }) => {
              const file = target.files?.[0];
              // The same file, chosen again once the carrier is right, is a choice too.
              target.value = '';
              void once(() => giveBack(file));
            }}
            type="file"
          />
        </label>
      </div>
      {tracked === undefined ? null : (
        <div data-tracked={tracked.shipped} role="status">
          <p className="font-bold">{say.shipped(tracked.shipped)}</p>
          <ul className="text-kaki text-sm">
            {tracked.rows
              .filter(({ outcome }) => outcome !== 'shipped' && outcome !== 'already')
              .map(({ row, number, outcome }) => (
                <li key={row}>
                  {number} {wordFor(say.outcomes, outcome)}
                </li>
              ))}
          </ul>
        </div>
      )}
    </section>
  );
}

type ContractFormProps = { readonly carrier: Carrier; readonly placeId: string };

/** Asked for once: without it the program takes no row. */
function ContractForm({ carrier, placeId }: ContractFormProps) {
  const say = useWords().back.labels;
  const [customerCode, setCustomerCode] = useState('');
  const [fareCode, setFareCode] = useState('01');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      const body = { placeId, carrier, customerCode, fareCode };
      await answerOf(api.PUT('/api/orders/labels/contract', { body }));
      notify({ tone: 'calm', text: say.kept });
    } catch (error) {
      complain(error);
    }
    await renew();
  };
  const control = 'mt-1 block min-h-12 rounded-lg border border-edge bg-paper px-3';
  const digits = (text: string) => text.normalize('NFKC').replaceAll(/\D/gu, '');
  return (
    <form className="flex flex-wrap items-end gap-3" onSubmit={(event) => void submit(event)}>
      <label className="text-sm">
        {say.customerCode}
        <input
          autoComplete="off"
          className={`${control} w-44`}
          inputMode="numeric"
          maxLength={12}
          minLength={10}
          name="customerCode"
          onChange={({ target }) => setCustomerCode(digits(target.value))}
          required
          value={customerCode}
        />
      </label>
      <label className="text-sm">
        {say.fareCode}
        <input
          autoComplete="off"
          className={`${control} w-24`}
          inputMode="numeric"
          maxLength={2}
          minLength={2}
          name="fareCode"
          onChange={({ target }) => setFareCode(digits(target.value))}
          required
          value={fareCode}
        />
      </label>
      <Button type="submit">{say.keep}</Button>
    </form>
  );
}

async function sendBack(placeId: string, carrier: Carrier, file: File) {
  const body = { placeId, carrier, file: await base64Of(file) };
  return answerOf(api.POST('/api/orders/labels/tracking', { body }));
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
  }
  return btoa(text);
}
