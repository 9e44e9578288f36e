// A request as the API tells it.
import { formatId, formatOptionalId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { requestNumber } from './request.ts';
import type { ReturnRequest } from './schemas.ts';
import { findRequestParts, type RequestRow } from './store.ts';

export async function shapeRequests(tx: Tx, rows: readonly RequestRow[]): Promise<ReturnRequest[]> {
  const parts = await findRequestParts(tx, rows);
  return rows.map((row) => {
    const {
      lines = [],
      orderNumber = '',
      placeId = '',
      currency = 'JPY',
    } = parts.get(row.id) ?? {};
    return {
      id: formatId('returnRequest', row.id),
      number: requestNumber(orderNumber, row.position),
      orderId: formatId('order', row.order_id),
      orderNumber,
      placeId: formatId('place', placeId),
      state: row.state,
      way: row.way,
      reason: row.reason,
      parcelPlaceId: formatOptionalId('place', row.parcel_place_id),
      parcelPaidBy: row.parcel_paid_by,
      expectedMinor: row.expected_minor,
      expectedPointsMinor: row.expected_points_minor,
      refundedMinor: row.refunded_minor,
      currency,
      refusedFor: row.refused_for,
      returnOrderId: formatOptionalId('order', row.return_order_id),
      askedAt: row.asked_at.toString(),
      changedAt: row.changed_at.toString(),
      lines: lines.map((each) => ({
        line: each.line,
        itemId: formatId('item', each.itemId),
        name: each.name,
        quantity: fromMilli(each.quantityMilli),
      })),
    };
  });
}
