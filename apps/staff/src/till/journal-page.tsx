// What was done at this till, newest first, and how it stands with the house; from here a sale is printed again,
// returned, exchanged or made void. Sales of other tills, shops and the web are found by their number.
import { answerOf } from '@engawa/client';
import { Empty } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { api } from '../api.ts';
import { notify } from '../parts/notices.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { play } from '../parts/sound.ts';
import { openRequest } from '../returns/open-request.ts';
import { readScan } from '../scan/read-scan.ts';
import { useScans } from '../scan/use-scans.ts';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import { houseTime } from './book/clock.ts';
import { type KeptEntry, listNewest } from './book/entries.ts';
import { useSync } from './book/sync.ts';
import { VoidCards } from './gift-cards/void-cards.tsx';
import { TillBar } from './parts/till-bar.tsx';
import { useMoney } from './parts/use-money.ts';
import { useTillOpened } from './use-counter.ts';

const shownMax = 200;

export function JournalPage() {
  useTillOpened();
  const words = useWords().till.journal;
  const { waiting, stuck } = useSync();
  const find = useFindSale();
  const entries = useQuery({
    queryKey: ['till', 'journal', waiting, stuck],
    queryFn: () => listNewest(shownMax),
    placeholderData: (before) => before,
  });
  const takenBack = new Set<string | null>(entries.data?.flatMap((each) => each.takesBack ?? []));
  return (
    <div className="flex h-full flex-col">
      <TillBar />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-3xl">
          <h1 className="px-4 pt-4 font-bold text-xl">{words.title}</h1>
          <SearchField initial="" label={words.find} onSearch={(text) => void find(text)} />
          <p className="px-4 pb-3">
            <Link
              className="inline-flex min-h-12 items-center text-ai underline underline-offset-4"
              to="/till/returns"
            >
              {words.noReceipt}
            </Link>
          </p>
          {entries.data?.length === 0 ? (
            <Empty icon="copy" title={words.empty} />
          ) : (
            <ul className="px-4 pb-8">
              {entries.data?.map((entry) => (
                <EntryRow entry={entry} isTakenBack={takenBack.has(entry.orderId)} key={entry.id} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}

type RowProps = {
  readonly entry: KeptEntry;
  /** Another entry of this till took it back whole. */
  readonly isTakenBack: boolean;
};

function EntryRow({ entry, isTakenBack }: RowProps) {
  const words = useWords().till;
  const say = words.journal;
  const money = useMoney();
  const times = useTimes();
  const { kind, state, answer, orderId, totalMinor, wallMs, run, clerk } = entry;
  const isBad = state !== 'booked' && state !== 'withdrawn';
  return (
    <li
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-3"
      data-state={state}
    >
      <span className="min-w-0 flex-1">
        <b>{say.kinds[kind]}</b>{' '}
        <span className="text-ink-soft text-sm">
          {times.moment(new Date(houseTime(wallMs, run)).toISOString())} {clerk}
        </span>
        <span className="block text-sm">
          {orderId !== null && (answer?.number ?? say.noNumber)}{' '}
          <span className={isBad ? 'font-bold text-kaki' : 'text-ink-soft'}>
            {say.states[state]}
          </span>{' '}
          {answer?.conflicts.map((each) => (
            <span className="mr-2 text-kaki" key={each}>
              {words.conflicts.kinds[each]}
            </span>
          ))}
        </span>
      </span>
      <b>{money(totalMinor)}</b>
      {kind === 'counted' && orderId !== null && totalMinor > 0 && !isTakenBack && (
        <VoidCards saleId={orderId} />
      )}
      {kind === 'sale' && orderId !== null && (
        <Link
          className="flex min-h-12 items-center rounded-md border border-edge bg-paper px-4 font-bold active:bg-shade"
          to={`/till/returns/${orderId}`}
        >
          {say.toReturn}
        </Link>
      )}
    </li>
  );
}

/** By the number that is on the receipt, or the code of an order; what is scanned here is looked for too. */
function useFindSale() {
  const words = useWords();
  const navigate = useNavigate();
  const notFound = words.till.journal.notFound;
  const find = async (text: string) => {
    const scan = readScan(text);
    if (scan.kind === 'order') {
      await navigate(`/till/returns/${scan.orderId}`);
      return;
    }
    if (scan.kind === 'return-request') {
      await openRequest(scan.requestId, navigate);
      return;
    }
    const number = scan.kind === 'order-number' ? scan.number : text.trim();
    if (number === '') {
      return;
    }
    try {
      const query = { q: number, limit: 1 };
      const { orders } = await answerOf(api.GET('/api/orders', { params: { query } }));
      const [order] = orders;
      if (order !== undefined) {
        await navigate(`/till/returns/${order.id}`);
        return;
      }
      play('bad');
      notify({ tone: 'bad', text: notFound(number) });
    } catch {
      notify({ tone: 'bad', text: words.line.needsLine });
    }
  };
  useScans((raw) => void find(raw));
  return find;
}
