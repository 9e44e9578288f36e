// Her own page: what she ordered anywhere, her points, her wishes, her card. It shows what she joined herself (an
// address she proved, a card she showed), never what a score alone has joined.
import { toString as drawQr } from 'qrcode';
import { showCard } from '#cards';
import { listWishes } from '#carts';
import { findOwnRecords, findRecords, joinGuestsOfEmail, nameOf, readProfiles } from '#customers';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { type Tx, transaction } from '#kernel/transaction';
import { balancesOf } from '#ledger';
import { listOrders, type OrderRow, viewTokenOf } from '#orders';
import { glimpseBookings } from './booking-page.ts';
import { bringHome } from './cart-page.ts';
import type { AccountPage, OrderGlimpse, Visitor } from './contract.ts';
import { type HouseWindow, recordOf } from './house-window.ts';
import { glimpseLayaways } from './layaway-page.ts';
import { nameIn } from './place-board.ts';
import { cardsOf, moveWishes } from './wish-page.ts';

const ordersShown = 20;
const wishesShown = 4;
const pointUnit = 'points';
/** Nothing more happens to these by itself. */
const ended: ReadonlySet<string> = new Set([
  'handed_over',
  'completed',
  'cancelled',
  'rejected',
  'expired',
  'returned',
]);

/** Undefined when nobody is signed in, or her account was erased. */
export async function viewAccount(
  window: HouseWindow,
  visitor: Visitor,
): Promise<AccountPage | undefined> {
  const recordId = await recordOf(window.house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  await bringHome(window, visitor, recordId);
  const actor = `customer:${formatId('record', recordId)}`;
  return transaction(window.house.db, { actor }, async (tx) => {
    const record = (await findRecords(tx, [recordId])).get(recordId);
    if (record === undefined || record.isErased) {
      return undefined;
    }
    await moveWishes(tx, window, visitor, recordId);
    const email = (await readProfiles(tx, [recordId])).get(recordId)?.email;
    // What a till sold to this address since she signed in is hers too.
    await joinGuestsOfEmail(tx, recordId, email);
    const own = await findOwnRecords(tx, recordId);
    const orders = await listOrders(tx, { recordIds: own, limit: ordersShown });
    const card = await drawCard((await showCard(tx, recordId)).number);
    const wishes = (await listWishes(tx, recordId)).slice(0, wishesShown);
    return {
      email: email ?? null,
      name: await nameAmong(tx, own),
      card,
      points: await pointsOf(tx, own),
      layaways: await glimpseLayaways(tx, window, visitor, recordId),
      bookings: await glimpseBookings(tx, window, visitor, recordId),
      orders: orders.map((order) => toGlimpse(tx, window, visitor, order)),
      wishes: cardsOf(
        window,
        wishes.map((id) => formatId('item', id)),
        visitor.language,
      ),
      hasMoved: visitor.wishes.length > 0,
    };
  });
}

/** Her account has a name only when one of her orders told it. */
async function nameAmong(tx: Tx, own: readonly string[]): Promise<string | null> {
  const profiles = [...(await readProfiles(tx, own)).values()];
  const names = profiles.flatMap((profile) => (profile === null ? [] : (nameOf(profile) ?? [])));
  return names[0] ?? null;
}

/** An image, so that the page needs no markup from here. */
async function drawCard(text: string): Promise<string> {
  const svg = await drawQr(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

async function pointsOf(tx: Tx, own: readonly string[]): Promise<AccountPage['points']> {
  const balances = (await balancesOf(tx, own)).filter(({ unit }) => unit === pointUnit);
  const expiries = balances
    .flatMap(({ nextExpiry }) => nextExpiry ?? [])
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const [first] = expiries;
  return {
    available: balances.reduce((sum, each) => sum + each.available + each.overdraft, 0),
    pending: balances.reduce((sum, each) => sum + each.pending, 0),
    nextExpiry: first === undefined ? null : { at: first.at.toString(), amount: first.amount },
  };
}

/** An order as a line of a list. */
export function toGlimpse(
  tx: Tx,
  { board, web }: HouseWindow,
  { language }: Visitor,
  order: OrderRow,
): OrderGlimpse {
  const place = board.places.get(order.handover_place_id ?? order.place_id) ?? web;
  const isFollowed = order.fulfilment !== 'carry_out' && order.source === 'engawa';
  return {
    id: formatId('order', order.id),
    number: order.number,
    state: order.state,
    orderedAt: order.ordered_at.toString(),
    placeName: nameIn(place, language),
    totalMinor: order.total_minor,
    currency: order.currency,
    pieces: fromMilli(order.quantity_milli),
    token: isFollowed ? viewTokenOf(tx.masters, order.id) : null,
    isOpen: isFollowed && !ended.has(order.state),
  };
}
