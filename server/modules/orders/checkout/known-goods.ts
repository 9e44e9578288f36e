// What checkouts look up and seldom changes: places, items, prices with their tax, how the house sells. It is
// remembered in this process for as long as the revision of those tables stays the same, which is looked at with the
// first statements of each transaction. So a price is never an old one, whoever changed it and however; and it ends
// by the clock where a price or a rate does.
import {
  type CatalogItem,
  findItems,
  findPrices,
  type ItemPrice,
  nextPriceChange,
  priceKey,
} from '#catalog';
import { revisionOf } from '#kernel/revisions';
import type { Tx } from '#kernel/transaction';
import { findOffersNow, noOffers, type OffersNow } from '#offers';
import { findPlaces, type PlaceRow } from '#places';
import type { DeliveryTerms } from '../delivery/fee.ts';
import { findDeliveryTerms } from '../delivery/store.ts';
import type { SalesPolicy } from '../policy.ts';
import type { Desk } from '../promise/desk.ts';
import { loadDesks } from '../promise/load-desks.ts';
import { findPolicy } from '../store/policy.ts';

export type Goods = {
  readonly places: ReadonlyMap<string, PlaceRow>;
  readonly items: ReadonlyMap<string, CatalogItem>;
  /** By `priceKey`. */
  readonly prices: ReadonlyMap<string, ItemPrice>;
  readonly policy: SalesPolicy | undefined;
  /** Null where nothing is charged for sending. */
  readonly deliveryTerms: DeliveryTerms | null;
  /** Of the places that hand over: when they can have an order ready. */
  readonly desks: ReadonlyMap<string, Desk>;
  /** Promotions that are on. */
  readonly offers: OffersNow;
};

export type WantedGoods = {
  readonly placeIds: readonly string[];
  readonly itemIds: readonly string[];
  readonly pairs: readonly { readonly itemId: string; readonly placeId: string }[];
};

type Memory = {
  readonly revision: number;
  /** It holds from the moment it was begun until something ends by the clock; milliseconds. */
  readonly fromMs: number;
  untilMs: number;
  readonly places: Map<string, PlaceRow>;
  readonly items: Map<string, CatalogItem>;
  readonly prices: Map<string, ItemPrice>;
  readonly desks: Map<string, Desk>;
  /** Ids and price keys that were asked for, found or not. */
  readonly asked: Set<string>;
  policy: SalesPolicy | undefined;
  deliveryTerms: DeliveryTerms | null;
  offers: OffersNow;
};

const subjects = ['places', 'catalog', 'orders', 'offers'];
/** Prices and ids, some 300 bytes each. */
const askedMax = 200_000;
const desksMs = 86_400_000;
const memories = new WeakMap<Tx['database'], Memory>();

/**
 * What this process remembers, perhaps no longer true: good for guessing which rows to lock. Undefined unless it
 * remembers all: rows that were locked in two goes would be locked out of order.
 */
export function guessGoods(tx: Tx, wanted: WantedGoods): Goods | undefined {
  const memory = memories.get(tx.database);
  const isKnown = (id: string) => memory?.asked.has(id) === true;
  return wanted.placeIds.every(isKnown) && wanted.itemIds.every(isKnown) ? memory : undefined;
}

/** The goods as they are now; what is not remembered is read. */
export async function loadGoods(tx: Tx, wanted: WantedGoods): Promise<Goods> {
  const { revision, isUntouched } = await revisionOf(tx, subjects);
  const memory = memoryOf(tx, revision, isUntouched);
  const placeIds = wanted.placeIds.filter((id) => !memory.asked.has(id));
  const itemIds = wanted.itemIds.filter((id) => !memory.asked.has(id));
  const pairs = wanted.pairs.filter(
    (pair) => !memory.asked.has(priceKey(pair.itemId, pair.placeId)),
  );
  if (memory.policy !== undefined && placeIds.length + itemIds.length + pairs.length === 0) {
    return memory;
  }
  const priced = pairs.map(({ itemId }) => itemId);
  const [places, items, prices, change, policy, offers, deliveryTerms] = await Promise.all([
    findPlaces(tx, placeIds),
    findItems(tx, itemIds),
    findPrices(tx, pairs, tx.now),
    priced.length === 0 ? null : nextPriceChange(tx, priced, tx.now),
    memory.policy ?? findPolicy(tx),
    memory.policy === undefined ? findOffersNow(tx) : memory.offers,
    memory.policy === undefined ? findDeliveryTerms(tx) : memory.deliveryTerms,
  ]);
  const desks = await loadDesks(tx, places);
  memory.untilMs = Math.min(
    memory.untilMs,
    change?.epochMilliseconds ?? Infinity,
    // Special days are known for some two weeks from now.
    memory.fromMs + desksMs,
  );
  memory.policy = policy;
  memory.offers = offers;
  memory.deliveryTerms = deliveryTerms;
  for (const place of places) {
    memory.places.set(place.id, place);
  }
  for (const [id, desk] of desks) {
    memory.desks.set(id, desk);
  }
  for (const [id, item] of items) {
    memory.items.set(id, item);
  }
  for (const [key, price] of prices) {
    memory.prices.set(key, price);
  }
  for (const key of [...placeIds, ...itemIds, ...pairs.map((p) => priceKey(p.itemId, p.placeId))]) {
    memory.asked.add(key);
  }
  return memory;
}

function memoryOf(tx: Tx, revision: number, isUntouched: boolean): Memory {
  const nowMs = tx.now.epochMilliseconds;
  const known = memories.get(tx.database);
  if (
    known?.revision === revision &&
    known.fromMs <= nowMs &&
    nowMs < known.untilMs &&
    known.asked.size < askedMax
  ) {
    return known;
  }
  const memory: Memory = {
    revision,
    fromMs: nowMs,
    untilMs: Infinity,
    places: new Map(),
    items: new Map(),
    prices: new Map(),
    desks: new Map(),
    asked: new Set(),
    policy: undefined,
    deliveryTerms: null,
    offers: noOffers,
  };
  // A transaction that has written sees what may yet be rolled back: it keeps that to itself.
  if (isUntouched) {
    memories.set(tx.database, memory);
  }
  return memory;
}
