// What the house has not heard of yet, what it said no to (each with why, and what can be done about it), and what people set
// aside.
import { Button, Empty } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { usePractice } from '../../practice/practice.ts';
import { useWords } from '../../words/words.ts';
import { RoomPage } from '../parts/room-page.tsx';
import { DeedCard } from './deed-card.tsx';
import { listDeeds } from './kept.ts';
import { sendKeptSoon, useOutbox } from './send-kept.ts';

const shownMax = 200;

export function OutboxPage() {
  const words = useWords();
  const say = words.stockroom.outbox;
  const outbox = useOutbox();
  const isPractice = usePractice();
  // Whatever was told, kept or set aside meanwhile changes the list.
  const queryKey = ['stock', 'outbox', outbox.changes];
  const deeds =
    useQuery({
      queryKey,
      placeholderData: (before: Awaited<ReturnType<typeof readDeeds>> | undefined) => before,
      queryFn: readDeeds,
    }).data ?? [];
  const dropped = deeds.filter(({ state }) => state === 'dropped');
  const kept = deeds.filter(({ state }) => state !== 'dropped');
  return (
    <RoomPage back="/stockroom" lead={say.lead} title={say.title}>
      {kept.length === 0 ? (
        <Empty icon="check" title={say.none} />
      ) : (
        <ul className="space-y-2">
          {kept.map((deed) => (
            <DeedCard kept={deed} key={deed.key} />
          ))}
        </ul>
      )}
      {outbox.waiting > 0 ? (
        <Button className="mt-4" disabled={isPractice} onClick={sendKeptSoon}>
          {say.now}
        </Button>
      ) : null}
      {dropped.length === 0 ? null : (
        <section className="mt-8">
          <h2 className="mb-2 font-bold">{say.dropped}</h2>
          <ul className="space-y-2">
            {dropped.map((deed) => (
              <DeedCard kept={deed} key={deed.key} />
            ))}
          </ul>
        </section>
      )}
    </RoomPage>
  );
}

async function readDeeds() {
  const [stuck, waiting, dropped] = await Promise.all([
    listDeeds('stuck', shownMax),
    listDeeds('waiting', shownMax),
    listDeeds('dropped', shownMax),
  ]);
  return [...stuck, ...waiting, ...dropped.toReversed()];
}
