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
  confidenceMin,
  hasSome,
  type RouteCandidate,
  type RouteLine,
  type StrategyName,
  strategies,
  wantsOf,
} from './route.ts';
import { countWaiting, findRouting, type Routing } from './store.ts';

export type RouteFacts = {
  readonly strategy: StrategyName;
  readonly lines: readonly RouteLine[];
  /** As they were read without locks. */
  readonly candidates: readonly RouteCandidate[];
  /** Of these the stock is locked: each had all of it; where that is not enough for the flight, others with a part too. */
  readonly able: ReadonlySet<string>;
  /** In as many parcels it may come. */
  readonly parcelsMax: number;
  readonly places: ReadonlyMap<string, PlaceRow>;
};

/** The nearest that are looked at, and of those that have it all the ones that are locked. */
const candidatesMax = 30;
const lockedMax = 20;
/** Who does not open within so many days sends nothing soon. */
const opensWithinDays = 3;

/** What routing asks of an order. */
export type OrderToRoute = Pick<
  OrderToPlace,
  'placeId' | 'fulfilment' | 'isFromAnywhere' | 'contact' | 'seenParcels'
> & { readonly lines: readonly (RouteLine & { readonly day?: Temporal.PlainDate })[] };

/** Whether another place has to send it. */
export function needsRoute(input: OrderToRoute, place: PlaceRow | undefined): boolean {
  return (
    input.fulfilment === 'delivery' &&
    place !== undefined &&
    (input.isFromAnywhere === true || (place.capabilities & capabilities.holds_stock) === 0)
  );
}

/** By order; orders that need none are left out. */
export async function loadRoutes<Input extends OrderToRoute>(
  tx: Tx,
  inputs: readonly Input[],
  places: ReadonlyMap<string, PlaceRow>,
): Promise<ReadonlyMap<Input, RouteFacts>> {
  const routed = inputs.filter((input) => needsRoute(input, places.get(input.placeId)));
  return routed.length === 0 ? new Map() : route(tx, routed, places);
}

async function route<Input extends OrderToRoute>(
  tx: Tx,
  routed: readonly Input[],
  places: ReadonlyMap<string, PlaceRow>,
): Promise<ReadonlyMap<Input, RouteFacts>> {
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
  const asked = routed.length;
  const known: Known = { asked, now: tx.now, stockOf, hours, waiting, routing };
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
  /** Orders of this flight, which take from the same shelves. */
  readonly asked: number;
  readonly now: Temporal.Instant;
  readonly stockOf: ReadonlyMap<string, readonly StockRow[]>;
  readonly hours: ReadonlyMap<string, PlaceHours>;
  readonly waiting: ReadonlyMap<string, number>;
  readonly routing: Routing;
};

function toFacts(
  input: OrderToRoute,
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
  const parcelsMax = parcelsMaxOf(input, known.routing);
  const { strategy } = known.routing;
  const served = able.reduce((sum, each) => sum + timesOf(each, wants), 0);
  const others =
    served < known.asked ? ableTogether({ strategy, lines, candidates, parcelsMax }) : [];
  const lock = new Set([...able.slice(0, lockedMax), ...others].map((each) => each.placeId));
  return {
    strategy,
    lines,
    candidates,
    parcelsMax,
    able: new Set([...lock].slice(0, lockedMax)),
    places: new Map(places.map((place) => [place.id, place])),
  };
}

/** What is made for a day is sent whole; she is sent no more parcels than she was told of. */
function parcelsMaxOf({ lines, seenParcels = Infinity }: OrderToRoute, { splitMax }: Routing) {
  return lines.some(({ day }) => day !== undefined) ? 1 : Math.min(splitMax, seenParcels);
}

/** How often it could send all of it. */
function timesOf({ availableMilli: there }: RouteCandidate, wants: ReadonlyMap<string, number>) {
  return Math.min(
    ...[...wants].map(([itemId, milli]) => Math.floor((there.get(itemId) ?? 0) / milli)),
  );
}

/** Those that send it as it is read now, and whoever else has something of it. */
function ableTogether({
  strategy,
  lines,
  candidates,
  parcelsMax,
}: Pick<RouteFacts, 'strategy' | 'lines' | 'candidates' | 'parcelsMax'>): RouteCandidate[] {
  const found = strategies[strategy]({ lines, confidenceMin, parcelsMax }, candidates);
  if (!('parcels' in found)) {
    return [];
  }
  const chosen = new Set(found.parcels.map(({ placeId }) => placeId));
  return [
    ...candidates.filter(({ placeId }) => chosen.has(placeId)),
    ...candidates.filter((each) => !chosen.has(each.placeId) && hasSome(each)),
  ];
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
    // Of what it has only a part, that part is what it would have to bring.
    const part = Math.min(wants.get(row.item_id) ?? 0, Math.max(0, availableMilli(balance)));
    return confidenceOf(balance, balance.heldMilli + part, now);
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
