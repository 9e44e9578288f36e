// From where one order is sent, decided behind the locks of the stock. One order is one parcel here: what only several
// places have together is refused, and says so.
import type { Refusal } from '#kernel/errors';
import { fromMilli } from '#kernel/quantity';
import type { PlaceRow } from '#places';
import { availableMilli, balanceOf, type StockFacts, stockRefusals } from '#stock';
import { ordersRefusals } from '../errors.ts';
import type { RouteFacts } from './load-routes.ts';
import { type RouteCandidate, type RouteReason, type StrategyName, strategies } from './route.ts';

export type RouteDecision = {
  readonly place: PlaceRow;
  readonly strategy: StrategyName;
  readonly reasons: readonly RouteReason[];
};

/** Who is less sure is asked only when nobody else has it all; shoppers read 店舗に確認 below the same. */
const confidenceMin = 0.8;
/** As many places as are looked at for the words of a refusal. */
const parcelsToTell = 4;

/** Refuses with stock.short, orders.split_needed. */
export function decideRoute(facts: RouteFacts, stock: StockFacts): RouteDecision | Refusal {
  const { lines, strategy, places } = facts;
  const candidates = facts.candidates.map((each) => asLocked(facts, each, stock));
  // Only what is locked can be promised.
  const able = candidates.map((each) =>
    facts.able.has(each.placeId) ? each : { ...each, availableMilli: new Map<string, number>() },
  );
  const choose = strategies[strategy];
  const found = choose({ lines, confidenceMin, parcelsMax: 1 }, able);
  const place = 'parcels' in found ? places.get(found.parcels[0]?.placeId ?? '') : undefined;
  if (place !== undefined) {
    const partly = new Set(candidates.filter(hasSome).map((each) => each.placeId));
    const reasons = found.reasons.map((each) =>
      each.code === 'nothing_there' && partly.has(each.placeId)
        ? { ...each, code: 'not_all' as const }
        : each,
    );
    return { place, strategy, reasons };
  }
  const split = strategies.fewest(
    { lines, confidenceMin: 0, parcelsMax: parcelsToTell },
    candidates,
  );
  return 'parcels' in split && split.parcels.length > 1
    ? ordersRefusals.split_needed({ parcels: split.parcels.length })
    : shortOf(facts, candidates);
}

function hasSome({ availableMilli: there }: RouteCandidate): boolean {
  return [...there.values()].some((milli) => milli > 0);
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
