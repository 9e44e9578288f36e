// What she looked at last: her browser keeps it (item ids in a cookie), her account as well while she agrees to
// personalisation, and then every device shows it.
import { forgetSeen, listSeen, noteSeen } from '#carts';
import { formatId, tryParseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import type { Card, Visitor } from './contract.ts';
import { type HouseWindow, recordOf } from './house-window.ts';
import { cardsOf } from './wish-page.ts';

/** As many fit in a cookie with room to spare. */
const keptMax = 12;

/** She looks at an item; answers what her browser keeps from now on. */
export async function noteLook(
  { house, shelf }: HouseWindow,
  visitor: Visitor,
  typedId: string,
): Promise<readonly string[]> {
  const itemId = tryParseId('item', typedId);
  if (itemId === undefined || shelf.item(itemId) === undefined) {
    return visitor.seen ?? [];
  }
  const kept = [typedId, ...(visitor.seen ?? []).filter((each) => each !== typedId)];
  const recordId = await recordOf(house, visitor);
  if (recordId !== undefined) {
    // What she saw here before she signed in or agreed comes along.
    const known = kept.flatMap((each) => {
      const id = tryParseId('item', each);
      return id !== undefined && shelf.item(id) !== undefined ? [id] : [];
    });
    await transaction(house.db, { actor: 'guest' }, (tx) => noteSeen(tx, recordId, known));
  }
  return kept.slice(0, keptMax);
}

/** The latest first; of her account where it may keep them, else of this browser. */
export async function viewSeen(window: HouseWindow, visitor: Visitor): Promise<Card[]> {
  const { house } = window;
  const recordId = await recordOf(house, visitor);
  const ofAccount =
    recordId === undefined
      ? undefined
      : await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
          listSeen(tx, recordId),
        );
  const ids = ofAccount?.map((id) => formatId('item', id)) ?? [];
  const all = [...new Set([...ids, ...(visitor.seen ?? [])])];
  return cardsOf(window, all, visitor.language);
}

/** Her account forgets; the browser's cookie is emptied by the page. */
export async function forgetLooks({ house }: HouseWindow, visitor: Visitor): Promise<void> {
  const recordId = await recordOf(house, visitor);
  if (recordId !== undefined) {
    await transaction(house.db, { actor: 'guest' }, (tx) => forgetSeen(tx, recordId));
  }
}
