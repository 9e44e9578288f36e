// The café's pages: which shop, what, and how. Text is in the visitor's language; what the kitchen refuses is said in its own
// words, and the basket stays.

import { Refusal } from '#kernel/errors';
import { formatId, tryParseId } from '#kernel/ids';
import { problemOf } from '#kernel/problem';
import { type Tx, transaction } from '#kernel/transaction';
import {
  addToBasket,
  allergens,
  findOrderedAgain,
  type MenuShown,
  openBasket,
  type ShopShown,
  viewBasket,
  viewMenu,
  viewShops,
  viewTicket,
} from '#kitchen';
import { findOrderByToken } from '#orders';
import { pictureOf, say } from './cards.ts';
import type { Picture, Visitor } from './contract.ts';
import type {
  AllergenWord,
  BasketKept,
  CafeAnswer,
  CafeCard,
  CafeItemPage,
  CafeMenuPage,
  CafeShop,
  CafesPage,
} from './contract-cafe.ts';
import { type HouseWindow, placeOf, positionOf } from './house-window.ts';

const farM = 1500;

export function readCafe<Answer>(
  { house }: HouseWindow,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  return transaction(house.db, { readOnly: true, actor: 'guest' }, work);
}

/** Cafés, nearest first; and what she had last. */
export async function viewCafes(window: HouseWindow, visitor: Visitor): Promise<CafesPage> {
  const from = positionOf(window.board, visitor);
  return readCafe(window, async (tx) => ({
    shops: (await viewShops(tx, from)).map((shop) => toShop(shop, visitor, tx.now)),
    isLocated: from !== undefined,
    again: await viewAgain(tx, window, visitor),
  }));
}

async function viewAgain(
  tx: Tx,
  { board }: HouseWindow,
  visitor: Visitor,
): Promise<CafesPage['again']> {
  const orderId = await lastOrderOf(tx, visitor);
  const ticket = orderId === undefined ? undefined : await viewTicket(tx, orderId);
  const place = ticket === undefined ? undefined : board.places.get(ticket.placeId);
  return ticket === undefined || place === undefined
    ? null
    : {
        orderId: ticket.orderId,
        shopName: visitor.language === 'en' ? (place.name_en ?? place.name_ja) : place.name_ja,
        names: [
          ...new Set(
            ticket.cups.map((cup) => (visitor.language === 'en' ? cup.nameEn : cup.nameJa)),
          ),
        ],
      };
}

/** The order (uuid) that this phone has the link of. */
async function lastOrderOf(tx: Tx, { lastCafeOrder }: Visitor): Promise<string | undefined> {
  const orderId = tryParseId('order', lastCafeOrder?.orderId ?? '');
  return orderId !== undefined &&
    (await findOrderByToken(tx, orderId, lastCafeOrder?.token ?? '')) !== undefined
    ? orderId
    : undefined;
}

export function toShop(shop: ShopShown, { language }: Visitor, now: Temporal.Instant): CafeShop {
  const isReadySoon = shop.readyAt !== null && shop.isOpen;
  return {
    id: shop.placeId,
    name: language === 'en' ? shop.nameEn : shop.nameJa,
    address: shop.address,
    distanceM: shop.distanceM,
    isFar: (shop.distanceM ?? 0) > farM,
    isOpen: shop.isOpen,
    isPaused: shop.isPaused,
    waitMinutes: isReadySoon
      ? Math.max(1, Math.ceil((Date.parse(shop.readyAt ?? '') - now.epochMilliseconds) / 60_000))
      : null,
    changesAt: shop.isOpen ? shop.closesAt : shop.opensAt,
    hasSeats: shop.hasSeats,
  };
}

export function allergenWords(
  codes: readonly string[],
  language: Visitor['language'],
): AllergenWord[] {
  return Object.entries(allergens).flatMap(([code, words]) =>
    codes.includes(code) ? [{ code, name: words[language], isMandatory: words.isMandatory }] : [],
  );
}

/** As on the shelf; drawn where it has none. */
export function cafePicture(
  { shelf }: HouseWindow,
  typedItemId: string,
  name: string,
  { language }: Visitor,
): Picture {
  const item = shelf.item(tryParseId('item', typedItemId) ?? '');
  return item === undefined
    ? { address: `/media/items/${typedItemId}.svg`, alt: name }
    : pictureOf(item, language);
}

export async function viewCafeMenu(
  window: HouseWindow,
  visitor: Visitor,
  placeId: string,
): Promise<CafeMenuPage | undefined> {
  const place = placeOf(window.board, placeId);
  if (place === undefined) {
    return undefined;
  }
  return readCafe(window, async (tx) => {
    const [shop] = await viewShops(tx, positionOf(window.board, visitor), place.id);
    if (shop === undefined) {
      return undefined;
    }
    const menu = await viewMenu(tx, place.id);
    return {
      shop: toShop(shop, visitor, tx.now),
      sections: sectionsOf(window, visitor, menu),
      pieces: await piecesOf(tx, visitor),
    };
  });
}

async function piecesOf(tx: Tx, { basket }: Visitor): Promise<number> {
  const shown =
    basket === undefined
      ? undefined
      : await viewBasket(tx, basket.token, basket.seatKey, undefined).catch(() => undefined);
  return shown === undefined || shown.orderId !== null
    ? 0
    : shown.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function sectionsOf(
  window: HouseWindow,
  visitor: Visitor,
  menu: MenuShown,
): CafeMenuPage['sections'] {
  const products = Map.groupBy(menu.items, (item) => item.productId);
  const cards = [...products.values()].flatMap((items): { category: string; card: CafeCard }[] => {
    const [first] = items;
    if (first === undefined) {
      return [];
    }
    const known = window.shelf.item(tryParseId('item', first.itemId) ?? '');
    const name = known === undefined ? first.nameJa : say(known.productName, visitor.language);
    const cheapest = Math.min(...items.map(({ outPriceMinor }) => outPriceMinor));
    const card = {
      itemId: (items.find(({ isSoldOut }) => !isSoldOut) ?? first).itemId,
      name,
      picture: cafePicture(window, first.itemId, name, visitor),
      outPriceMinor: cheapest,
      inPriceMinor: Math.min(...items.map(({ inPriceMinor }) => inPriceMinor)),
      isFrom: items.some(({ outPriceMinor }) => outPriceMinor !== cheapest),
      currency: first.currency,
      isSoldOut: items.every(({ isSoldOut }) => isSoldOut),
    };
    return [{ category: first.categoryId ?? '', card }];
  });
  return [...Map.groupBy(cards, ({ category }) => category)].map(([category, ofIt]) => ({
    name: say(window.shelf.categories.get(category)?.name ?? { ja: '', en: '' }, visitor.language),
    cards: ofIt.map(({ card }) => card),
  }));
}

export async function viewCafeItem(
  window: HouseWindow,
  visitor: Visitor,
  placeId: string,
  itemId: string,
): Promise<CafeItemPage | undefined> {
  const place = placeOf(window.board, placeId);
  const { language } = visitor;
  if (place === undefined) {
    return undefined;
  }
  return readCafe(window, async (tx) => {
    const [shop] = await viewShops(tx, positionOf(window.board, visitor), place.id);
    const menu = await viewMenu(tx, place.id);
    const item = menu.items.find((each) => each.itemId === itemId);
    if (shop === undefined || item === undefined) {
      return undefined;
    }
    const known = window.shelf.item(tryParseId('item', itemId) ?? '');
    const name =
      known === undefined
        ? language === 'en'
          ? item.nameEn
          : item.nameJa
        : say(known.productName, language);
    const variants = menu.items.filter(({ productId }) => productId === item.productId);
    const groups = item.groups.flatMap(
      (code) => menu.groups.find((group) => group.code === code) ?? [],
    );
    const codes = [
      ...item.allergens,
      ...groups.flatMap(({ options }) => options.flatMap(({ adds }) => adds)),
    ];
    return {
      shop: toShop(shop, visitor, tx.now),
      name,
      description: known === undefined ? null : say(known.description, language) || null,
      picture: cafePicture(window, itemId, name, visitor),
      currency: item.currency,
      variants: variants.map((variant) => {
        const row = window.shelf.item(tryParseId('item', variant.itemId) ?? '');
        return {
          itemId: variant.itemId,
          name: row === undefined ? variant.nameJa : say(row.variantName, language) || name,
          isThis: variant.itemId === itemId,
          outPriceMinor: variant.outPriceMinor,
          inPriceMinor: variant.inPriceMinor,
          isSoldOut: variant.isSoldOut,
        };
      }),
      groups: groups.map((group) => ({
        code: group.code,
        name: language === 'en' ? group.nameEn : group.nameJa,
        picksMin: group.picksMin,
        picksMax: group.picksMax,
        options: group.options.map((option) => ({
          key: option.key,
          name: language === 'en' ? option.nameEn : option.nameJa,
          priceMinor: option.priceMinor,
          isUsual: option.isUsual,
          isSoldOut: option.isSoldOut,
          excludes: option.excludes,
          adds: option.adds,
          removes: option.removes,
        })),
      })),
      allergens: item.allergens,
      allergenWords: allergenWords(codes, language),
    };
  });
}

export type CafeWish = {
  readonly placeId: string;
  readonly itemId: string;
  readonly options: readonly string[];
  readonly quantity: number;
};

/** Puts it into her basket at this café; a basket of another café begins anew. */
export async function addAtCafe(
  window: HouseWindow,
  visitor: Visitor,
  wish: CafeWish,
): Promise<CafeAnswer> {
  const place = placeOf(window.board, wish.placeId);
  const itemId = tryParseId('item', wish.itemId);
  return changing(window, visitor, async (tx) => {
    const kept = await basketAt(tx, visitor, place?.id ?? '');
    const line = { itemId: itemId ?? '', options: wish.options, quantity: wish.quantity };
    const seatKey = await addToBasket(
      tx,
      kept.token,
      kept.seatKey === '' ? undefined : kept.seatKey,
      itemId === undefined ? [] : [line],
    );
    return { kept: { token: kept.token, seatKey }, placeId: wish.placeId };
  });
}

/** Her open basket when it is of this café (uuid), else a new one. */
async function basketAt(tx: Tx, { basket }: Visitor, placeId: string): Promise<BasketKept> {
  const shown =
    basket === undefined
      ? undefined
      : await viewBasket(tx, basket.token, basket.seatKey, undefined).catch(() => undefined);
  const isHere = shown?.orderId === null && shown.shop.placeId === formatIdOf(placeId);
  if (basket !== undefined && isHere) {
    return basket;
  }
  const { token, seatKey } = await openBasket(tx, { placeId });
  return { token, seatKey };
}

function formatIdOf(placeId: string): string {
  return placeId === '' ? '' : formatId('place', placeId);
}

/** The same again, in a new basket: one more press and it is ordered. */
export async function orderAgain(window: HouseWindow, visitor: Visitor): Promise<CafeAnswer> {
  return changing(window, visitor, async (tx) => {
    const orderId = await lastOrderOf(tx, visitor);
    const again = orderId === undefined ? undefined : await findOrderedAgain(tx, orderId);
    if (again === undefined) {
      return { refused: '' };
    }
    const { token, seatKey } = await openBasket(tx, again);
    await addToBasket(tx, token, seatKey, again.lines);
    return { kept: { token, seatKey }, placeId: formatId('place', again.placeId) };
  });
}

/** A change, or the sentence of why not. */
export async function changing<Answer>(
  { house }: HouseWindow,
  { language }: Visitor,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer | { readonly refused: string }> {
  try {
    return await transaction(house.db, { actor: 'guest' }, work);
  } catch (error) {
    if (error instanceof Refusal) {
      return { refused: problemOf(error, language).detail };
    }
    throw error;
  }
}
