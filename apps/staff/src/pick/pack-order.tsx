// An order that is all found asks for its shelf at once: the next thing that hands do.
import { Button } from '@engawa/ui/work';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { complain, notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { useWords } from '../words/words.ts';
import { renew, sendPacked } from './use-picks.ts';

/** All of an order is found: on which shelf does it wait. */
export function PackOrder({
  orderId,
  number,
  parcel,
}: {
  readonly orderId: string;
  readonly number: string;
  /** Of an order that several places send; null: this place has all of it. */
  readonly parcel: number | null;
}) {
  const words = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [shelf, setShelf] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  // The next thing to do: hands go from the reader to the number of the shelf.
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsBusy(true);
    try {
      await sendPacked(orderId, shelf.trim(), parcel);
      play('good');
      notify({ tone: 'calm', text: words.back.pick.isReady(number) });
    } catch (error) {
      play('bad');
      complain(error);
    }
    setIsBusy(false);
    await renew();
  };
  return (
    <form
      className="mb-4 flex flex-wrap items-end gap-3 rounded-lg border-2 border-ai bg-ai-mist p-4"
      data-complete={number}
      onSubmit={(event) => void submit(event)}
    >
      <p className="w-full font-bold">{words.back.pick.ready(number)}</p>
      <label className="text-sm" htmlFor={id}>
        {words.back.pick.shelf}
        <input
          autoComplete="off"
          className="mt-1 block min-h-12 w-40 rounded-lg border border-edge bg-paper px-3 text-lg"
          id={id}
          maxLength={30}
          onChange={(event) => setShelf(event.target.value)}
          ref={field}
          value={shelf}
        />
      </label>
      <Button disabled={isBusy} look="main" type="submit">
        {words.back.pick.done}
      </Button>
    </form>
  );
}
