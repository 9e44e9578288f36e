// The cart as a page shows it: today's price beside the one she saw, and whether it can be sent.

import { taxesOf } from '@engawa/totals';
import { type Cart, findCart, openCart, putInCart } from '#carts';
import { formatId, tryParseId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { type Tx, transaction } from '#kernel/transaction';
import { availableMilli, findStockOf } from '#stock';
import { pictureOf, say } from './cards.ts';
import type { CartLine, CartPage, Visitor } from './contract.ts';
import { type HouseWindow, recordOf, wordOf } from './house-window.ts';

export type CartOfVisitor = { readonly cart: Cart | undefined; readonly page: CartPage };

export async function viewCart(window: HouseWindow, visitor: Visitor): Promise<CartOfVisitor> {
  const recordId = await recordOf(window.house, visitor);
  return transaction(window.house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    const cart = await findCart(tx, { token: visitor.cartToken, recordId });
    return { cart, page: await toPage(tx, window, visitor, cart) };
  });
}

/** How many things lie in her cart; no query for a visitor without one. */
export async function countCart(window: HouseWindow, visitor: Visitor): Promise<number> {
  if (visitor.cartToken === undefined && visitor.sessionToken === undefined) {
    return 0;
  }
  const recordId = await recordOf(window.house, visitor);
  const cart = await transaction(window.house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findCart(tx, { token: visitor.cartToken, recordId }),
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
  const available = new Map(
    stock.map((row) => [
      row.item_id,
      availableMilli({
        onHandMilli: row.on_hand_milli,
        heldMilli: row.held_milli,
        safetyMilli: row.safety_milli,
      }),
    ]),
  );
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
  return {
    lines,
    totalMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
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
    const found = await findCart(tx, { token: visitor.cartToken, recordId });
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
