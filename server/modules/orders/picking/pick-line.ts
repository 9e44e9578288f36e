// Picking: a clerk takes a line in hand, scans what is found, and whoever comes second is told who has it.
import { findItems, findItemsByCode } from '#catalog';
import { parseId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { nameMembers } from '#staff';
import { changeState } from '../change-state.ts';
import { ordersRefusals } from '../errors.ts';
import { findParcels, type OrderParcel } from '../parcels/store.ts';
import { findSoldLines, type SoldLineRow } from '../store/changes.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { lockPickRow, type PickRow, savePickRow } from './store.ts';

/** A line that was not touched for so long is free for others. */
const claimMinutes = 10;
const minuteMs = 60_000;

export type LineInHand = {
  readonly order: OrderRow;
  readonly line: SoldLineRow;
  readonly pick: PickRow;
  /** uuid; where its pieces lie. */
  readonly placeId: string;
  /** Undefined where one place sends or hands over the whole order. */
  readonly parcel: OrderParcel | undefined;
};

/** Where the pieces of a line lie, and with which parcel they go. */
export async function standOf(
  tx: Tx,
  order: OrderRow,
  line: number,
): Promise<Pick<LineInHand, 'placeId' | 'parcel'>> {
  const parcel = (await findParcels(tx, order)).find(({ lines }) => lines.includes(line));
  return { parcel, placeId: parcel?.placeId ?? order.handover_place_id ?? order.place_id };
}

/**
 * Locks order and line and takes it in hand. Refuses with orders.unknown, orders.line_unknown, orders.pick_over, and with
 * orders.pick_taken, which says who has it.
 */
export async function takeInHand(tx: Tx, orderId: string, line: number): Promise<LineInHand> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  if (!isPicked(order)) {
    throw ordersRefusals.pick_over({ state: order.state });
  }
  const sold = (await findSoldLines(tx, orderId)).find((each) => each.line === line);
  if (sold === undefined) {
    throw ordersRefusals.line_unknown({ line });
  }
  const stand = await standOf(tx, order, line);
  if (stand.parcel?.state === 'sent') {
    throw ordersRefusals.pick_over({ state: 'shipped' });
  }
  const pick = await lockPickRow(tx, orderId, line);
  if (isWithOther(tx, pick)) {
    const since = pick.claimed_at?.epochMilliseconds ?? 0;
    throw ordersRefusals.pick_taken({
      clerk: await nameOfActor(tx, pick.claimed_by ?? ''),
      minutes: Math.floor((tx.now.epochMilliseconds - since) / minuteMs),
    });
  }
  return {
    order,
    line: sold,
    pick: { ...pick, claimed_by: tx.actor, claimed_at: tx.now },
    ...stand,
  };
}

function isPicked({ state, fulfilment }: OrderRow): boolean {
  return (
    ['placed', 'accepted', 'preparing'].includes(state) &&
    (fulfilment === 'pickup' || fulfilment === 'delivery')
  );
}

function isWithOther(tx: Tx, { claimed_by: by, claimed_at: at }: PickRow): boolean {
  return (
    by !== null &&
    by !== tx.actor &&
    at !== null &&
    tx.now.epochMilliseconds - at.epochMilliseconds < claimMinutes * minuteMs
  );
}

/** The name of a member of staff, else 別の端末. */
export async function nameOfActor(tx: Tx, actor: string): Promise<string> {
  const [kind, id] = actor.split(':');
  if (kind !== 'staff' || id === undefined) {
    return '別の端末';
  }
  const uuid = parseId('staff', id);
  return (await nameMembers(tx, [uuid])).get(uuid) ?? '別の端末';
}

/** Only takes it in hand; the first hand on an order says that it is being prepared. */
export async function claimLine(tx: Tx, orderId: string, line: number): Promise<LineInHand> {
  const hand = await takeInHand(tx, orderId, line);
  await savePickRow(tx, hand.pick);
  return { ...hand, order: await beginPreparing(tx, hand.order) };
}

async function beginPreparing(tx: Tx, order: OrderRow): Promise<OrderRow> {
  return order.state === 'preparing' ? order : changeState(tx, order.id, 'preparing');
}

export type Found = {
  readonly orderId: string;
  readonly line: number;
  /** As it was scanned; null: confirmed by hand. */
  readonly code: string | null;
  /** One scan: one piece, or the carton; of what is weighed all of it. */
  readonly quantityMilli?: number;
};

/**
 * A piece was found. Refuses with orders.pick_taken, orders.pick_wrong_item (what it is and what is wanted) and
 * orders.pick_enough.
 */
export async function pickLine(tx: Tx, found: Found): Promise<LineInHand> {
  const hand = await takeInHand(tx, found.orderId, found.line);
  const { line, order, pick, placeId } = hand;
  const scanned = found.code === null ? undefined : await itemOfCode(tx, found.code, placeId);
  if (found.code !== null && scanned?.id !== line.item_id) {
    throw ordersRefusals.pick_wrong_item({
      scanned: scanned?.name ?? found.code,
      wanted: line.name,
    });
  }
  const [item] = [...(await findItems(tx, [line.item_id])).values()];
  const leftMilli = line.quantity_milli - pick.picked_milli - openShortMilli(pick);
  const oneMilli = item?.isWeighed === true ? leftMilli : (scanned?.quantityMilli ?? 1000);
  const quantityMilli = found.quantityMilli ?? Math.min(oneMilli, leftMilli);
  if (quantityMilli <= 0 || quantityMilli > leftMilli) {
    throw ordersRefusals.pick_enough({
      item: line.name,
      quantity: fromMilli(line.quantity_milli),
    });
  }
  const next = { ...pick, picked_milli: pick.picked_milli + quantityMilli };
  await savePickRow(tx, next);
  return { ...hand, order: await beginPreparing(tx, order), pick: next };
}

/** Not found, and she was asked about it. */
function openShortMilli(pick: PickRow): number {
  return pick.ask_state === 'asked' ? pick.short_milli : 0;
}

async function itemOfCode(tx: Tx, code: string, placeId: string) {
  return (await findItemsByCode(tx, [code], placeId)).get(code);
}
