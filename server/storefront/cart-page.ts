// The cart as a page shows it: today's price beside the one she saw, and whether it can be sent.

import { taxesOf } from '@engawa/totals';
import { type Cart, findVisitorCart, openCart, putInCart, takeCartHome } from '#carts';
import { formatId, tryParseId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { type Tx, transaction } from '#kernel/transaction';
import { findDeliveryTerms, type OrderPreview, type OrderToPreview, previewOrder } from '#orders';
import { capabilities } from '#places';
import { availableMilli, findStockOf, toBalance } from '#stock';
import { pictureOf, say } from './cards.ts';
import type { CartLine, CartPage, Visitor } from './contract.ts';
import type { CartDelivery } from './contract-delivery.ts';
import { type HouseWindow, recordOf, wordOf } from './house-window.ts';

export type CartOfVisitor = {
  readonly cart: Cart | undefined;
  readonly page: CartPage;
  /** Why a code that was brought takes nothing off. */
  readonly refusal?: { readonly ja: string; readonly en: string } | undefined;
};

/** How it is received and which codes are brought; as it is on the web where nothing was said yet. */
export type CartWish = {
  readonly fulfilment: 'pickup' | 'delivery';
  /** uuid of the shop that hands it over. */
  readonly handoverPlaceId?: string;
  readonly couponCodes: readonly string[];
  /** Of a delivery: where it goes, as far as she has said. */
  readonly deliverTo?: Destination;
};
type Destination = NonNullable<OrderToPreview['deliverTo']>;
const noWish: CartWish = { fulfilment: 'pickup', couponCodes: [] };

export async function viewCart(
  window: HouseWindow,
  visitor: Visitor,
  wish: CartWish = noWish,
): Promise<CartOfVisitor> {
  const recordId = await recordOf(window.house, visitor);
  await bringHome(window, visitor, recordId);
  return transaction(window.house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    const cart = await findVisitorCart(tx, { token: visitor.cartToken, recordId });
    const page = await toPage(tx, window, visitor, cart);
    const buyer = recordId === undefined ? {} : { recordId, isHerself: true };
    return { cart, ...(await withOffers(tx, window, visitor, page, { ...wish, ...buyer })) };
  });
}

/** What she chose before she signed in on this browser is hers, on every other one too. */
export async function bringHome(
  { house }: HouseWindow,
  { cartToken: token }: Visitor,
  recordId: string | undefined,
): Promise<void> {
  if (token !== undefined && recordId !== undefined) {
    await transaction(house.db, { actor: 'guest' }, (tx) => takeCartHome(tx, { token, recordId }));
  }
}

/** How many things lie in her cart; no query for a visitor without one. */
export async function countCart(window: HouseWindow, visitor: Visitor): Promise<number> {
  if (visitor.cartToken === undefined && visitor.sessionToken === undefined) {
    return 0;
  }
  const recordId = await recordOf(window.house, visitor);
  const cart = await transaction(window.house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findVisitorCart(tx, { token: visitor.cartToken, recordId }),
  );
  return countOf(window, cart);
}

function countOf({ shelf }: HouseWindow, cart: Cart | undefined): number {
  const lines = cart?.lines ?? [];
  return lines
    .filter((line) => shelf.item(line.item_id)?.isActive === true)
    .reduce((sum, line) => sum + fromMilli(line.quantity_milli), 0);
}

async function toPage(
  tx: Tx,
  window: HouseWindow,
  { language }: Visitor,
  cart: Cart | undefined,
): Promise<CartPage> {
  const { shelf, web } = window;
  const known = (cart?.lines ?? []).flatMap((line) => {
    const item = shelf.item(line.item_id);
    return item?.isActive === true ? [{ line, item }] : [];
  });
  const stock = await findStockOf(
    tx,
    known.map(({ item }) => ({ placeId: web.id, itemId: item.id })),
  );
  const available = new Map(stock.map((row) => [row.item_id, availableMilli(toBalance(row))]));
  const lines = known.map(({ line, item }): CartLine => {
    const priceMinor = item.price?.amountMinor ?? null;
    const quantity = fromMilli(line.quantity_milli);
    const seen = line.seen_price_minor;
    const pieces = available.get(item.id);
    return {
      itemId: formatId('item', item.id),
      name: nameOf(item, language),
      picture: pictureOf(item, language),
      quantity,
      priceMinor,
      amountMinor: Math.round((priceMinor ?? 0) * (quantity / item.pricePer)),
      wasMinor: seen !== null && seen !== priceMinor ? seen : null,
      delivery:
        item.isStocked && pieces !== undefined && pieces < line.quantity_milli
          ? 'out_of_stock'
          : wordOf(item, pieces),
    };
  });
  const rateOf = new Map(
    known.map(({ item }) => [formatId('item', item.id), item.price?.taxRateBp ?? 0]),
  );
  const itemsMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  return {
    lines,
    itemsMinor,
    offers: [],
    hints: [],
    delivery: null,
    totalMinor: itemsMinor,
    taxes: taxesOf(
      lines.map((line) => ({
        amountMinor: line.amountMinor,
        taxRateBp: rateOf.get(line.itemId) ?? 0,
      })),
    ).map(({ rateBp, taxMinor }) => ({ rateBp, taxMinor })),
    currency: known[0]?.item.price?.currency ?? web.currency,
    count: countOf(window, cart),
  };
}

/** The same cart with what is off; as it was where something in it has no price. */
async function withOffers(
  tx: Tx,
  { web }: HouseWindow,
  { language }: Visitor,
  page: CartPage,
  wish: CartWish & { readonly recordId?: string; readonly isHerself?: boolean },
): Promise<{ readonly page: CartPage; readonly refusal?: CartOfVisitor['refusal'] }> {
  const lines = linesToPreview(page);
  if (lines.length === 0) {
    return { page };
  }
  const told = await previewOrder(tx, { ...wish, placeId: web.id, channel: 'web', lines });
  const nameOfOffer = (of: { readonly nameJa: string; readonly nameEn: string | null }) =>
    language === 'en' ? (of.nameEn ?? of.nameJa) : of.nameJa;
  const { outcome, hints = [], refused = [] } = told.offers ?? {};
  return {
    page: {
      ...page,
      offers: (outcome?.applied ?? []).map(({ promotion, discountMinor, deliveryMinor }) => ({
        name: nameOfOffer(promotion),
        discountMinor: discountMinor + deliveryMinor,
      })),
      hints: hints.map(({ promotion, refusal }) => ({
        name: nameOfOffer(promotion),
        sentence: refusal[language],
      })),
      delivery: toDelivery(told),
      totalMinor: told.totalMinor,
      taxes: told.taxes.map(({ rateBp, taxMinor }) => ({ rateBp, taxMinor })),
    },
    refusal: refused[0]?.refusal,
  };
}

/** None where something in it has no price. */
function linesToPreview({ lines }: CartPage): OrderToPreview['lines'] {
  const priced = lines.flatMap(({ itemId, quantity, priceMinor }) => {
    const id = tryParseId('item', itemId);
    return id === undefined || priceMinor === null
      ? []
      : [{ itemId: id, quantityMilli: Math.round(quantity * 1000) }];
  });
  return priced.length < lines.length ? [] : priced;
}

function toDelivery({ delivery }: Pick<OrderPreview, 'delivery'>): CartDelivery | null {
  if (delivery === undefined) {
    return null;
  }
  const { feeMinor, offMinor, leastMinor, mostMinor, leftMinor } = delivery;
  return { feeMinor, offMinor, leastMinor, mostMinor, leftMinor };
}

/** The cart itself: nobody has said yet how it is received, so it is told what it would cost to be sent. */
export async function viewOwnCart(
  window: HouseWindow,
  visitor: Visitor,
): Promise<CartPage & { readonly ifSent: CartDelivery | null }> {
  const { page } = await viewCart(window, visitor);
  const lines = linesToPreview(page);
  const { house, web } = window;
  const delivers = (web.capabilities & (capabilities.delivers | capabilities.ships)) !== 0;
  if (!delivers || lines.length === 0) {
    return { ...page, ifSent: null };
  }
  const recordId = await recordOf(house, visitor);
  const buyer = recordId === undefined ? {} : { recordId, isHerself: true };
  return transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    if ((await findDeliveryTerms(tx)) === null) {
      return { ...page, ifSent: null };
    }
    const wish = { fulfilment: 'delivery', channel: 'web', placeId: web.id, lines } as const;
    return { ...page, ifSent: toDelivery(await previewOrder(tx, { ...wish, ...buyer })) };
  });
}

function nameOf(item: Parameters<typeof pictureOf>[0], language: Visitor['language']): string {
  const variant = say(item.variantName, language);
  return variant === ''
    ? say(item.productName, language)
    : `${say(item.productName, language)} ${variant}`;
}

/** Adds or sets; opens a cart for who has none and answers its token. */
export async function changeCart(
  window: HouseWindow,
  visitor: Visitor,
  itemId: string,
  quantity: number,
  mode: 'add' | 'set',
): Promise<{ readonly isThere: boolean; readonly newToken: string | undefined }> {
  const id = tryParseId('item', itemId);
  const item = id === undefined ? undefined : window.shelf.item(id);
  if (item?.isActive !== true || item.price === undefined) {
    return { isThere: false, newToken: undefined };
  }
  const seenPriceMinor = item.price.amountMinor;
  const recordId = await recordOf(window.house, visitor);
  return transaction(window.house.db, { actor: 'guest' }, async (tx) => {
    const found = await findVisitorCart(tx, { token: visitor.cartToken, recordId });
    const { cart, token } =
      found === undefined
        ? await openCart(tx, window.web.id, recordId ?? null)
        : { cart: found, token: undefined };
    const isThere = await putInCart(tx, cart, {
      itemId: item.id,
      quantityMilli: Math.round(quantity * 1000),
      seenPriceMinor,
      isAdded: mode === 'add',
      recordId,
    });
    return { isThere, newToken: token };
  });
}
