// A request as events tell it: ids, amounts and codes; what she wrote stays sealed with it.
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { ordersReturnRequestChanged, ordersReturnRequested } from '../events.ts';
import type { OrderRow } from '../store/orders.ts';
import { requestNumber } from './request.ts';
import type { RequestRow } from './store.ts';

export function tellRequest(
  tx: Tx,
  kind: 'requested' | 'changed',
  order: Pick<OrderRow, 'id' | 'number' | 'record_id' | 'place_id' | 'channel' | 'currency'>,
  row: RequestRow,
): void {
  const event = kind === 'requested' ? ordersReturnRequested : ordersReturnRequestChanged;
  const orderId = formatId('order', order.id);
  tx.emit(
    event.make(
      orderId,
      {
        orderId,
        number: order.number,
        requestId: formatId('returnRequest', row.id),
        requestNumber: requestNumber(order.number, row.position),
        state: row.state,
        way: row.way,
        reason: row.reason,
        parcelPlaceId: formatOptionalId('place', row.parcel_place_id),
        parcelPaidBy: row.parcel_paid_by,
        refusedFor: row.refused_for,
        moneyMinor: row.refunded_minor ?? row.expected_minor,
        currency: order.currency,
        returnOrderId: formatOptionalId('order', row.return_order_id),
      },
      { recordId: order.record_id, placeId: order.place_id, channel: order.channel },
    ),
  );
}
