// SQL of what it costs to have an order sent: one row, or none.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { DeliveryTerms } from './fee.ts';

type TermsRow = {
  currency: string;
  fees_minor: number[];
  free_from_minor: number | null;
  island_minor: number;
  island_codes: string[];
  is_island_free: boolean;
  exempt_place_ids: string[];
};
const columns = `currency, fees_minor, free_from_minor, island_minor, island_codes, is_island_free, exempt_place_ids`;

const find = statement<TermsRow>(`SELECT ${columns} FROM orders.delivery_terms`);
const save = statement<TermsRow>(`
  INSERT INTO orders.delivery_terms (${columns}, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (is_one) DO UPDATE SET currency = $1, fees_minor = $2, free_from_minor = $3, island_minor = $4,
    island_codes = $5, is_island_free = $6, exempt_place_ids = $7, updated_at = $8
  RETURNING ${columns}`);
const remove = statement<object>('DELETE FROM orders.delivery_terms');

/** Null where nothing is charged. */
export async function findDeliveryTerms(tx: Tx): Promise<DeliveryTerms | null> {
  const row = await tx.maybe(find, []);
  return row === undefined ? null : toTerms(row);
}

/** Null: nothing is charged any more. */
export async function saveDeliveryTerms(
  tx: Tx,
  terms: DeliveryTerms | null,
): Promise<DeliveryTerms | null> {
  if (terms === null) {
    await tx.run(remove, []);
    return null;
  }
  const row = await tx.one(save, [
    terms.currency,
    terms.feesMinor,
    terms.freeFromMinor,
    terms.islandMinor,
    terms.islandCodes,
    terms.isIslandFree,
    terms.exemptPlaceIds,
    tx.now,
  ]);
  return toTerms(row);
}

function toTerms(row: TermsRow): DeliveryTerms {
  return {
    currency: row.currency,
    feesMinor: row.fees_minor,
    freeFromMinor: row.free_from_minor,
    islandMinor: row.island_minor,
    islandCodes: row.island_codes,
    isIslandFree: row.is_island_free,
    exemptPlaceIds: row.exempt_place_ids,
  };
}
