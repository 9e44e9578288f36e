// Arriving from the world of things: a code at a shelf, a poster, the door of a shop.
import { findItemsByCode } from '#catalog';
import { Refusal } from '#kernel/errors';
import { formatId, formatOptionalId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { placeOfSource } from '#moments';
import type { PlaceCard, Scanned, Visitor } from './contract.ts';
import { type HouseWindow, placeOf, positionOf } from './house-window.ts';

/**
 * The item of a code at a shelf: a GTIN as GS1 Digital Link has it (`/01/…`), an in-store number of the place it
 * hangs at, our own code. Undefined when it is not sold.
 */
export async function viewScanned(
  { house, board, shelf }: HouseWindow,
  code: string,
  typedPlace: string | undefined,
): Promise<Scanned | undefined> {
  const place = placeOf(board, typedPlace);
  const found = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findItemsByCode(tx, [code], place?.id ?? null),
  );
  const item = found.get(code);
  return item === undefined || shelf.item(item.id)?.isActive !== true
    ? undefined
    : { itemId: formatId('item', item.id) };
}

/** Undefined for a code that was never printed, and for one that hangs nowhere. */
export async function viewPlaceOfSource(
  { house }: HouseWindow,
  code: string,
): Promise<string | undefined> {
  try {
    const placeId = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
      placeOfSource(tx, code),
    );
    return formatOptionalId('place', placeId ?? null) ?? undefined;
  } catch (error) {
    if (error instanceof Refusal) {
      return undefined;
    }
    throw error;
  }
}

/** The place whose door it is; undefined for what is no place of this house. */
export function viewDoor(
  { board }: HouseWindow,
  visitor: Visitor,
  placeId: string,
): PlaceCard | undefined {
  const place = placeOf(board, placeId);
  const near = board.near(positionOf(board, visitor)).find((each) => each.place.id === place?.id);
  const mine = placeOf(board, visitor.placeId)?.id;
  return near === undefined
    ? undefined
    : board.toCard(near.place, near.distanceM, visitor.language, mine);
}
