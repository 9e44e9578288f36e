// A fact of a till that is not in the books: what it was, why it was not booked, and the two ways on: booked again once its
// cause is gone, or set aside by a manager who says why.
import { type Answer, answerOf, doneOf } from '@engawa/client';
import { Field, formatCount, formatMoney, useLanguage } from '@engawa/ui';
import { Button, Icon, Wrong } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId } from 'react';
import { api, queries } from '../api.ts';
import { textIn } from '../customers/serve/text-in.ts';
import { notify } from '../parts/notices.tsx';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import { useTill } from './till-state.ts';

type Conflict = Answer<'/api/tills/conflicts'>['conflicts'][number];
type Props = {
  readonly conflict: Conflict;
  readonly parked: NonNullable<Conflict['parked']>;
};

export const cardLook = 'rounded-lg border border-line bg-paper p-4 shadow-rest';

export function Parked({ conflict, parked }: Props) {
  const words = useWords().till.conflicts;
  const times = useTimes();
  const language = useLanguage();
  const { entryId, kind } = conflict;
  const { refusal, totalMinor, currency } = parked;
  return (
    <li className={cardLook} data-kind={kind} data-parked={entryId}>
      <p className="flex flex-wrap justify-between gap-2">
        <b className="flex items-center gap-2">
          <Icon className="size-5 text-kaki" name="spark" />
          {words.kinds[kind] ?? kind}
          {totalMinor === null ? null : <span>{formatMoney(totalMinor, currency, language)}</span>}
        </b>
        <span className="text-ink-soft text-sm">{times.moment(parked.at)}</span>
      </p>
      {refusal === null ? null : <p className="mt-1 text-kaki">{refusal[language]}</p>}
      <ul className="mt-2 text-sm">
        {parked.lines.map(({ name, quantity, unitPriceMinor }, at) => (
          // Lines of a sale have no id of their own and never change places.
          <li key={`${String(at)} ${name}`}>
            {name} × {formatCount(quantity)} {formatMoney(unitPriceMinor, currency, language)}
          </li>
        ))}
      </ul>
      <Ways conflict={conflict} />
    </li>
  );
}

function Ways({ conflict }: Pick<Props, 'conflict'>) {
  const words = useWords().till.conflicts;
  const id = useId();
  const params = { path: { entryId: conflict.entryId } };
  const book = useWay(words.bookedAgain, () =>
    answerOf(api.POST('/api/tills/entries/{entryId}/booking', { params })),
  );
  const putAside = useWay(words.setAside, (reason: string) =>
    doneOf(api.POST('/api/tills/entries/{entryId}/set-aside', { params, body: { reason } })),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    putAside.mutate(textIn(event.currentTarget, 'reason'));
  };
  const isBusy = book.isPending || putAside.isPending;
  const error = book.error ?? putAside.error;
  return (
    <div className="mt-3 space-y-3">
      <Button data-act="book-again" disabled={isBusy} look="main" onClick={() => book.mutate('')}>
        {words.bookAgain}
      </Button>
      <form className="grid items-end gap-3 pane:grid-cols-[1fr_auto]" onSubmit={submit}>
        <Field
          autoComplete="off"
          id={`${id}-reason`}
          isMarked={false}
          label={words.reason}
          maxLength={200}
          name="reason"
          required
        />
        <Button data-act="set-aside" disabled={isBusy} type="submit">
          {words.putAside}
        </Button>
      </form>
      {error === null ? null : <Wrong error={error} />}
    </div>
  );
}

/** Conflicts are real ones, whoever practises. */
function useWay(done: string, work: (said: string) => Promise<unknown>) {
  const { practice } = useWords().till;
  const { isPractice } = useTill();
  return useMutation({
    mutationFn: async (said: string) => {
      if (!isPractice) {
        await work(said);
      }
    },
    onSuccess: () => notify({ tone: 'calm', text: isPractice ? practice : done }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['till', 'conflicts'] }),
  });
}
