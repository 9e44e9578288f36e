// From where one order is sent, decided behind the locks of the stock. One place sends it whenever one has all of it; what
// only several have together comes in several parcels, as many as the house allows and she was told of.
import type { Refusal } from '#kernel/errors';
import { fromMilli } from '#kernel/quantity';
import type { PlaceRow } from '#places';
import { availableMilli, balanceOf, type StockFacts, stockRefusals } from '#stock';
import { ordersRefusals } from '../errors.ts';
import type { RouteFacts } from './load-routes.ts';
import {
  confidenceMin,
  hasSome,
  type Parcel,
  type Route,
  type RouteCandidate,
  type RouteReason,
  type StrategyName,
  strategies,
  wantsOf,
} from './route.ts';

export type RouteDecision = {
  /** Of the first parcel. */
  readonly place: PlaceRow;
  /** One, or as many as it takes where no place has all of it. */
  readonly parcels: readonly Parcel[];
  readonly strategy: StrategyName;
  readonly reasons: readonly RouteReason[];
};

/** As many places as are looked at for the words of a refusal. */
const parcelsToTell = 8;

/**
 * One place that has all of it, else as few parcels as the house allows. Without the stock it is what would be decided
 * now, and nothing is promised. Refuses with stock.short, orders.split_needed.
 */
export function decideRoute(facts: RouteFacts, stock?: StockFacts): RouteDecision | Refusal {
  const { lines, strategy, places, parcelsMax } = facts;
  const candidates =
    stock === undefined
      ? facts.candidates
      : facts.candidates.map((each) => asLocked(facts, each, stock));
  // Only what is locked can be promised.
  const able = candidates.map((each) =>
    facts.able.has(each.placeId) ? each : { ...each, availableMilli: new Map<string, number>() },
  );
  const choose = strategies[strategy];
  const whole = choose({ lines, confidenceMin, parcelsMax: 1 }, able);
  const found = 'parcels' in whole ? whole : choose({ lines, confidenceMin, parcelsMax }, able);
  const place = 'parcels' in found ? places.get(found.parcels[0]?.placeId ?? '') : undefined;
  if ('parcels' in found && place !== undefined) {
    const { parcels } = found;
    return { place, parcels, strategy, reasons: tellReasons(lines, found, candidates) };
  }
  const split = strategies.fewest(
    { lines, confidenceMin: 0, parcelsMax: parcelsToTell },
    candidates,
  );
  return 'parcels' in split && split.parcels.length > 1
    ? ordersRefusals.split_needed({ parcels: split.parcels.length, most: parcelsMax })
    : shortOf(facts, candidates);
}

/** Who has a part of it is told so, and that several send it together because none had all. */
function tellReasons(
  lines: RouteFacts['lines'],
  { parcels, reasons }: Route,
  candidates: readonly RouteCandidate[],
): RouteReason[] {
  const wants = [...wantsOf(lines)];
  const partly = new Set(
    candidates
      .filter(hasSome)
      .filter((each) => wants.some(([item, milli]) => (each.availableMilli.get(item) ?? 0) < milli))
      .map((each) => each.placeId),
  );
  const senders = new Set(parcels.length > 1 ? parcels.map((each) => each.placeId) : []);
  return reasons.map((each): RouteReason => {
    if (senders.has(each.placeId)) {
      return { ...each, code: 'together' };
    }
    const isUnused = each.code === 'nothing_there' || each.code === 'not_needed';
    return isUnused && partly.has(each.placeId) ? { ...each, code: 'not_all' } : each;
  });
}

/** What it has now: other orders of the same flight may have taken of it. */
function asLocked(facts: RouteFacts, candidate: RouteCandidate, stock: StockFacts): RouteCandidate {
  const { placeId } = candidate;
  return facts.able.has(placeId)
    ? {
        ...candidate,
        availableMilli: new Map(
          facts.lines.map(({ itemId }) => [
            itemId,
            availableMilli(balanceOf(stock, { placeId, itemId })),
          ]),
        ),
      }
    : candidate;
}

function shortOf({ lines }: RouteFacts, candidates: readonly RouteCandidate[]): Refusal {
  const [line] = lines
    .map(({ itemId, quantityMilli }) => ({
      wanted: quantityMilli,
      most: Math.max(0, ...candidates.map((each) => each.availableMilli.get(itemId) ?? 0)),
    }))
    .toSorted((a, b) => a.most - a.wanted - (b.most - b.wanted));
  return stockRefusals.short({
    available: fromMilli(line?.most ?? 0),
    wanted: fromMilli(line?.wanted ?? 0),
  });
}
