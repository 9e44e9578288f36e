// Rows as the API shows them.
import { findCustomersOfRecords } from '#customers';
import { formatId, formatOptionalId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { findParcelsOf } from './parcels/store.ts';
import type { OrderSummary } from './schemas.ts';
import type { OrderRow } from './store/orders.ts';

/** Summaries with the names of places and the customers of records, each looked up once. */
export async function shapeOrders(tx: Tx, rows: readonly OrderRow[]): Promise<OrderSummary[]> {
  const placeNames = new Map(
    (await findPlaces(tx, [...new Set(rows.map((row) => row.place_id))])).map((place) => [
      place.id,
      place.name_ja,
    ]),
  );
  const recordIds = [
    ...new Set(rows.flatMap((row) => (row.record_id === null ? [] : [row.record_id]))),
  ];
  const customers = await findCustomersOfRecords(tx, recordIds);
  const parcels = await findParcelsOf(tx, rows);
  return rows.map((row) =>
    shapeOrder(row, {
      placeName: placeNames.get(row.place_id) ?? '',
      customerId: customers.get(row.record_id ?? '') ?? null,
      senderIds: (parcels.get(row.id) ?? []).map(({ placeId }) => placeId),
    }),
  );
}

/** A summary of what is known already. */
export function shapeOrder(
  row: OrderRow,
  {
    placeName,
    customerId,
    senderIds,
  }: {
    readonly placeName: string;
    readonly customerId: string | null;
    /** uuids; empty where one place sends it. */
    readonly senderIds: readonly string[];
  },
): OrderSummary {
  return {
    id: formatId('order', row.id),
    number: row.number,
    kind: row.kind,
    state: row.state,
    source: row.source,
    sourceKey: row.source_key,
    placeId: formatId('place', row.place_id),
    placeName,
    handoverPlaceId: formatOptionalId('place', row.handover_place_id),
    fulfilment: row.fulfilment,
    channel: row.channel,
    recordId: formatOptionalId('record', row.record_id),
    customerId: formatOptionalId('customer', customerId),
    orderedAt: row.ordered_at.toString(),
    readyBy: row.promised_until?.toString() ?? null,
    businessDay: row.business_day.toString(),
    totalMinor: row.total_minor,
    taxMinor: row.tax_minor,
    currency: row.currency,
    lineCount: row.line_count,
    quantity: fromMilli(row.quantity_milli),
    ...(senderIds.length === 0 ? {} : { senderIds: senderIds.map((id) => formatId('place', id)) }),
  };
}
