// One deed of the outbox. Where the house said no it can be told again, corrected, or set aside with a reason.
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { useOnce } from '../../parts/use-once.ts';
import { usePractice } from '../../practice/practice.ts';
import { useMe } from '../../station/use-me.ts';
import { useTimes } from '../../station/use-places.ts';
import { newId } from '../../till/ids.ts';
import { useWords } from '../../words/words.ts';
import { asFreeReceipt } from './correct-deed.ts';
import { CorrectDeed } from './correct-form.tsx';
import { dropDeed, type KeptDeed, replaceDeed, retryDeed, takeBackDeed } from './kept.ts';
import { control, Labelled } from './labelled.tsx';
import { sendKeptSoon, show } from './send-kept.ts';

type DeedCardProps = { readonly kept: KeptDeed };

export function DeedCard({ kept }: DeedCardProps) {
  const words = useWords();
  const say = words.stockroom.outbox;
  const times = useTimes();
  const { deed, state, title, wallMs, dropped } = kept;
  return (
    <li
      className={`rounded-lg border bg-paper p-4 shadow-rest ${state === 'stuck' ? 'border-kaki' : 'border-line'}`}
      data-deed={deed.kind}
      data-state={state}
    >
      <p className="font-bold">
        {say.kinds[deed.kind]} {title}
        {deed.kind === 'tally' ? ` ${deed.quantity}` : ''}
      </p>
      <p className="text-ink-soft text-sm">{times.moment(new Date(wallMs).toISOString())}</p>
      {state === 'stuck' ? <Stuck kept={kept} /> : null}
      {state === 'dropped' && dropped !== null ? (
        <>
          <p className="mt-2" data-why={dropped.why}>
            {say.droppedBy(
              dropped.by,
              times.moment(new Date(dropped.wallMs).toISOString()),
              dropped.why,
            )}
          </p>
          <Button
            className="mt-2"
            data-act="take-back"
            onClick={() => void takeBackDeed(kept.key).then(() => show(false))}
          >
            {say.takeBack}
          </Button>
        </>
      ) : null}
    </li>
  );
}

function Stuck({ kept }: DeedCardProps) {
  const words = useWords();
  const say = words.stockroom.outbox;
  const once = useOnce();
  // What waits here is real, whoever practises.
  const isPractice = usePractice();
  const [open, setOpen] = useState<'correct' | 'drop'>();
  const { deed, key, code, message } = kept;
  const told = (work: Promise<void>) => once(() => work.then(tellNow));
  const free =
    deed.kind === 'receipt' && deed.body.transferId !== undefined
      ? asFreeReceipt(kept, newId)
      : undefined;
  const toggle = (what: 'correct' | 'drop') => setOpen(open === what ? undefined : what);
  return (
    <>
      <p className="mt-2 text-kaki" data-why-not={code} role="alert">
        {message === null || message === '' ? say.noReason(code ?? '') : message}
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button
          data-act="retry"
          disabled={isPractice}
          look={open === undefined ? 'main' : 'quiet'}
          onClick={() => void told(retryDeed(key))}
        >
          {say.retry}
        </Button>
        {free === undefined ? null : (
          <Button
            data-act="as-free"
            disabled={isPractice}
            onClick={() => void told(replaceDeed(key, free))}
          >
            {say.asFree}
          </Button>
        )}
        <Button
          aria-expanded={open === 'correct'}
          data-act="correct"
          disabled={isPractice}
          onClick={() => toggle('correct')}
        >
          {say.correct}
        </Button>
        <Button
          aria-expanded={open === 'drop'}
          data-act="drop"
          disabled={isPractice}
          look="warning"
          onClick={() => toggle('drop')}
        >
          {say.drop}
        </Button>
      </div>
      {open === 'correct' ? (
        <CorrectDeed kept={kept} onCorrected={(next) => void told(replaceDeed(key, next))} />
      ) : null}
      {open === 'drop' ? <Drop deedKey={key} /> : null}
    </>
  );
}

async function tellNow(): Promise<void> {
  await show(false);
  sendKeptSoon();
}

function Drop({ deedKey }: { readonly deedKey: string }) {
  const say = useWords().stockroom.outbox;
  const me = useMe().data?.data;
  const [why, setWhy] = useState('');
  const text = why.trim();
  return (
    <form
      className="mt-3 space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '') {
          const by = me?.name ?? say.somebody;
          void dropDeed(deedKey, { by, wallMs: Date.now(), why: text }).then(() => show(false));
        }
      }}
    >
      <Labelled label={say.why}>
        {(id) => (
          <input
            className={control}
            id={id}
            maxLength={200}
            name="why"
            onChange={({ target }) => setWhy(target.value)}
            value={why}
          />
        )}
      </Labelled>
      <p className="text-ink-soft text-sm">{say.dropLead}</p>
      <Button data-act="drop-now" disabled={text === ''} look="warning" type="submit">
        {say.dropNow}
      </Button>
    </form>
  );
}
