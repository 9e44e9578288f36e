// What the house has not heard of yet, and what it said no to: each with its reason and what can be done about it.
import { Button, Empty } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useOnce } from '../../parts/use-once.ts';
import { usePractice } from '../../practice/practice.ts';
import { useTimes } from '../../station/use-places.ts';
import { newId } from '../../till/ids.ts';
import { useWords } from '../../words/words.ts';
import { RoomPage } from '../parts/room-page.tsx';
import { dropDeed, type KeptDeed, listDeeds } from './kept.ts';
import { doKept, sendKeptSoon, show, useOutbox } from './send-kept.ts';

const shownMax = 200;

export function OutboxPage() {
  const words = useWords();
  const say = words.stockroom.outbox;
  const outbox = useOutbox();
  const isPractice = usePractice();
  // Whatever was told or kept meanwhile changes the list.
  const queryKey = ['stock', 'outbox', outbox.waiting, outbox.stuck];
  const deeds =
    useQuery({
      queryKey,
      queryFn: async () => [
        ...(await listDeeds('stuck', shownMax)),
        ...(await listDeeds('waiting', shownMax)),
      ],
    }).data ?? [];
  const drop = async (deed: KeptDeed) => {
    await dropDeed(deed.key);
    await show(outbox.isAway);
  };
  return (
    <RoomPage back="/stockroom" lead={say.lead} title={say.title}>
      {deeds.length === 0 ? (
        <Empty icon="check" title={say.none} />
      ) : (
        <ul className="space-y-2">
          {deeds.map((deed) => (
            <DeedCard deed={deed} key={deed.key} onDrop={() => void drop(deed)} />
          ))}
        </ul>
      )}
      {outbox.waiting > 0 ? (
        <Button className="mt-4" disabled={isPractice} onClick={sendKeptSoon}>
          {say.now}
        </Button>
      ) : null}
    </RoomPage>
  );
}

type DeedCardProps = { readonly deed: KeptDeed; readonly onDrop: () => void };

function DeedCard({ deed: kept, onDrop }: DeedCardProps) {
  const words = useWords();
  const say = words.stockroom.outbox;
  const times = useTimes();
  const once = useOnce();
  // What waits here is real, whoever practises.
  const isPractice = usePractice();
  const { deed, state, message, title, wallMs } = kept;
  /** More came than a colleague has booked already: it is a receipt of its own. */
  const asFree = async () => {
    if (deed.kind === 'receipt') {
      const { transferId: _, ...body } = deed.body;
      const id = newId('receipt');
      await doKept(id, title, { kind: 'receipt', body: { ...body, id } });
      onDrop();
    }
  };
  return (
    <li
      className={`rounded-lg border bg-paper p-4 shadow-rest ${state === 'stuck' ? 'border-kaki' : 'border-line'}`}
      data-deed={deed.kind}
      data-state={state}
    >
      <p className="font-bold">
        {say.kinds[deed.kind]} {title}
      </p>
      <p className="text-ink-soft text-sm">{times.moment(new Date(wallMs).toISOString())}</p>
      {state === 'stuck' ? (
        <>
          <p className="mt-2 text-kaki">{message}</p>
          <div className="mt-3 flex flex-wrap gap-3">
            {deed.kind === 'receipt' && deed.body.transferId !== undefined ? (
              <Button data-act="as-free" disabled={isPractice} onClick={() => void once(asFree)}>
                {say.asFree}
              </Button>
            ) : null}
            <Button data-act="drop" disabled={isPractice} look="warning" onClick={onDrop}>
              {say.drop}
            </Button>
          </div>
        </>
      ) : null}
    </li>
  );
}
