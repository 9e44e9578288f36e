// The SQL of contracts with carriers.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from '../errors.ts';
import type { Carrier } from '../picking/store-parcels.ts';
import type { Contract } from './labels.ts';

const find = statement<{ carrier: Carrier; customer_code: string; fare_code: string }>(`
  SELECT carrier, customer_code, fare_code FROM orders.carrier_contract WHERE place_id = $1`);
const set = statement<object>(`
  INSERT INTO orders.carrier_contract (place_id, carrier, customer_code, fare_code, changed_at, changed_by)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (place_id, carrier) DO UPDATE SET customer_code = excluded.customer_code,
    fare_code = excluded.fare_code, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);

/** The contracts of a place (uuid), by carrier. */
export async function findContracts(tx: Tx, placeId: string): Promise<Map<Carrier, Contract>> {
  const rows = await tx.all(find, [placeId]);
  return new Map(
    rows.map((row) => [row.carrier, { customerCode: row.customer_code, fareCode: row.fare_code }]),
  );
}

/** Refuses with orders.place_unknown. */
export async function setContract(
  tx: Tx,
  placeId: string,
  carrier: Carrier,
  { customerCode, fareCode }: Contract,
): Promise<void> {
  try {
    await tx.run(set, [placeId, carrier, customerCode, fareCode, tx.now, tx.actor]);
  } catch (error) {
    if (violatedConstraint(error) === 'carrier_contract_place_id_fkey') {
      throw ordersRefusals.place_unknown();
    }
    throw error;
  }
}
