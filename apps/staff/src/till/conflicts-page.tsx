// Where what happened does not fit what was promised or known: shortages with what can be done about them, and what the
// tills noted. Everything is recorded already; people say how it ended.
import { type Answer, answerOf, doneOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Button, Empty, Icon } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api, queries } from '../api.ts';
import { notify } from '../parts/notices.tsx';
import { useStation } from '../station/station.ts';
import { usePlaceName, useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import { cardLook, Parked } from './parked.tsx';
import { TillBar } from './parts/till-bar.tsx';
import { useTill } from './till-state.ts';
import { useTillOpened } from './use-counter.ts';

type StockConflict = Answer<'/api/stock/conflicts'>['conflicts'][number];
type TillConflict = Answer<'/api/tills/conflicts'>['conflicts'][number];

const key = (placeId: string) => ['till', 'conflicts', placeId] as const;

export function ConflictsPage() {
  useTillOpened();
  const words = useWords().till.conflicts;
  const placeId = useStation()?.placeId ?? '';
  const found = useQuery({
    queryKey: key(placeId),
    queryFn: async () => {
      const query = { placeId };
      const [stock, till] = await Promise.all([
        answerOf(api.GET('/api/stock/conflicts', { params: { query } })),
        answerOf(api.GET('/api/tills/conflicts', { params: { query } })),
      ]);
      return { stock: stock.conflicts, till: till.conflicts };
    },
    retry: false,
    refetchInterval: 15_000,
  });
  const { stock = [], till = [] } = found.data ?? {};
  return (
    <div className="flex h-full flex-col">
      <TillBar />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-3xl p-4 pane:p-6">
          <h1 className="font-bold text-xl">{words.title}</h1>
          {found.data === undefined ? (
            <p className="mt-4 text-ink-soft">{found.error === null ? '' : words.offline}</p>
          ) : stock.length + till.length === 0 ? (
            <Empty icon="seal" title={words.empty} />
          ) : (
            <>
              <p className="mt-1 mb-6 text-ink-soft">{words.lead}</p>
              <Group title={words.stock}>
                {stock.map((each) => (
                  <ShortOfStock conflict={each} key={`${each.placeId} ${each.itemId}`} />
                ))}
              </Group>
              <Group title={words.till}>
                {till.map((each) =>
                  each.parked === null ? (
                    <FromTill conflict={each} key={each.id} />
                  ) : (
                    <Parked conflict={each} key={each.id} parked={each.parked} />
                  ),
                )}
              </Group>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

type GroupProps = { readonly title: string; readonly children: readonly ReactNode[] };

function Group({ title, children }: GroupProps) {
  return children.length === 0 ? null : (
    <section className="mb-8">
      <h2 className="mb-2 font-bold">
        {title} {children.length}
      </h2>
      <ul className="space-y-3">{children}</ul>
    </section>
  );
}

/** What a proposal that was followed is called in the book. */
const settlements = {
  count: 'counted',
  transfer_in: 'transferred',
  reroute: 'rerouted',
  apologise: 'apologised',
} as const;
type Action = keyof typeof settlements;

function ShortOfStock({ conflict }: { readonly conflict: StockConflict }) {
  const words = useWords().till.conflicts;
  const placeName = usePlaceName();
  const { placeId, itemId, name, code, short, proposals } = conflict;
  const settle = useSettle((settlement: (typeof settlements)[keyof typeof settlements]) =>
    doneOf(api.POST('/api/stock/conflicts/settlements', { body: { placeId, itemId, settlement } })),
  );
  const wordOf = ({ action, placeId: where, quantity }: StockConflict['proposals'][number]) => {
    const [place, count] = [placeName(where ?? '') ?? '', formatCount(quantity ?? 0)];
    switch (action) {
      case 'transfer_in':
        return words.proposals.transfer_in(place, count);
      case 'reroute':
        return words.proposals.reroute(place, count);
      case 'apologise':
        return words.proposals.apologise(count);
      default:
        return words.proposals.count;
    }
  };
  return (
    <li className={cardLook} data-short={short}>
      <p className="flex flex-wrap justify-between gap-2">
        <Link className="text-ai underline" to={`/stock/${itemId}`}>
          <b>{name}</b> <span className="text-sm">{code}</span>
        </Link>
        <b className="text-kaki">{words.short(formatCount(short))}</b>
      </p>
      <ul className="mt-3 flex flex-wrap gap-2">
        {proposals.map((proposal) => (
          <li key={`${proposal.action} ${proposal.placeId ?? ''}`}>
            <Button
              disabled={settle.isPending}
              onClick={() => settle.mutate(settlements[proposal.action as Action])}
            >
              {wordOf(proposal)}
            </Button>
          </li>
        ))}
      </ul>
    </li>
  );
}

function FromTill({ conflict }: { readonly conflict: TillConflict }) {
  const words = useWords().till.conflicts;
  const times = useTimes();
  const { id, kind, facts, orderId, openedAt } = conflict;
  const settle = useSettle((settlement: string) => {
    const params = { path: { conflictId: id } };
    const path = '/api/tills/conflicts/{conflictId}/settlement';
    return doneOf(api.POST(path, { params, body: { settlement } }));
  });
  return (
    <li className={cardLook} data-kind={kind}>
      <p className="flex flex-wrap justify-between gap-2">
        <b className="flex items-center gap-2">
          <Icon className="size-5 text-kaki" name="spark" />
          {words.kinds[kind] ?? kind}
        </b>
        <span className="text-ink-soft text-sm">{times.moment(openedAt)}</span>
      </p>
      <p className="mt-1 text-sm">
        {Object.entries(facts).map(([name, value]) => (
          <span className="mr-4" key={name}>
            {words.facts[name] ?? name}: {value}
          </span>
        ))}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-4">
        <Button disabled={settle.isPending} onClick={() => settle.mutate(words.settle)}>
          {words.settle}
        </Button>
        {orderId !== null && (
          <Link
            className="inline-flex min-h-12 items-center text-ai underline underline-offset-4"
            to={`/orders/${orderId}`}
          >
            {words.seeOrder}
          </Link>
        )}
      </div>
    </li>
  );
}

function useSettle<Settlement extends string>(
  settle: (settlement: Settlement) => Promise<unknown>,
) {
  const words = useWords();
  const placeId = useStation()?.placeId ?? '';
  const { isPractice } = useTill();
  return useMutation({
    // Conflicts are real ones, whoever practises.
    mutationFn: async (settlement: Settlement) => {
      if (!isPractice) {
        await settle(settlement);
      }
    },
    onSuccess: () =>
      notify({
        tone: 'calm',
        text: isPractice ? words.till.practice : words.till.conflicts.settled,
      }),
    onError: () => notify({ tone: 'bad', text: words.line.needsLine }),
    onSettled: () => queries.invalidateQueries({ queryKey: key(placeId) }),
  });
}
