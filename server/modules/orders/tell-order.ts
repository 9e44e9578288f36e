// An order as events tell it: ids, amounts and words, never who she is.
import { formatId, formatOptionalId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { OrderTold } from './events.ts';
import type { OrderRow } from './store/orders.ts';

export function tellOrder(row: OrderRow, placeName: string): OrderTold {
  return {
    orderId: formatId('order', row.id),
    number: row.number,
    kind: row.kind,
    state: row.state,
    fulfilment: row.fulfilment,
    placeId: formatId('place', row.place_id),
    placeName,
    handoverPlaceId: formatOptionalId('place', row.handover_place_id),
    totalMinor: row.total_minor,
    taxMinor: row.tax_minor,
    currency: row.currency,
    lineCount: row.line_count,
    quantity: fromMilli(row.quantity_milli),
  };
}
