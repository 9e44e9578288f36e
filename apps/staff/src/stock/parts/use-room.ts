// What the pages of the stockroom read, kept for a look without a line.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api, queries } from '../../api.ts';
import { askOrRemember } from '../../offline/memory.ts';
import { complain, notify } from '../../parts/notices.tsx';
import { play } from '../../parts/sound.ts';

export type Transfer = Answer<'/api/stock/transfers/{transferId}'>;
export type Receipt = Answer<'/api/stock/receipts'>['receipts'][number];
export type CountInFull = Answer<'/api/stock/count-sessions/{countId}'>;
export type CountedLine = CountInFull['lines'][number];
export type AdjustmentsOfPlace = Answer<'/api/stock/adjustments'>;

const lookEveryMs = 15_000;

function useKept<Data>(key: readonly unknown[], ask: () => Promise<Data>) {
  const queryKey = ['stock', ...key];
  return useQuery({
    queryKey,
    refetchInterval: lookEveryMs,
    queryFn: () => askOrRemember(queryKey, ask),
  });
}

/** Open ones: asked for, or on their way, at either end. */
export function useTransfers(placeId: string) {
  return useKept(['transfers', placeId], async () => {
    const [requested, sent] = await Promise.all(
      (['requested', 'sent'] as const).map((state) =>
        answerOf(
          api.GET('/api/stock/transfers', { params: { query: { placeId, state, limit: 100 } } }),
        ),
      ),
    );
    return [...(requested?.transfers ?? []), ...(sent?.transfers ?? [])];
  });
}

export function useTransfer(transferId: string) {
  return useKept(['transfer', transferId], () =>
    answerOf(api.GET('/api/stock/transfers/{transferId}', { params: { path: { transferId } } })),
  );
}

export function useReceipts(placeId: string) {
  return useKept(
    ['receipts', placeId],
    async () =>
      (await answerOf(api.GET('/api/stock/receipts', { params: { query: { placeId } } }))).receipts,
  );
}

export function useCounts(placeId: string) {
  return useKept(
    ['counts', placeId],
    async () =>
      (await answerOf(api.GET('/api/stock/count-sessions', { params: { query: { placeId } } })))
        .sessions,
  );
}

export function useCount(countId: string) {
  return useKept(['count', countId], () =>
    answerOf(api.GET('/api/stock/count-sessions/{countId}', { params: { path: { countId } } })),
  );
}

export function useAdjustments(placeId: string) {
  return useKept(['adjustments', placeId], () =>
    answerOf(api.GET('/api/stock/adjustments', { params: { query: { placeId } } })),
  );
}

/** Does it, says what became of it, and reads everything of the stockroom anew; undefined where the house said no. */
export async function doNow<Data>(
  deed: () => Promise<Data>,
  done: string,
): Promise<Data | undefined> {
  try {
    const answer = await deed();
    play('good');
    notify({ tone: 'calm', text: done });
    return answer;
  } catch (error) {
    play('bad');
    complain(error);
    return undefined;
  } finally {
    await queries.invalidateQueries({ queryKey: ['stock'] });
    await queries.invalidateQueries({ queryKey: ['orders', 'back'] });
  }
}
