// How a parked entry ends: in the books after all, set aside, or given up by its till. People have it before them no more.
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { tillsConflictSettled } from '../events.ts';
import type { EntryRow } from './store.ts';
import { bookParkedRow, endParkedRow, settleParkedRows } from './store-parked.ts';

export async function bookParked(tx: Tx, row: EntryRow): Promise<void> {
  await bookParkedRow(tx, row);
  await settle(tx, row.id, 'booked_again');
}

export async function endParked(
  tx: Tx,
  { id }: Pick<EntryRow, 'id'>,
  outcome: 'set_aside' | 'withdrawn',
  settlement: string,
): Promise<void> {
  await endParkedRow(tx, id, outcome);
  await settle(tx, id, settlement);
}

async function settle(tx: Tx, entryId: string, settlement: string): Promise<void> {
  for (const row of await settleParkedRows(tx, entryId, settlement)) {
    const conflictId = formatId('tillConflict', row.id);
    const placeId = formatId('place', row.place_id);
    const orderId = formatOptionalId('order', row.order_id);
    tx.emit(
      tillsConflictSettled.make(
        conflictId,
        { conflictId, placeId, kind: row.kind, orderId },
        { placeId: row.place_id, channel: 'pos' },
      ),
    );
  }
}
