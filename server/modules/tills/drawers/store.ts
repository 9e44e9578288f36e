// Every SQL statement about drawers, quick keys and their places.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type DrawerRow = {
  id: string;
  place_id: string;
  till: string;
  business_day: Temporal.PlainDate;
  currency: string;
  opened_at: Temporal.Instant;
  opened_by: string | null;
  float_minor: number;
  closed_at: Temporal.Instant | null;
  closed_by: string | null;
  counted_minor: number | null;
  pieces: Readonly<Record<string, number>>;
  z_number: number | null;
  told: Readonly<Record<string, number>>;
};

const columns = `id, place_id, till, business_day, currency, opened_at, opened_by, float_minor, closed_at, closed_by,
  counted_minor, pieces, z_number, told`;

const find = statement<DrawerRow>(`SELECT ${columns} FROM tills.drawer WHERE id = $1`);
const list = statement<DrawerRow>(`
  SELECT ${columns} FROM tills.drawer
  WHERE place_id = $1 AND ($2::text IS NULL OR till = $2) ORDER BY opened_at DESC, id DESC LIMIT $3`);
const open = statement<DrawerRow>(`
  INSERT INTO tills.drawer (id, place_id, till, business_day, currency, opened_at, opened_by, float_minor, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING ${columns}`);
// Only one Z report at a time counts up: the drawers of this till are few, and the row locks itself.
const close = statement<DrawerRow>(`
  UPDATE tills.drawer d SET closed_at = $2, closed_by = $3, counted_minor = $4, pieces = $5::jsonb, told = $6::jsonb,
    z_number = 1 + coalesce((SELECT max(z_number) FROM tills.drawer o
      WHERE o.place_id = d.place_id AND o.till = d.till), 0)
  WHERE d.id = $1 AND d.closed_at IS NULL RETURNING ${columns}`);
const lockTill = statement<{ locked: string }>(
  `SELECT pg_advisory_xact_lock(hashtextextended('tills z ' || $1, 0))::text AS locked`,
);

export function findDrawer(tx: Tx, id: string): Promise<DrawerRow | undefined> {
  return tx.maybe(find, [id]);
}

export function listDrawers(
  tx: Tx,
  placeId: string,
  till: string | null,
  limit: number,
): Promise<DrawerRow[]> {
  return tx.all(list, [placeId, till, limit]);
}

export type DrawerToOpen = Pick<
  DrawerRow,
  | 'id'
  | 'place_id'
  | 'till'
  | 'business_day'
  | 'currency'
  | 'opened_at'
  | 'opened_by'
  | 'float_minor'
>;

export function openDrawer(tx: Tx, drawer: DrawerToOpen): Promise<DrawerRow | undefined> {
  return tx.maybe(open, [
    drawer.id,
    drawer.place_id,
    drawer.till,
    drawer.business_day,
    drawer.currency,
    drawer.opened_at,
    drawer.opened_by,
    drawer.float_minor,
    tx.now,
  ]);
}

export type DrawerToClose = {
  readonly id: string;
  readonly till: string;
  readonly closedAt: Temporal.Instant;
  readonly closedBy: string | null;
  readonly countedMinor: number;
  readonly pieces: Readonly<Record<string, number>>;
  readonly told: Readonly<Record<string, number>>;
};

export async function closeDrawer(tx: Tx, drawer: DrawerToClose): Promise<DrawerRow | undefined> {
  await tx.one(lockTill, [drawer.till]);
  return tx.maybe(close, [
    drawer.id,
    drawer.closedAt,
    drawer.closedBy,
    drawer.countedMinor,
    JSON.stringify(drawer.pieces),
    JSON.stringify(drawer.told),
  ]);
}

const findKeys = statement<{ item_ids: string[] }>(
  'SELECT item_ids FROM tills.layout WHERE place_id = $1',
);
const saveKeys = statement<object>(`
  INSERT INTO tills.layout (place_id, item_ids, updated_at) VALUES ($1, $2, $3)
  ON CONFLICT (place_id) DO UPDATE SET item_ids = excluded.item_ids, updated_at = excluded.updated_at`);

/** The quick keys of a place, items (uuid) in their order. */
export async function findQuickKeys(tx: Tx, placeId: string): Promise<readonly string[]> {
  return (await tx.maybe(findKeys, [placeId]))?.item_ids ?? [];
}

export async function saveQuickKeys(
  tx: Tx,
  placeId: string,
  itemIds: readonly string[],
): Promise<void> {
  await tx.run(saveKeys, [placeId, itemIds, tx.now]);
}
