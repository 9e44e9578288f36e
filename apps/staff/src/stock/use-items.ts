// Items and where they are, kept for offline reading.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import type { Place } from '../station/use-places.ts';
import { useSpeech } from '../words/words.ts';

export type ItemRow = Answer<'/api/catalog/items'>['items'][number];
export type Item = Answer<'/api/catalog/items/{itemId}'>;
export type AtPlace = Answer<'/api/stock'>['rows'][number];

const foundMax = 50;

/** Items that fit a name, a code or a barcode. */
export async function findItems(q: string, placeId: string): Promise<readonly ItemRow[]> {
  const query = { q, placeId, limit: foundMax };
  return (await answerOf(api.GET('/api/catalog/items', { params: { query } }))).items;
}

export function useItems(q: string, placeId: string) {
  const key = ['catalog', 'items', q, placeId];
  return useQuery({
    queryKey: key,
    queryFn: () => askOrRemember(key, () => findItems(q, placeId)),
  });
}

export function useItem(itemId: string, placeId: string) {
  const key = ['catalog', 'item', itemId, placeId];
  return useQuery({
    queryKey: key,
    queryFn: () =>
      askOrRemember(key, () => {
        const params = { path: { itemId }, query: { placeId } };
        return answerOf(api.GET('/api/catalog/items/{itemId}', { params }));
      }),
  });
}

export type Nearby = {
  readonly placeId: string;
  readonly state: string;
  readonly distanceM: number | null;
  /** Undefined where only a word is told. */
  readonly available: number | undefined;
};
export type StockOfItem = {
  readonly here: AtPlace | undefined;
  readonly nearby: readonly Nearby[];
};

/** What is here in numbers, and the other shops that have it, nearest first. */
export function useStock(item: Item, own: Place | undefined) {
  const key = ['stock', item.id, own?.id ?? ''];
  return useQuery({
    queryKey: key,
    queryFn: () => askOrRemember(key, () => readStock(item, own)),
  });
}

async function readStock({ id, code }: Item, own: Place | undefined): Promise<StockOfItem> {
  const [numbers, words] = await Promise.all([
    answerOf(api.GET('/api/stock', { params: { query: { q: code, limit: 200 } } })),
    answerOf(
      api.GET('/api/stock/items/{itemId}', {
        params: { path: { itemId: id }, query: { ...own?.position } },
      }),
    ),
  ]);
  const rows = new Map(
    numbers.rows.filter((row) => row.itemId === id).map((row) => [row.placeId, row]),
  );
  return {
    here: rows.get(own?.id ?? ''),
    nearby: words.places
      .filter(({ placeId, state }) => placeId !== own?.id && state !== 'out_of_stock')
      .map(({ placeId, state, distanceM }) => ({
        placeId,
        state,
        distanceM,
        available: rows.get(placeId)?.available,
      })),
  };
}

type ItemName = Partial<ItemRow['name']> & Pick<ItemRow['name'], 'ja' | 'en'>;

/** The name of an item in the reader's language. */
export function useItemName(): (name: ItemName) => string {
  const { language } = useSpeech();
  return (name) => (language === 'en' ? name.en : null) ?? name.ja;
}
