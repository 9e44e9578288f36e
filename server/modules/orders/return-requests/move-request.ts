// The house accepts a request, takes its parcel in, or refuses it and says why. That it was refunded is written by the
// return itself (settle-request.ts).
import type { Tx } from '#kernel/transaction';
import { lockOrderRow } from '../store/orders.ts';
import { requestRefusals } from './errors.ts';
import { canGo, type RefusedFor } from './request.ts';
import { findRequest, lockOpenRequest, moveRequestRow, type RequestRow } from './store.ts';
import { tellRequest } from './tell-request.ts';

export type RequestMove = {
  /** uuid */
  readonly requestId: string;
  readonly to: 'accepted' | 'received' | 'refused';
  /** uuid; where it was decided or came in. */
  readonly placeId: string;
  readonly refusedFor?: RefusedFor;
};

/**
 * Asked again for the state it is in, it answers the request as it is. Refuses with orders.return_request_unknown,
 * orders.return_request_state, orders.return_refusal_needed.
 */
export async function moveRequest(tx: Tx, wish: RequestMove): Promise<RequestRow> {
  const { to, placeId, refusedFor } = wish;
  const known = await findRequest(tx, wish.requestId);
  const order = known === undefined ? undefined : await lockOrderRow(tx, known.order_id);
  if (known === undefined || order === undefined) {
    throw requestRefusals.return_request_unknown();
  }
  // The one that is open, read again behind the lock of its order.
  const open = await lockOpenRequest(tx, order.id);
  const row = open?.id === known.id ? open : ((await findRequest(tx, known.id)) ?? known);
  if (row.state === to) {
    return row;
  }
  if (!canGo(row.state, to)) {
    throw requestRefusals.return_request_state({ state: row.state, wanted: to });
  }
  if (to === 'refused' && refusedFor === undefined) {
    throw requestRefusals.return_refusal_needed();
  }
  const moved = await moveRequestRow(tx, row, {
    to,
    placeId,
    ...(to === 'refused' && refusedFor !== undefined ? { refusedFor } : {}),
  });
  tellRequest(tx, 'changed', order, moved);
  return moved;
}
