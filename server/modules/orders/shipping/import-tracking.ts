// The numbers of labels come back as a file: each parcel of it has left, and she is told. A row that does not fit says why
// and holds up no other; the same file again changes nothing.
import type { Tx } from '#kernel/transaction';
import { type Carrier, findNumberedParcels } from '../picking/store-parcels.ts';
import type { TrackedRow } from './read-tracking.ts';
import { shipOrder } from './ship-order.ts';

export type TrackingOutcome =
  | 'shipped'
  | 'already'
  | 'no_number'
  | 'unknown'
  | 'other_number'
  | 'not_ready';

export type TrackedOutcome = TrackedRow & { readonly outcome: TrackingOutcome };

/** Ships what stands packed at a place (uuid); answers what became of each row. */
export async function importTracking(
  tx: Tx,
  placeId: string,
  carrier: Carrier,
  rows: readonly TrackedRow[],
): Promise<TrackedOutcome[]> {
  const known = new Map(
    (
      await findNumberedParcels(
        tx,
        placeId,
        rows.map((row) => row.number),
      )
    ).map((parcel) => [parcel.number, parcel]),
  );
  const outcomes: TrackedOutcome[] = [];
  for (const row of rows) {
    const parcel = known.get(row.number);
    const outcome = outcomeOf(row, parcel);
    if (outcome === 'shipped' && parcel !== undefined) {
      const which = { number: parcel.parcel, placeId: null };
      await shipOrder(tx, parcel.order_id, carrier, row.trackingNumber, which);
      known.set(row.number, { ...parcel, state: 'shipped', tracking_number: row.trackingNumber });
    }
    outcomes.push({ ...row, outcome });
  }
  return outcomes;
}

type Known = { readonly state: string; readonly tracking_number: string | null };

function outcomeOf({ trackingNumber }: TrackedRow, parcel: Known | undefined): TrackingOutcome {
  if (parcel === undefined) {
    return 'unknown';
  }
  if (!/^\d{10,14}$/.test(trackingNumber)) {
    return 'no_number';
  }
  if (parcel.tracking_number !== null) {
    return parcel.tracking_number === trackingNumber ? 'already' : 'other_number';
  }
  return parcel.state === 'ready' ? 'shipped' : 'not_ready';
}
