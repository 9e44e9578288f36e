// A simple search over folded names and codes: every word of the query must be somewhere. Barcodes come
// first, then what begins with the query, then the rest, each by name. Pages follow a cursor, so that an
// item added meanwhile neither repeats nor hides another.
import type { Executor } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { catalogRefusals } from './errors.ts';
import { readCode } from './gtin.ts';
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
    : toPage(await findHits(tx, folded, after, wanted.limit + 1), wanted.limit);
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

async function findHits(tx: Tx, folded: string, after: HitRow, limit: number): Promise<HitRow[]> {
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
    const isWhole = rank === 0 || rank === 1 || rank === 2;
    const isText = typeof sortKey === 'string' && !sortKey.includes('\0');
    if (isWhole && isText && typeof id === 'string' && uuid.test(id)) {
      return { rank, sort_key: sortKey, id };
    }
  } catch {
    // Refused below: what cannot be read is no cursor.
  }
  throw catalogRefusals.cursor_malformed();
}
