// A kitchen as its house sets it, and what it stops and begins again.
import { findItems } from '#catalog';
import { formatId, tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { capabilities, findPlaces } from '#places';
import { kitchenRefusals } from '../errors.ts';
import { kitchenMenuChanged, kitchenPauseChanged } from '../events.ts';
import { findGroups, findMenuItems } from '../menu/store.ts';
import { dropPause, findShop, type StationToSet, savePause, saveShopRow } from './store.ts';

export type ShopToSet = {
  /** uuid */
  readonly placeId: string;
  readonly slotMinutes?: number;
  readonly aheadMinutes?: number;
  readonly hasSeats?: boolean;
  readonly isActive?: boolean;
  readonly stations: readonly StationToSet[];
};

/** Lets a place take orders ahead. Refuses with kitchen.shop_unknown and kitchen.shop_needs_cooking. */
export async function setShop(tx: Tx, wish: ShopToSet): Promise<void> {
  const [place] = await findPlaces(tx, [wish.placeId]);
  if (place === undefined) {
    throw kitchenRefusals.shop_unknown();
  }
  const needed = capabilities.cooks | capabilities.hands_over | capabilities.sells;
  if ((place.capabilities & needed) !== needed) {
    throw kitchenRefusals.shop_needs_cooking({ shop: place.name_ja });
  }
  const row = {
    place_id: wish.placeId,
    slot_minutes: wish.slotMinutes ?? 5,
    ahead_minutes: wish.aheadMinutes ?? 24 * 60,
    has_seats: wish.hasSeats ?? true,
    is_active: wish.isActive ?? true,
  };
  await saveShopRow(tx, row, wish.stations);
  const code = formatId('place', wish.placeId);
  tx.emit(kitchenMenuChanged.make(code, { what: 'shop', code }, { placeId: wish.placeId }));
}

export type PauseWish = {
  /** uuid */
  readonly placeId: string;
  /** `shop`, `item:<typed id>`, `option:<group>:<code>`. */
  readonly what: string;
  readonly isPaused: boolean;
  /** It begins again by itself after so long; without, when somebody says so. */
  readonly minutes?: number;
};

/** `item:<uuid>` as it is kept; undefined for what is no subject. */
function subjectOf(what: string): string | undefined {
  if (what === 'shop' || /^option:[a-z][a-z0-9_]{0,29}:[a-z][a-z0-9_]{0,29}$/.test(what)) {
    return what;
  }
  const itemId = what.startsWith('item:') ? tryParseId('item', what.slice(5)) : undefined;
  return itemId === undefined ? undefined : `item:${itemId}`;
}

/** Stops or resumes; every open menu of the shop hears it. Refuses with kitchen.shop_unknown, kitchen.item_unknown. */
export async function setPause(tx: Tx, wish: PauseWish): Promise<void> {
  const [place] = await findPlaces(tx, [wish.placeId]);
  if (place === undefined || (await findShop(tx, wish.placeId)) === undefined) {
    throw kitchenRefusals.shop_unknown();
  }
  const subject = subjectOf(wish.what);
  const name = subject === undefined ? undefined : await nameOf(tx, subject, place.name_ja);
  if (subject === undefined || name === undefined) {
    throw kitchenRefusals.item_unknown();
  }
  if (wish.isPaused) {
    const { minutes } = wish;
    await savePause(
      tx,
      wish.placeId,
      subject,
      minutes === undefined ? null : tx.now.add({ minutes }),
    );
  } else {
    await dropPause(tx, wish.placeId, subject);
  }
  const placeId = formatId('place', wish.placeId);
  tx.emit(
    kitchenPauseChanged.make(
      placeId,
      { placeId, placeName: place.name_ja, what: wish.what, name, isPaused: wish.isPaused },
      { placeId: wish.placeId },
    ),
  );
}

async function nameOf(tx: Tx, subject: string, shopName: string): Promise<string | undefined> {
  if (subject === 'shop') {
    return shopName;
  }
  if (subject.startsWith('item:')) {
    const itemId = subject.slice(5);
    const [row] = await findMenuItems(tx, [itemId]);
    return row === undefined ? undefined : (await findItems(tx, [itemId])).get(itemId)?.name;
  }
  const key = subject.slice('option:'.length);
  const options = (await findGroups(tx)).flatMap((group) => group.options);
  return options.find((option) => option.key === key)?.nameJa;
}
