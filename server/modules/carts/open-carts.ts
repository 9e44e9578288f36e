// Opening carts, many at a time: a visitor's first click on a busy day is as hot as her last.
import { randomBytes } from 'node:crypto';
import { findItems, knownItems } from '#catalog';
import type { HotCommand } from '#kernel/batch';
import { newId } from '#kernel/ids';
import { findPlaces, knownPlaces } from '#places';
import { type Cart, hashOf } from './cart.ts';
import { cartsRefusals } from './errors.ts';
import { type CartLineRow, insertCartRows } from './store.ts';

export type CartToOpen = {
  readonly placeId: string;
  readonly recordId: string | null;
  /** One for each item. */
  readonly lines: readonly CartLineRow[];
};

export type OpenedCart = { readonly cart: Cart; readonly token: string };

type Facts = { readonly placeIds: ReadonlySet<string>; readonly itemIds: ReadonlySet<string> };

/** Refuses with carts.place_unknown, carts.item_unknown. The token is told once and kept as a hash. */
export const openCarts: HotCommand<CartToOpen, Facts, CartToOpen, OpenedCart> = {
  name: 'carts.open',
  load: async (tx, inputs) => {
    const placeIds = new Set(inputs.map((each) => each.placeId));
    const itemIds = inputs.flatMap(({ lines }) => lines.map((line) => line.item_id));
    // What memory does not know is asked: it may be new.
    const known = knownItems(tx.database, [...new Set(itemIds)]);
    const places = knownPlaces(tx.database);
    const strange = [...placeIds].filter((id) => places?.has(id) !== true);
    const [moreItems, morePlaces] = await Promise.all([
      known.missing.length === 0
        ? []
        : findItems(tx, known.missing).then((found) => [...found.values()]),
      strange.length === 0 ? [] : findPlaces(tx, strange),
    ]);
    const items = [...known.items.values(), ...moreItems];
    return {
      placeIds: new Set([...(places?.keys() ?? []), ...morePlaces.map(({ id }) => id)]),
      itemIds: new Set(items.flatMap(({ id, isActive }) => (isActive ? [id] : []))),
    };
  },
  decide: ({ placeIds, itemIds }, input) => {
    if (!placeIds.has(input.placeId)) {
      return cartsRefusals.place_unknown();
    }
    return input.lines.every((line) => itemIds.has(line.item_id))
      ? input
      : cartsRefusals.item_unknown();
  },
  apply: (tx, decisions) => {
    const opened = decisions.map(({ placeId, recordId, lines }) => ({
      cart: { id: newId(), placeId, recordId, lines },
      token: randomBytes(24).toString('base64url'),
    }));
    tx.commitBehind(
      insertCartRows(
        tx,
        opened.map(({ cart, token }) => ({ ...cart, tokenHash: hashOf(token) })),
      ),
    );
    return Promise.resolve(opened.map(({ cart, token }) => ({ cart, token })));
  },
};
