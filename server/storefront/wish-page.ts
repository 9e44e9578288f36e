// Wishes: in a cookie of her browser (item ids, functional, nothing of a person), on her account once she is signed in.
// The first page that shows them after that moves what the browser kept.
import { addWishes, listWishes, removeWish } from '#carts';
import { formatId, tryParseId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { toCard } from './cards.ts';
import type { Card, Language, Visitor, WishChange, WishPage } from './contract.ts';
import { type HouseWindow, recordOf } from './house-window.ts';

/** As many fit in a cookie with room to spare. */
const keptMax = 40;

export async function viewWishes(window: HouseWindow, visitor: Visitor): Promise<WishPage> {
  const recordId = await recordOf(window.house, visitor);
  if (recordId === undefined) {
    return { cards: cardsOf(window, visitor.wishes, visitor.language), hasMoved: false };
  }
  const itemIds = await transaction(window.house.db, { actor: 'guest' }, async (tx) => {
    await moveWishes(tx, window, visitor, recordId);
    return listWishes(tx, recordId);
  });
  return {
    cards: cardsOf(
      window,
      itemIds.map((id) => formatId('item', id)),
      visitor.language,
    ),
    hasMoved: visitor.wishes.length > 0,
  };
}

/** Puts what her browser kept onto her account. */
export async function moveWishes(
  tx: Tx,
  { shelf }: HouseWindow,
  { wishes }: Visitor,
  recordId: string,
): Promise<void> {
  const known = wishes.flatMap((typed) => {
    const id = tryParseId('item', typed);
    return id !== undefined && shelf.item(id) !== undefined ? [id] : [];
  });
  if (known.length > 0) {
    // What was wished for last was put first.
    await addWishes(tx, recordId, known.toReversed());
  }
}

export function cardsOf(
  { shelf }: HouseWindow,
  typedIds: readonly string[],
  language: Language,
): Card[] {
  return typedIds.flatMap((typed) => {
    const id = tryParseId('item', typed);
    const item = id === undefined ? undefined : shelf.item(id);
    const product = id === undefined ? undefined : shelf.productOf(id);
    return item?.isActive !== true || product === undefined
      ? []
      : [{ ...toCard(shelf, product, language), id: typed }];
  });
}

export async function isWished(
  { house }: HouseWindow,
  visitor: Visitor,
  itemId: string,
): Promise<boolean> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined || visitor.wishes.includes(formatId('item', itemId))) {
    return visitor.wishes.includes(formatId('item', itemId));
  }
  const wished = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    listWishes(tx, recordId),
  );
  return wished.includes(itemId);
}

/** Puts an item on her list or takes it off. */
export async function changeWish(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  wanted: boolean,
): Promise<WishChange> {
  const id = tryParseId('item', typedId);
  if (id === undefined || window.shelf.item(id)?.isActive !== true) {
    return { isWished: false, kept: visitor.wishes };
  }
  const recordId = await recordOf(window.house, visitor);
  if (recordId === undefined) {
    const others = visitor.wishes.filter((each) => each !== typedId);
    return { isWished: wanted, kept: wanted ? [typedId, ...others].slice(0, keptMax) : others };
  }
  await transaction(window.house.db, { actor: 'guest' }, async (tx) => {
    await moveWishes(tx, window, visitor, recordId);
    await (wanted ? addWishes(tx, recordId, [id]) : removeWish(tx, recordId, id));
  });
  return { isWished: wanted, kept: undefined };
}
