// The SQL of promotions, their versions and the weather at places.

import type { PromotionTerms } from '@engawa/promotions';
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { offersRefusals } from './errors.ts';

export type PromotionState = 'draft' | 'active' | 'paused' | 'ended';

export type PromotionRow = {
  id: string;
  code: string;
  name_ja: string;
  name_en: string | null;
  state: PromotionState;
  newest_version: number;
  proposed_version: number | null;
  live_version: number | null;
  valid_from: Temporal.Instant | null;
  valid_until: Temporal.Instant | null;
  updated_at: Temporal.Instant;
};

export type VersionRow = {
  version: number;
  terms: PromotionTerms;
  written_by: string;
  written_at: Temporal.Instant;
  approved_by: string | null;
  approved_at: Temporal.Instant | null;
};

export type LiveRow = PromotionRow & { version: number; terms: PromotionTerms };

const columns = `p.id, p.code, p.name_ja, p.name_en, p.state, p.newest_version, p.proposed_version, p.live_version,
  p.valid_from, p.valid_until, p.updated_at`;

// What ended lately stays in the book: its coupons are told when it ended.
const findLive = statement<LiveRow>(`
  SELECT ${columns}, v.version, v.terms FROM offers.promotion p
  JOIN offers.promotion_version v ON v.promotion_id = p.id AND v.version = p.live_version
  WHERE p.state = 'active' AND (p.valid_until IS NULL OR p.valid_until > $1)
  ORDER BY p.id LIMIT 20000`);
const find = statement<PromotionRow>(`
  SELECT ${columns} FROM offers.promotion p WHERE p.id = $1`);
const lock = statement<PromotionRow>(`
  SELECT ${columns} FROM offers.promotion p WHERE p.id = $1 FOR UPDATE`);
const list = statement<PromotionRow & { terms: PromotionTerms }>(`
  SELECT ${columns}, v.terms FROM offers.promotion p
  JOIN offers.promotion_version v ON v.promotion_id = p.id AND v.version = p.newest_version
  WHERE ($1::text IS NULL OR p.state = $1) AND ($2::uuid IS NULL OR p.id < $2)
  ORDER BY p.id DESC LIMIT $3`);
const listVersions = statement<VersionRow>(`
  SELECT version, terms, written_by, written_at, approved_by, approved_at FROM offers.promotion_version
  WHERE promotion_id = $1 ORDER BY version DESC LIMIT 50`);
const insert = statement<object>(`
  INSERT INTO offers.promotion (id, code, name_ja, name_en, state, newest_version, valid_from, valid_until,
    created_at, updated_at)
  VALUES ($1, $2, $3, $4, 'draft', 1, $5, $6, $7, $7)`);
const insertVersion = statement<object>(`
  INSERT INTO offers.promotion_version (promotion_id, version, terms, written_by, written_at)
  VALUES ($1, $2, $3, $4, $5)`);
const update = statement<object>(`
  UPDATE offers.promotion SET name_ja = $2, name_en = $3, state = $4, newest_version = $5, proposed_version = $6,
    live_version = $7, valid_from = $8, valid_until = $9, updated_at = $10
  WHERE id = $1`);
const approve = statement<object>(`
  UPDATE offers.promotion_version SET approved_by = $3, approved_at = $4
  WHERE promotion_id = $1 AND version = $2`);
const findNames = statement<
  Pick<PromotionRow, 'id' | 'name_ja' | 'name_en'> & { version: number }
>(`
  SELECT p.id, p.name_ja, p.name_en, v.version
  FROM unnest($1::uuid[], $2::int[]) AS t(id, version)
  JOIN offers.promotion p ON p.id = t.id
  JOIN offers.promotion_version v ON v.promotion_id = p.id AND v.version = t.version`);
const findWeather = statement<{ place_id: string; weather: string; until: Temporal.Instant }>(`
  SELECT place_id, weather, until FROM offers.weather WHERE until > $1`);
const setWeather = statement<object>(`
  INSERT INTO offers.weather (place_id, weather, until, told_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (place_id) DO UPDATE SET weather = $2, until = $3, told_at = $4`);
const clearWeather = statement<object>('DELETE FROM offers.weather WHERE place_id = $1');

const shownAfterEnd = { hours: 24 * 60 } as const;

export function findLivePromotions(tx: Tx): Promise<LiveRow[]> {
  return tx.all(findLive, [tx.now.subtract(shownAfterEnd)]);
}

/** Those of the versions that were ever written. */
export function findPromotionNames(
  tx: Tx,
  told: readonly { readonly id: string; readonly version: number }[],
): Promise<(Pick<PromotionRow, 'id' | 'name_ja' | 'name_en'> & { version: number })[]> {
  return tx.all(findNames, [told.map(({ id }) => id), told.map(({ version }) => version)]);
}

export function findPromotionRow(tx: Tx, id: string): Promise<PromotionRow | undefined> {
  return tx.maybe(find, [id]);
}

export function lockPromotionRow(tx: Tx, id: string): Promise<PromotionRow | undefined> {
  return tx.maybe(lock, [id]);
}

/** Newest first; with the terms that were written last. */
export function listPromotionRows(
  tx: Tx,
  filter: { readonly state?: string; readonly after?: string; readonly limit: number },
): Promise<(PromotionRow & { terms: PromotionTerms })[]> {
  return tx.all(list, [filter.state ?? null, filter.after ?? null, filter.limit]);
}

export function listVersionRows(tx: Tx, id: string): Promise<VersionRow[]> {
  return tx.all(listVersions, [id]);
}

export async function insertPromotionRow(
  tx: Tx,
  row: Pick<PromotionRow, 'id' | 'code' | 'name_ja' | 'name_en' | 'valid_from' | 'valid_until'>,
): Promise<void> {
  const { id, code, name_ja, name_en, valid_from, valid_until } = row;
  try {
    await tx.run(insert, [id, code, name_ja, name_en, valid_from, valid_until, tx.now]);
  } catch (error) {
    if (violatedConstraint(error) === 'promotion_code_key') {
      throw offersRefusals.promotion_code_taken({ code });
    }
    throw error;
  }
}

export async function insertVersionRow(
  tx: Tx,
  id: string,
  version: number,
  terms: PromotionTerms,
): Promise<void> {
  await tx.run(insertVersion, [id, version, JSON.stringify(terms), tx.actor, tx.now]);
}

export async function updatePromotionRow(tx: Tx, row: PromotionRow): Promise<void> {
  await tx.run(update, [
    row.id,
    row.name_ja,
    row.name_en,
    row.state,
    row.newest_version,
    row.proposed_version,
    row.live_version,
    row.valid_from,
    row.valid_until,
    tx.now,
  ]);
}

export async function approveVersionRow(tx: Tx, id: string, version: number): Promise<void> {
  await tx.run(approve, [id, version, tx.actor, tx.now]);
}

export function findWeatherRows(
  tx: Tx,
): Promise<{ place_id: string; weather: string; until: Temporal.Instant }[]> {
  return tx.all(findWeather, [tx.now]);
}

/** Null when there is nothing to say any more. */
export async function writeWeather(
  tx: Tx,
  placeId: string,
  weather: string | null,
  until: Temporal.Instant,
): Promise<void> {
  await (weather === null
    ? tx.run(clearWeather, [placeId])
    : tx.run(setWeather, [placeId, weather, until, tx.now]));
}
