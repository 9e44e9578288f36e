// The SQL that writes what was decided: one statement a table, for any number of decisions.
import { statement } from '#kernel/db';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { ValueHold } from './account.ts';
import type { AccountMove, LotMove, NewLot, NewPosting, NewSet } from './draft.ts';

const insertSets = statement<object>(`
  INSERT INTO ledger.posting_set (id, kind, reference, reverses_id, reason, occurred_at, business_day, place_id,
    recorded_at, actor)
  SELECT s.*, $9::timestamptz, $10::text FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[],
    $6::timestamptz[], $7::date[], $8::uuid[])
    AS s(id, kind, reference, reverses_id, reason, occurred_at, business_day, place_id)`);
const insertOnce = statement<object>(
  'INSERT INTO ledger.once (key, set_id) SELECT * FROM unnest($1::text[], $2::uuid[])',
);
const insertPostings = statement<object>(`
  INSERT INTO ledger.posting (set_id, line, account_id, amount, lot_id)
  SELECT * FROM unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::bigint[], $5::uuid[])`);
const insertLots = statement<object>(`
  INSERT INTO ledger.lot (id, account_id, set_id, reference, state, original_amount, remaining_amount,
    expires_at, source, created_at)
  SELECT l.id, l.account_id, l.set_id, l.reference, l.state, l.amount, l.amount, l.expires_at, l.source, $9
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::timestamptz[],
    $8::text[]) AS l(id, account_id, set_id, reference, state, amount, expires_at, source)`);
const moveLots = statement<object>(`
  UPDATE ledger.lot AS l SET remaining_amount = l.remaining_amount + m.remaining,
    reserved_amount = l.reserved_amount + m.reserved,
    state = CASE WHEN m.matures THEN 'available' ELSE l.state END
  FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::boolean[]) AS m(id, remaining, reserved, matures)
  WHERE l.id = m.id`);
const moveAccounts = statement<object>(`
  UPDATE ledger.account AS a SET pending_amount = a.pending_amount + m.pending,
    available_amount = a.available_amount + m.available, reserved_amount = a.reserved_amount + m.reserved,
    updated_at = $5
  FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) AS m(id, pending, available, reserved)
  WHERE a.id = m.id`);
const insertHolds = statement<object>(`
  INSERT INTO ledger.hold (id, account_id, subject_id, amount, lot_ids, lot_amounts, expires_at, created_at)
  SELECT h.id, h.account_id, h.subject_id, h.amount, h.lot_ids::uuid[], h.lot_amounts::bigint[], h.expires_at, $8
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[])
    AS h(id, account_id, subject_id, amount, lot_ids, lot_amounts, expires_at)`);
const endHolds = statement<object>(`
  UPDATE ledger.hold AS h SET state = e.state, ended_at = $3
  FROM unnest($1::uuid[], $2::text[]) AS e(id, state) WHERE h.id = e.id AND h.state = 'active'`);

export async function insertSetRows(tx: Tx, sets: readonly NewSet[]): Promise<void> {
  const written = tx.run(insertSets, [
    sets.map((set) => set.id),
    sets.map((set) => set.kind),
    sets.map((set) => set.reference),
    sets.map((set) => set.reversesId),
    sets.map((set) => set.reason),
    sets.map((set) => set.occurredAt),
    sets.map((set) => set.businessDay),
    sets.map((set) => set.placeId),
    tx.now,
    tx.actor,
  ]);
  const keyed = sets.filter((set) => set.once !== null);
  const remembered =
    keyed.length === 0
      ? undefined
      : tx.run(insertOnce, [keyed.map((set) => set.once), keyed.map((set) => set.id)]);
  await Promise.all([written, remembered]);
}

export async function insertPostingRows(tx: Tx, postings: readonly NewPosting[]): Promise<void> {
  await tx.run(insertPostings, [
    postings.map((posting) => posting.setId),
    postings.map((posting) => posting.line),
    postings.map((posting) => posting.accountId),
    postings.map((posting) => posting.amount),
    postings.map((posting) => posting.lotId),
  ]);
}

export async function insertLotRows(tx: Tx, lots: readonly NewLot[]): Promise<void> {
  await tx.run(insertLots, [
    lots.map(({ lot }) => lot.id),
    lots.map(({ lot }) => lot.accountId),
    lots.map(({ setId }) => setId),
    lots.map(({ lot }) => lot.reference),
    lots.map(({ initialState }) => initialState),
    lots.map(({ original }) => original),
    lots.map(({ lot }) => lot.expiresAt),
    lots.map(({ source }) => source),
    tx.now,
  ]);
}

/** Sums moves by lot, since one statement changes a row once. */
export async function updateLotRows(tx: Tx, moves: readonly LotMove[]): Promise<void> {
  const sums = [...Map.groupBy(moves, (move) => move.lot.id)].map(([id, ofLot]) => ({
    id,
    remaining: ofLot.reduce((sum, move) => sum + move.remaining, 0),
    reserved: ofLot.reduce((sum, move) => sum + move.reserved, 0),
    matures: ofLot.some((move) => move.matures),
  }));
  await tx.run(moveLots, [
    sums.map((sum) => sum.id),
    sums.map((sum) => sum.remaining),
    sums.map((sum) => sum.reserved),
    sums.map((sum) => sum.matures),
  ]);
}

export async function updateAccountRows(tx: Tx, moves: readonly AccountMove[]): Promise<void> {
  const sums = [...Map.groupBy(moves, (move) => move.account.id)].map(([id, ofAccount]) => ({
    id,
    pending: ofAccount.reduce((sum, move) => sum + move.pending, 0),
    available: ofAccount.reduce((sum, move) => sum + move.available, 0),
    reserved: ofAccount.reduce((sum, move) => sum + move.reserved, 0),
  }));
  await tx.run(moveAccounts, [
    sums.map((sum) => sum.id),
    sums.map((sum) => sum.pending),
    sums.map((sum) => sum.available),
    sums.map((sum) => sum.reserved),
    tx.now,
  ]);
}

export async function insertHoldRows(tx: Tx, holds: readonly ValueHold[]): Promise<void> {
  await tx.run(insertHolds, [
    holds.map((hold) => hold.id),
    holds.map((hold) => hold.accountId),
    holds.map((hold) => hold.subjectId),
    holds.map((hold) => hold.amount),
    holds.map((hold) => `{${hold.lots.map((part) => part.lotId).join(',')}}`),
    holds.map((hold) => `{${hold.lots.map((part) => part.amount).join(',')}}`),
    holds.map((hold) => hold.expiresAt),
    tx.now,
  ]);
}

export async function endHoldRows(
  tx: Tx,
  ended: readonly { readonly hold: ValueHold; readonly state: string }[],
): Promise<void> {
  await tx.run(endHolds, [
    ended.map(({ hold }) => hold.id),
    ended.map(({ state }) => state),
    tx.now,
  ]);
}

/** Remembers keys behind which nothing had to be posted. */
export async function insertOnceRows(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) {
    await tx.run(insertOnce, [keys, keys.map(() => newId())]);
  }
}
