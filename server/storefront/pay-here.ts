// Scan, pay, leave: what she carries is paid for with her own phone. The order is one that is collected at this shop; she
// has it in her hands, so nobody picks it: its channel says so. At the exit a clerk scans its code and hands it over. A
// card that is refused rejects the order, and what she chose is in her cart again.
import { emptyCart } from '#carts';
import { readProfiles } from '#customers';
import { Refusal } from '#kernel/errors';
import { hashInput } from '#kernel/idempotency';
import { formatId, tryParseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { findOrderByToken, type OrderToPlace, viewTokenOf } from '#orders';
import { capabilities, type PlaceRow } from '#places';
import { viewCart } from './cart-page.ts';
import { hasCards, type Placing } from './checkout.ts';
import type { Placed, Visitor } from './contract.ts';
import type { HereForm, HerePage } from './contract-visit.ts';
import { type HouseWindow, placeOf, recordOf } from './house-window.ts';
import { nameIn } from './place-board.ts';
import { toRefused } from './refused.ts';
import { readSignedId, signedId } from './signed-id.ts';

const use = 'shop pay here';
/** By this a house tells such an order from one that has to be picked. */
export const scanChannel = 'scan';

/** Undefined for no shop of this house. */
export async function viewHere(
  window: HouseWindow,
  visitor: Visitor,
  placeId: string,
): Promise<HerePage | undefined> {
  const place = placeOf(window.board, placeId);
  if (place === undefined) {
    return undefined;
  }
  const { house } = window;
  const { page } = await viewCart(window, visitor, wishAt(place));
  const recordId = await recordOf(house, visitor);
  const email =
    recordId === undefined
      ? undefined
      : await transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) =>
          (await readProfiles(tx, [recordId])).get(recordId),
        );
  return {
    cart: page,
    place: { id: formatId('place', place.id), name: nameIn(place, visitor.language) },
    canPay: hasCards(house) && canSellHere(place),
    email: email?.email ?? null,
    orderId: signedId(house.db.masters, 'order', use),
  };
}

function wishAt(place: PlaceRow) {
  return { fulfilment: 'pickup', handoverPlaceId: place.id, couponCodes: [] } as const;
}

function canSellHere(place: PlaceRow): boolean {
  return place.is_active && (place.capabilities & capabilities.hands_over) !== 0;
}

/** Pays for the cart here, or says why not. The same form sent again answers the order it made. */
export async function payHere(
  window: HouseWindow,
  placing: Placing,
  visitor: Visitor,
  form: HereForm,
): Promise<Placed> {
  const { house } = window;
  const { masters } = house.db;
  const orderId = readSignedId(masters, 'order', use, form.orderId);
  const place = placeOf(window.board, form.placeId);
  if (orderId === undefined || place === undefined || !canSellHere(place) || !hasCards(house)) {
    return { refused: sentences.stale[visitor.language] };
  }
  const token = viewTokenOf(masters, orderId);
  const placed = { orderId: formatId('order', orderId), token };
  const known = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findOrderByToken(tx, orderId, token),
  );
  if (known !== undefined) {
    return placed;
  }
  const { cart, page } = await viewCart(window, visitor, wishAt(place));
  if (cart === undefined || page.lines.length === 0) {
    return { refused: sentences.empty[visitor.language] };
  }
  const recordId = await recordOf(house, visitor);
  const actor = recordId === undefined ? 'guest' : `customer:${formatId('record', recordId)}`;
  const input: OrderToPlace = {
    orderId,
    placeId: window.web.id,
    fulfilment: 'pickup',
    handoverPlaceId: place.id,
    channel: scanChannel,
    cartId: cart.id,
    lines: page.lines.map((line) => ({
      itemId: tryParseId('item', line.itemId) ?? '',
      quantityMilli: Math.round(line.quantity * 1000),
      ...(line.priceMinor === null ? {} : { seenPriceMinor: line.priceMinor }),
    })),
    ...(recordId === undefined ? {} : { recordId, isHerself: true }),
    ...(form.email === ''
      ? {}
      : { contact: { email: form.email, attributes: { language: visitor.language } } }),
    payment: { method: 'card', token: form.card === 'declined' ? 'declined' : 'ok' },
    actor,
  };
  try {
    const hash = hashInput(masters, orderId);
    await placing.submit({ input, idempotency: { scope: 'shop', key: orderId, hash } });
  } catch (error) {
    if (error instanceof Refusal) {
      return toRefused(error, visitor.language);
    }
    throw error;
  }
  await transaction(house.db, { actor }, (tx) => emptyCart(tx, cart.id));
  return placed;
}

const sentences = {
  stale: {
    ja: 'このページは古くなりました。商品をもう一度スキャンしてください。',
    en: 'This page is out of date. Please scan the product again.',
  },
  empty: { ja: 'カートに商品がありません。', en: 'Your cart is empty.' },
} as const;
