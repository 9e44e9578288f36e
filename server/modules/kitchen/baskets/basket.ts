// A basket of the café: opened by one phone, filled by all that have its link. Its secret is in the link; what a phone put
// in only that phone, or the one that began, changes.
import { createHash, randomBytes } from 'node:crypto';
import { findItems } from '#catalog';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { kitchenRefusals } from '../errors.ts';
import { decideChoice } from '../menu/choice.ts';
import { findGroups, findMenuItems } from '../menu/store.ts';
import { findPauses, findShop } from '../shops/store.ts';
import {
  type BasketRow,
  findBasketLines,
  findSeat,
  insertBasket,
  insertBasketLine,
  lockBasket,
  saveBasket,
  saveBasketLine,
  takeSeat,
} from './store.ts';

const piecesMax = 50;

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function newSecret(): string {
  return randomBytes(18).toString('base64url');
}

export type OpenedBasket = {
  /** In the link. */
  readonly token: string;
  /** What this phone shows to change what it put in. */
  readonly seatKey: string;
  readonly basket: BasketRow;
};

/** Opens an empty basket at a shop (uuid). Refuses with kitchen.shop_unknown. */
export async function openBasket(
  tx: Tx,
  { placeId, isEatenIn = false }: { readonly placeId: string; readonly isEatenIn?: boolean },
): Promise<OpenedBasket> {
  const shop = await findShop(tx, placeId);
  if (shop?.is_active !== true) {
    throw kitchenRefusals.shop_unknown();
  }
  const [id, token, seatKey] = [newId(), newSecret(), newSecret()];
  await insertBasket(tx, {
    id,
    tokenHash: hashSecret(token),
    placeId,
    isEatenIn: isEatenIn && shop.has_seats,
    isGroup: false,
    keyHash: hashSecret(seatKey),
  });
  const basket: BasketRow = {
    id,
    place_id: placeId,
    is_eaten_in: isEatenIn && shop.has_seats,
    wanted_at: null,
    starts_by: 'clock',
    is_group: false,
    seat_count: 1,
    order_id: null,
  };
  return { token, seatKey, basket };
}

/** The basket of a link, locked. Refuses with kitchen.basket_unknown and kitchen.basket_ordered. */
async function openToChange(tx: Tx, token: string): Promise<BasketRow> {
  const basket = await lockBasket(tx, hashSecret(token));
  if (basket === undefined) {
    throw kitchenRefusals.basket_unknown();
  }
  if (basket.order_id !== null) {
    throw kitchenRefusals.basket_ordered();
  }
  return basket;
}

const seatsMax = 30;

/** The seat of a phone; a phone without one takes the next. */
async function seatAt(
  tx: Tx,
  basket: BasketRow,
  seatKey: string | undefined,
): Promise<{ readonly seat: number; readonly seatKey: string }> {
  const known =
    seatKey === undefined ? undefined : await findSeat(tx, basket.id, hashSecret(seatKey));
  if (known !== undefined && seatKey !== undefined) {
    return { seat: known, seatKey };
  }
  if (basket.seat_count >= seatsMax) {
    throw kitchenRefusals.basket_full({ most: piecesMax });
  }
  // A key of another basket is as good as a new one: it is held here by its hash only.
  const key = seatKey ?? newSecret();
  return { seat: await takeSeat(tx, basket.id, hashSecret(key)), seatKey: key };
}

export type LineToAdd = {
  /** uuid */
  readonly itemId: string;
  /** `milk:oat`. */
  readonly options: readonly string[];
  readonly quantity: number;
};

/**
 * Puts pieces in; answers the key of this phone's seat. Refuses with kitchen.item_unknown, kitchen.item_paused,
 * kitchen.basket_full and what `decideChoice` refuses.
 */
export async function addToBasket(
  tx: Tx,
  token: string,
  seatKey: string | undefined,
  lines: readonly LineToAdd[],
): Promise<string> {
  const basket = await openToChange(tx, token);
  const { seat, seatKey: key } = await seatAt(tx, basket, seatKey);
  const standing = await findBasketLines(tx, basket.id);
  let count = standing.reduce((sum, { quantity }) => sum + quantity, 0);
  for (const line of lines) {
    count += line.quantity;
    if (count > piecesMax) {
      throw kitchenRefusals.basket_full({ most: piecesMax });
    }
    const options = await checkChoice(tx, basket, line);
    const same = standing.find(
      (each) => each.seat === seat && each.item_id === line.itemId && isSame(each.options, options),
    );
    if (same === undefined) {
      await insertBasketLine(tx, basket.id, {
        seat,
        item_id: line.itemId,
        options,
        quantity: line.quantity,
      });
    } else {
      await saveBasketLine(tx, basket.id, same.number, same.quantity + line.quantity);
    }
  }
  await saveBasket(tx, { ...basket, is_group: basket.is_group || seat > 1 });
  return key;
}

/** The keys of what was chosen, in the order of the menu. */
async function checkChoice(tx: Tx, basket: BasketRow, line: LineToAdd): Promise<string[]> {
  const [item] = await findMenuItems(tx, [line.itemId]);
  const known = (await findItems(tx, [line.itemId])).get(line.itemId);
  if (item?.is_active !== true || known?.isActive !== true) {
    throw kitchenRefusals.item_unknown();
  }
  const paused = new Set((await findPauses(tx, [basket.place_id])).map(({ subject }) => subject));
  if (paused.has(`item:${line.itemId}`)) {
    throw kitchenRefusals.item_paused({ item: known.name, shop: '' });
  }
  const groups = await findGroups(tx);
  const its = item.group_codes.flatMap((code) => groups.find((group) => group.code === code) ?? []);
  const choice = decideChoice(
    { name: known.name, allergens: item.allergens },
    its,
    line.options,
    pausedOptions(paused),
  );
  if (choice instanceof Refusal) {
    throw choice;
  }
  return choice.options.map(({ key }) => key);
}

/** `option:milk:oat` → `milk:oat`. */
export function pausedOptions(paused: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...paused].flatMap((subject) =>
      subject.startsWith('option:') ? [subject.slice('option:'.length)] : [],
    ),
  );
}

function isSame(some: readonly string[], other: readonly string[]): boolean {
  return some.length === other.length && some.every((key, at) => key === other[at]);
}

/** Sets how many; 0 takes it out. Refuses with kitchen.seat_unknown where it is somebody else's. */
export async function setBasketLine(
  tx: Tx,
  token: string,
  seatKey: string | undefined,
  line: { readonly number: number; readonly quantity: number },
): Promise<void> {
  const basket = await openToChange(tx, token);
  const lines = await findBasketLines(tx, basket.id);
  const standing = lines.find(({ number }) => number === line.number);
  if (standing === undefined) {
    return;
  }
  const seat =
    seatKey === undefined ? undefined : await findSeat(tx, basket.id, hashSecret(seatKey));
  if (seat === undefined || (seat !== 1 && seat !== standing.seat)) {
    throw kitchenRefusals.seat_unknown();
  }
  const others = lines.reduce((sum, each) => sum + each.quantity, 0) - standing.quantity;
  if (others + line.quantity > piecesMax) {
    throw kitchenRefusals.basket_full({ most: piecesMax });
  }
  await saveBasketLine(tx, basket.id, line.number, line.quantity);
}

export type BasketChange = {
  /** uuid */
  readonly placeId?: string;
  readonly isEatenIn?: boolean;
  /** Null: as soon as it can be. */
  readonly wantedAt?: Temporal.Instant | null;
  readonly startsBy?: 'clock' | 'arrival';
  /** Others may join by the link. */
  readonly isGroup?: boolean;
};

/** Where, when and how. Refuses with kitchen.shop_unknown and kitchen.seats_none. */
export async function changeBasket(tx: Tx, token: string, change: BasketChange): Promise<void> {
  const basket = await openToChange(tx, token);
  const placeId = change.placeId ?? basket.place_id;
  const shop = await findShop(tx, placeId);
  if (shop?.is_active !== true) {
    throw kitchenRefusals.shop_unknown();
  }
  if (change.isEatenIn === true && !shop.has_seats) {
    throw kitchenRefusals.seats_none({ shop: '' });
  }
  await saveBasket(tx, {
    ...basket,
    place_id: placeId,
    is_eaten_in: (change.isEatenIn ?? basket.is_eaten_in) && shop.has_seats,
    wanted_at: change.wantedAt === undefined ? basket.wanted_at : change.wantedAt,
    starts_by: change.startsBy ?? basket.starts_by,
    is_group: change.isGroup ?? basket.is_group,
  });
}
