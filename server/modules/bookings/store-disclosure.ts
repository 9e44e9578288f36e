// SQL of what a person booked, for her.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

type Row = {
  id: string;
  place_id: string;
  name_ja: string;
  starts_at: Temporal.Instant;
  party_size: number;
  state: string;
  channel: string;
  created_at: Temporal.Instant;
};
const ofRecords = statement<Row>(`
  SELECT b.id, b.place_id, r.name_ja, lower(b.during) AS starts_at, b.party_size, b.state, b.channel, b.created_at
  FROM bookings.booking b JOIN bookings.resource r ON r.id = b.resource_id
  WHERE b.record_id = ANY ($1::uuid[]) ORDER BY lower(b.during) DESC, b.id LIMIT 10000`);

export function listBookingRowsOf(tx: Tx, recordIds: readonly string[]): Promise<Row[]> {
  return tx.all(ofRecords, [recordIds]);
}
