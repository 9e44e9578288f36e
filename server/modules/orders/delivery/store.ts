// SQL of what it costs to have an order sent: one row, or none.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { DeliveryTerms } from './fee.ts';

type TermsRow = {
  version: number;
  is_charged: boolean;
  currency: string;
  fees_minor: number[];
  free_from_minor: number | null;
  island_minor: number;
  island_codes: string[];
  is_island_free: boolean;
  exempt_place_ids: string[];
};
const columns = `currency, fees_minor, free_from_minor, island_minor, island_codes, is_island_free, exempt_place_ids`;

const find = statement<TermsRow>(
  `SELECT version, is_charged, ${columns} FROM orders.delivery_terms`,
);
const save = statement<TermsRow>(`
  INSERT INTO orders.delivery_terms (${columns}, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (is_one) DO UPDATE SET version = delivery_terms.version + 1, is_charged = true, currency = $1,
    fees_minor = $2, free_from_minor = $3, island_minor = $4, island_codes = $5, is_island_free = $6,
    exempt_place_ids = $7, updated_at = $8
  WHERE delivery_terms.version = $9
  RETURNING version, is_charged, ${columns}`);
const switchOff = statement<TermsRow>(`
  UPDATE orders.delivery_terms SET version = version + 1, is_charged = false, updated_at = $1 WHERE version = $2
  RETURNING version, is_charged, ${columns}`);

/** Null where nothing is charged. */
export async function findDeliveryTerms(tx: Tx): Promise<DeliveryTerms | null> {
  return (await findWordedTerms(tx)).terms;
}

/** With how often they were worded; 0: never. */
export type WordedTerms = { readonly version: number; readonly terms: DeliveryTerms | null };

const never: WordedTerms = { version: 0, terms: null };

export async function findWordedTerms(tx: Tx): Promise<WordedTerms> {
  return worded(await tx.maybe(find, []));
}

/** Terms null: nothing is charged any more. Undefined where somebody has worded them since `version`. */
export async function saveDeliveryTerms(
  tx: Tx,
  { version, terms }: WordedTerms,
): Promise<WordedTerms | undefined> {
  if (terms === null && version === 0) {
    return never;
  }
  const row =
    terms === null
      ? await tx.maybe(switchOff, [tx.now, version])
      : await tx.maybe(save, [
          terms.currency,
          terms.feesMinor,
          terms.freeFromMinor,
          terms.islandMinor,
          terms.islandCodes,
          terms.isIslandFree,
          terms.exemptPlaceIds,
          tx.now,
          version,
        ]);
  return row === undefined ? undefined : worded(row);
}

function worded(row: TermsRow | undefined): WordedTerms {
  return row === undefined
    ? never
    : { version: row.version, terms: row.is_charged ? toTerms(row) : null };
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
