// Giving outside of orders: each cause once, at most so often a day, and never without a trace of who gave it.
import { holdCustomer, listAgreedRecords } from '#customers';
import type { Tx } from '#kernel/transaction';
import { postAll } from './settle-orders.ts';
import { insertGivenRow, sumGivenSince } from './store.ts';

export type Gift = {
  /** Of the rule or card (uuid), and its code. */
  readonly source: { readonly id: string; readonly code: string };
  /** What makes it once: `review:…`, `visit:…`. */
  readonly key: string;
  readonly recordId: string;
  readonly unit: string;
  readonly amount: number;
  readonly days: number | null;
  readonly placeId: string | null;
};

/** Midnight at the place, or by the house's clock. */
function beginOfDay(tx: Tx, timeZone = tx.database.timeZone): Temporal.Instant {
  return tx.now.toZonedDateTimeISO(timeZone).startOfDay().toInstant();
}

/**
 * What was given of a source to a customer today, all of her records together; waits for others who give it to her.
 * Nobody's is whose use is stopped (`own` is empty): her points and stamps stand still.
 */
export async function givenToday(
  tx: Tx,
  sourceId: string,
  recordId: string,
  timeZone?: string,
): Promise<{ readonly times: number; readonly amount: number; readonly own: string[] }> {
  const own = await listAgreedRecords(tx, await holdCustomer(tx, recordId));
  const sum = await sumGivenSince(tx, sourceId, own, beginOfDay(tx, timeZone));
  return { ...sum, own };
}

/** Gives it; false when it was given before. */
export async function giveOnce(tx: Tx, gift: Gift): Promise<boolean> {
  const { source, key, recordId, unit, amount, days, placeId } = gift;
  const isNew = await insertGivenRow(tx, {
    source_id: source.id,
    key,
    record_id: recordId,
    place_id: placeId,
    unit,
    amount,
  });
  if (isNew) {
    await postAll(tx, [
      {
        kind: 'earn',
        account: { ownerKind: 'record', ownerId: recordId, unit },
        amount,
        expiresAt: days === null ? null : tx.now.add({ hours: 24 * days }),
        reference: `${key}:${source.code}`,
        placeId,
        source: source.code,
      },
    ]);
  }
  return isNew;
}
