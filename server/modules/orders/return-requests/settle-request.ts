// Goods came back: whatever return takes a piece of what she asked for ends her request, at a till, in the stockroom or
// from headquarters, whether or not somebody scanned its code. So a request never waits for what has happened.
import type { Tx } from '#kernel/transaction';
import type { OrderRow } from '../store/orders.ts';
import { findRequestParts, lockOpenRequest, moveRequestRow } from './store.ts';
import { tellRequest } from './tell-request.ts';

export type ReturnMade = {
  /** The sale; its row is locked. */
  readonly order: OrderRow;
  /** uuid of the return. */
  readonly returnId: string;
  readonly placeId: string;
  /** Numbers of the sale's lines. */
  readonly lines: readonly number[];
  readonly moneyMinor: number;
};

export async function settleRequest(tx: Tx, made: ReturnMade): Promise<void> {
  const open = await lockOpenRequest(tx, made.order.id);
  const parts = open === undefined ? undefined : await findRequestParts(tx, [open]);
  const asked = parts?.get(open?.id ?? '')?.lines ?? [];
  if (open === undefined || !asked.some(({ line }) => made.lines.includes(line))) {
    return;
  }
  const row = await moveRequestRow(tx, open, {
    to: 'refunded',
    returnOrderId: made.returnId,
    refundedMinor: made.moneyMinor,
    placeId: made.placeId,
  });
  tellRequest(tx, 'changed', made.order, row);
}
