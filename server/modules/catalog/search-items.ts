// Search of items. The word index of this process is asked first: any kana, romaji, small slips (search/). Until it
// stands, and for what it does not find, the database looks for every word anywhere in folded names and codes. A
// barcode comes before all. Pages follow a cursor, so that an item added meanwhile neither repeats nor hides another.
import type { Database, Executor } from '#kernel/db';
import { type Tx, transaction } from '#kernel/transaction';
import { catalogRefusals } from './errors.ts';
import { readCode } from './gtin.ts';
import { queryWordsOf } from './search/fold-words.ts';
import { findSearchIndex, knownSearchIndex } from './search/kept-index.ts';
import type { WordIndex } from './search/word-index.ts';
import { foldForSearch, likePattern } from './search-text.ts';
import { findItemIdsByBarcode, type HitRow, listHits, searchHits } from './views.ts';

export type ItemsWanted = {
  readonly query?: string | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
};

export type ItemPage = {
  /** uuids, best first. */
  readonly itemIds: readonly string[];
  readonly next: string | null;
};

const start: HitRow = { id: '00000000-0000-0000-0000-000000000000', rank: -1, sort_key: '' };

/** Active items that fit, one page. Refuses with catalog.cursor_malformed. */
export async function searchItems(tx: Tx, wanted: ItemsWanted): Promise<ItemPage> {
  const after = wanted.after === undefined ? start : readCursor(wanted.after);
  const folded = foldForSearch(wanted.query ?? '');
  return folded === ''
    ? listPage(tx, after, wanted.limit)
    : toPage(await findHits(tx, wanted.query ?? '', after, wanted.limit + 1), wanted.limit);
}

/** Where a page begins; '' is the first. Refuses with catalog.cursor_malformed. */
export function listFirstHit(after: string): HitRow {
  return after === '' ? start : readCursor(after);
}

/** A page of all active items by name, after a hit. */
export async function listPage(db: Executor, after: HitRow, limit: number): Promise<ItemPage> {
  return toPage(await listHits(db, after, limit + 1), limit);
}

function toPage(hits: readonly HitRow[], limit: number): ItemPage {
  const page = hits.slice(0, limit);
  const last = page.at(-1);
  return {
    itemIds: page.map((hit) => hit.id),
    next: hits.length > limit && last !== undefined ? formatCursor(last) : null,
  };
}

async function findHits(tx: Tx, query: string, after: HitRow, limit: number): Promise<HitRow[]> {
  const found = hitsOf(knownSearchIndex(tx.database), query, after, limit);
  return found.length > 0 ? found : findHitsInDatabase(tx, foldForSearch(query), after, limit);
}

/** As `searchItems`, for a first look outside a transaction: undefined when the database must be asked. */
export async function searchKeptItems(
  db: Database,
  wanted: ItemsWanted,
): Promise<ItemPage | undefined> {
  const after = listFirstHit(wanted.after ?? '');
  const index = await findSearchIndex(db);
  const hits = hitsOf(index, wanted.query ?? '', after, wanted.limit + 1);
  return hits.length === 0 ? undefined : toPage(hits, wanted.limit);
}

export type WordsFound = {
  /** uuids, best first. */
  readonly itemIds: readonly string[];
  /** True when no item has every word: these have one of them. */
  readonly isLoose: boolean;
};

/** For a shop's page: all that fits, `count` at most. Never inside a transaction. */
export async function findItemsByWords(
  db: Database,
  query: string,
  count: number,
): Promise<WordsFound> {
  const index = await findSearchIndex(db);
  if (index === undefined) {
    const page = await transaction(db, { readOnly: true, actor: 'guest' }, (tx) =>
      searchItems(tx, { query, limit: Math.min(count, 200) }),
    );
    return { itemIds: page.itemIds, isLoose: false };
  }
  const words = queryWordsOf(query);
  const strict = index.find(words, count);
  if (strict.length > 0 || words.length < 2) {
    return { itemIds: strict.map(({ id }) => id), isLoose: false };
  }
  const each = words.flatMap((word) => index.find([word], Math.ceil(count / words.length)));
  const itemIds = [...new Set(each.map(({ id }) => id))];
  return { itemIds, isLoose: itemIds.length > 0 };
}

/** Empty for what looks like a barcode: that is not a word. */
function hitsOf(
  index: WordIndex | undefined,
  query: string,
  after: HitRow,
  limit: number,
): HitRow[] {
  if (index === undefined || readCode(foldForSearch(query)).kind !== 'label') {
    return [];
  }
  const from = after.rank < 0 ? undefined : { ...after, sortKey: after.sort_key };
  return index
    .find(queryWordsOf(query), limit, from)
    .map(({ id, rank, sortKey }) => ({ id, rank, sort_key: sortKey }));
}

async function findHitsInDatabase(
  tx: Tx,
  folded: string,
  after: HitRow,
  limit: number,
): Promise<HitRow[]> {
  const code = readCode(folded);
  const itemIds =
    code.kind === 'label' ? [] : await findItemIdsByBarcode(tx, code.kind, code.value);
  const contains = folded
    .split(' ')
    .slice(0, 10)
    .map((word) => `%${likePattern(word)}%`);
  return searchHits(tx, { contains, prefix: `${likePattern(folded)}%`, itemIds }, after, limit);
}

function formatCursor(hit: HitRow): string {
  const text = JSON.stringify([hit.rank, hit.sort_key, hit.id]);
  return Buffer.from(text, 'utf8').toString('base64url');
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readCursor(text: string): HitRow {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const [rank, sortKey, id] = Array.isArray(parts) ? (parts as unknown[]) : [];
    const isWhole = Number.isInteger(rank) && Number(rank) >= 0 && Number(rank) <= 255;
    const isText = typeof sortKey === 'string' && !sortKey.includes('\0');
    if (isWhole && isText && typeof id === 'string' && uuid.test(id)) {
      return { rank: Number(rank), sort_key: sortKey, id };
    }
  } catch {
    // Refused below: what cannot be read is no cursor.
  }
  throw catalogRefusals.cursor_malformed();
}
