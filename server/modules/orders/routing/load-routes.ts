// Places that could send what a place of sale without stock has sold. Deliveries from places with stock of their own
// ask nothing of the database.
import { findItems } from '#catalog';
import type { Tx } from '#kernel/transaction';
import {
  capabilities,
  distanceBetweenM,
  findPlaceHours,
  listPlaces,
  nextOpening,
  type PlaceHours,
  type PlaceRow,
  type Position,
} from '#places';
import {
  availableMilli,
  confidenceOf,
  findStock,
  type StockKey,
  type StockRow,
  toBalance,
} from '#stock';
import type { OrderToPlace } from '../checkout/order-to-place.ts';
import { positionOf } from './prefecture-positions.ts';
import {
  byDistance,
  type RouteCandidate,
  type RouteLine,
  type StrategyName,
  wantsOf,
} from './route.ts';
import { countWaiting, findRouting, type Routing } from './store.ts';

export type RouteFacts = {
  readonly strategy: StrategyName;
  readonly lines: readonly RouteLine[];
  /** As they were read without locks. */
  readonly candidates: readonly RouteCandidate[];
  /** Of these the stock is locked: each had all of it. */
  readonly able: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, PlaceRow>;
};

/** The nearest that are looked at, and of those that have it all the ones that are locked. */
const candidatesMax = 30;
const lockedMax = 20;
/** Who does not open within so many days sends nothing soon. */
const opensWithinDays = 3;

/** Whether another place has to send it. */
export function needsRoute(input: OrderToPlace, place: PlaceRow | undefined): boolean {
  return (
    input.fulfilment === 'delivery' &&
    place !== undefined &&
    (input.isFromAnywhere === true || (place.capabilities & capabilities.holds_stock) === 0)
  );
}

/** By order; orders that need none are left out. */
export async function loadRoutes(
  tx: Tx,
  inputs: readonly OrderToPlace[],
  places: ReadonlyMap<string, PlaceRow>,
): Promise<ReadonlyMap<OrderToPlace, RouteFacts>> {
  const routed = inputs.filter((input) => needsRoute(input, places.get(input.placeId)));
  return routed.length === 0 ? new Map() : route(tx, routed, places);
}

async function route(
  tx: Tx,
  routed: readonly OrderToPlace[],
  places: ReadonlyMap<string, PlaceRow>,
): Promise<ReadonlyMap<OrderToPlace, RouteFacts>> {
  const itemIds = [...new Set(routed.flatMap(({ lines }) => lines.map(({ itemId }) => itemId)))];
  const [items, routing, all, stock] = await Promise.all([
    findItems(tx, itemIds),
    findRouting(tx),
    listPlaces(tx, capabilities.holds_stock),
    findStock(tx, itemIds),
  ]);
  const stockOf = Map.groupBy(stock, (row) => row.place_id);
  const senders = all.filter((place) => canSend(place) && stockOf.has(place.id));
  const today = tx.now.toZonedDateTimeISO('UTC').toPlainDate();
  const [hours, waiting] = await Promise.all([
    findPlaceHours(tx, senders, today, today.add({ days: opensWithinDays + 1 })),
    countWaiting(tx, [...routing.parcelsMax.keys()]),
  ]);
  const known: Known = { now: tx.now, stockOf, hours, waiting, routing };
  return new Map(
    routed.map((input) => {
      const lines = input.lines.filter(
        ({ itemId, day }) => day === undefined && items.get(itemId)?.isStocked === true,
      );
      const seller = places.get(input.placeId);
      // Another company's stock is not ours to send.
      const ours = senders.filter((place) => place.party_id === seller?.party_id);
      return [input, toFacts(input, lines, ours, known)] as const;
    }),
  );
}

type Known = {
  readonly now: Temporal.Instant;
  readonly stockOf: ReadonlyMap<string, readonly StockRow[]>;
  readonly hours: ReadonlyMap<string, PlaceHours>;
  readonly waiting: ReadonlyMap<string, number>;
  readonly routing: Routing;
};

function toFacts(
  input: OrderToPlace,
  lines: readonly RouteLine[],
  places: readonly PlaceRow[],
  known: Known,
): RouteFacts {
  const wants = wantsOf(lines);
  const to = positionOf(input.contact ?? {});
  const candidates = places
    .map((place) => toCandidate(place, wants, distanceOf(to, place), known))
    .toSorted(byDistance)
    .slice(0, candidatesMax);
  const able = candidates.filter(({ availableMilli: there }) =>
    [...wants].every(([itemId, milli]) => (there.get(itemId) ?? 0) >= milli),
  );
  return {
    strategy: known.routing.strategy,
    lines,
    candidates,
    able: new Set(able.slice(0, lockedMax).map((each) => each.placeId)),
    places: new Map(places.map((place) => [place.id, place])),
  };
}

function toCandidate(
  place: PlaceRow,
  wants: ReadonlyMap<string, number>,
  distanceM: number | null,
  { now, stockOf, hours, waiting, routing }: Known,
): RouteCandidate {
  const rows = (stockOf.get(place.id) ?? []).filter((row) => wants.has(row.item_id));
  const sure = rows.map((row) => {
    const balance = toBalance(row);
    return confidenceOf(balance, balance.heldMilli + (wants.get(row.item_id) ?? 0), now);
  });
  const most = routing.parcelsMax.get(place.id);
  const week = hours.get(place.id);
  return {
    placeId: place.id,
    distanceM,
    availableMilli: new Map(rows.map((row) => [row.item_id, availableMilli(toBalance(row))])),
    confidence: Math.min(1, ...sure),
    capacityLeft: most === undefined ? null : Math.max(0, most - (waiting.get(place.id) ?? 0)),
    isOpen: week !== undefined && nextOpening(week, now, opensWithinDays) !== undefined,
  };
}

function distanceOf(to: Position | undefined, place: PlaceRow): number | null {
  const { latitude, longitude } = place;
  return to === undefined || latitude === null || longitude === null
    ? null
    : distanceBetweenM(to, { latitude, longitude });
}

function canSend({ capabilities: mask }: PlaceRow): boolean {
  return (mask & (capabilities.ships | capabilities.delivers)) !== 0;
}

/** The stock that has to be locked before it is decided from where they are sent. */
export function keysOfRoutes(routes: Iterable<RouteFacts>): StockKey[] {
  return [...routes].flatMap(({ able, lines }) =>
    [...able].flatMap((placeId) => lines.map(({ itemId }) => ({ placeId, itemId }))),
  );
}
