// Promises to get back to her: what and by when; they stand among the work of that day until they are kept.
import { Field } from '@engawa/ui';
import { Button, Wrong } from '@engawa/ui/work';
import { type FormEvent, useId, useState } from 'react';
import { dayOf } from '../../orders/order-list.ts';
import { notify } from '../../parts/notices.tsx';
import { useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { textIn } from './text-in.ts';
import { type FollowUp, usePlanFollowUp, useSettleFollowUp } from './use-serve.ts';

type PromisesProps = {
  readonly customerId: string;
  readonly placeId: string;
  readonly followUps: readonly FollowUp[];
};

export function Promises({ customerId, placeId, followUps }: PromisesProps) {
  const say = useWords().serve;
  const times = useTimes();
  const id = useId();
  const plan = usePlanFollowUp(customerId, placeId);
  const [openedAtMs] = useState(() => Date.now());
  const dayIn = (days: number) =>
    dayOf(new Date(openedAtMs + days * 86_400_000).toISOString(), times.timeZone);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    plan.mutate(
      { text: textIn(form, 'promise'), dueOn: textIn(form, 'dueOn') },
      {
        onSuccess: () => {
          form.reset();
          notify({ tone: 'calm', text: say.planned });
        },
      },
    );
  };
  return (
    <>
      {followUps.length === 0 ? (
        <p className="text-ink-soft">{say.noPromises}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {followUps.map((each) => (
            <li key={each.id}>
              <Promised followUp={each} />
            </li>
          ))}
        </ul>
      )}
      <form className="mt-4 grid items-end gap-3 pane:grid-cols-[1fr_11rem_auto]" onSubmit={submit}>
        <Field
          autoComplete="off"
          id={`${id}-promise`}
          isMarked={false}
          label={say.promise}
          maxLength={500}
          name="promise"
          required
        />
        <Field
          defaultValue={dayIn(7)}
          id={`${id}-day`}
          isMarked={false}
          label={say.dueOn}
          min={dayIn(0)}
          name="dueOn"
          required
          type="date"
        />
        <Button data-act="plan" disabled={plan.isPending} type="submit">
          {say.plan}
        </Button>
      </form>
      {plan.error === null ? null : <Wrong error={plan.error} />}
    </>
  );
}

function Promised({ followUp }: { readonly followUp: FollowUp }) {
  const say = useWords().serve;
  const times = useTimes();
  const settle = useSettleFollowUp();
  const { id, text, dueOn, isDone, clerk } = followUp;
  return (
    <div className="flex min-h-16 items-center gap-4 py-2" data-promise={isDone ? 'done' : 'open'}>
      <span className="min-w-0 flex-1">
        <span className={isDone ? 'text-ink-soft line-through' : ''}>{text}</span>
        <span className="block text-ink-soft text-sm">
          {say.due(times.date(dueOn))}
          {clerk === null ? null : <span className="ml-3">{say.by(clerk)}</span>}
        </span>
      </span>
      <Button
        aria-label={isDone ? say.undoMark(text) : say.doneMark(text)}
        data-act="settle"
        disabled={settle.isPending}
        onClick={() => settle.mutate({ id, isDone: !isDone })}
      >
        {isDone ? say.undo : say.done}
      </Button>
    </div>
  );
}
