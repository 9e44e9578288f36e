// What its parcels say of an order: in preparation when the first is packed, ready when each is, sent when the last has
// gone. Points, offers and payments of the whole follow the last one.
import type { Tx } from '#kernel/transaction';
import { changeState, type NextState } from '../change-state.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { findParcels, type OrderParcel } from './store.ts';

/** Brings an order that several places send to the state of its parcels; others are answered as they are. */
export async function settleParcels(tx: Tx, order: OrderRow): Promise<OrderRow> {
  const now = (await lockOrderRow(tx, order.id)) ?? order;
  const to = stateOf(await findParcels(tx, now));
  return to === undefined || to === now.state || (to === 'preparing' && now.state === 'ready')
    ? now
    : changeState(tx, now.id, to);
}

function stateOf(parcels: readonly OrderParcel[]): NextState | undefined {
  const states = parcels.flatMap(({ state }) => (state === 'empty' ? [] : [state]));
  if (states.every((state) => state === 'waiting')) {
    return undefined;
  }
  if (states.includes('waiting')) {
    return 'preparing';
  }
  return states.includes('packed') ? 'ready' : 'shipped';
}
