// From where goods are sent: plain functions of lines and candidate places, without I/O. A strategy is an order of the
// places and a way of choosing among them; another one is another function of this shape. All of it, or a clear no.

export type RouteLine = { readonly itemId: string; readonly quantityMilli: number };

export type RouteCandidate = {
  readonly placeId: string;
  /** To where it is sent; null when nobody knows. */
  readonly distanceM: number | null;
  /** By item, thousandths that can be promised. */
  readonly availableMilli: ReadonlyMap<string, number>;
  /** How sure it is that what is wanted is really there; 0 to 1. */
  readonly confidence: number;
  /** Parcels it can still take on; null: any number. */
  readonly capacityLeft: number | null;
  /** Whether somebody is there to send it soon. */
  readonly isOpen: boolean;
};

export type RouteWish = {
  readonly lines: readonly RouteLine[];
  readonly parcelsMax: number;
  /** Places that are less sure are asked only when the others do not have it all. */
  readonly confidenceMin: number;
};

export type Parcel = { readonly placeId: string; readonly lines: readonly RouteLine[] };

export type RouteReasonCode =
  | 'nearest'
  | 'fewest'
  | 'capacity'
  | 'together'
  | 'not_needed'
  | 'closed'
  | 'full'
  | 'unsure'
  | 'not_all'
  | 'nothing_there';
/** Why a place sends something, or does not. */
export type RouteReason = { readonly placeId: string; readonly code: RouteReasonCode };

export type Route = {
  readonly parcels: readonly Parcel[];
  readonly reasons: readonly RouteReason[];
};
export type NoRoute = {
  /** short: not so much is there; parcels: it is, in more places than parcels are allowed. */
  readonly because: 'short' | 'parcels';
  readonly reasons: readonly RouteReason[];
};

export type RoutingStrategy = (
  wish: RouteWish,
  candidates: readonly RouteCandidate[],
) => Route | NoRoute;

export type StrategyName = 'nearest' | 'fewest' | 'capacity';

type Order = (a: RouteCandidate, b: RouteCandidate) => number;
type Choice = (
  wants: ReadonlyMap<string, number>,
  sorted: readonly RouteCandidate[],
  parcelsMax: number,
) => RouteCandidate[] | undefined;

/** Nearest first; who is as near, and who is nowhere, by id, so that the same question has the same answer. */
export const byDistance: Order = (a, b) =>
  (a.distanceM ?? Infinity) === (b.distanceM ?? Infinity)
    ? byId(a, b)
    : (a.distanceM ?? Infinity) - (b.distanceM ?? Infinity);

/** Who can take on most first, then the nearest. */
const byCapacity: Order = (a, b) =>
  (a.capacityLeft ?? Infinity) === (b.capacityLeft ?? Infinity)
    ? byDistance(a, b)
    : (b.capacityLeft ?? Infinity) - (a.capacityLeft ?? Infinity);

const byId: Order = (a, b) => (a.placeId < b.placeId ? -1 : a.placeId > b.placeId ? 1 : 0);

/** What the nearest has comes from there, the rest from the next; in fewer parcels where those would be too many. */
const nearestFirst: Choice = (wants, sorted, parcelsMax) => {
  const rest = new Map(wants);
  const chosen: RouteCandidate[] = [];
  for (const candidate of sorted) {
    if (take(candidate, rest).length > 0) {
      chosen.push(candidate);
    }
  }
  const isWhole = [...rest.values()].every((milli) => milli === 0);
  return isWhole && chosen.length <= parcelsMax ? chosen : fewestOf(wants, sorted, parcelsMax);
};

/** As few places as have it all; of several such sets the first in the order of the places. */
const fewestOf: Choice = (wants, sorted, parcelsMax) => {
  for (let size = 1; size <= Math.min(parcelsMax, sorted.length); size += 1) {
    const found = cover([...wants], sorted, size, 0);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
};

/**
 * Exactly `size` of the places from `from` on that together have what is wanted. What even the best of those left
 * could not bring is not tried, which keeps the search short where it fails.
 */
function cover(
  wants: readonly (readonly [string, number])[],
  sorted: readonly RouteCandidate[],
  size: number,
  from: number,
): RouteCandidate[] | undefined {
  const open = wants.filter(([, milli]) => milli > 0);
  if (open.length === 0) {
    return [];
  }
  if (size === 0 || !couldBring(open, sorted, size, from)) {
    return undefined;
  }
  for (let index = from; index < sorted.length; index += 1) {
    const candidate = sorted[index] as RouteCandidate;
    const left = open.map(
      ([itemId, milli]) => [itemId, milli - Math.min(milli, has(candidate, itemId))] as const,
    );
    const others = cover(left, sorted, size - 1, index + 1);
    if (others !== undefined) {
      return [candidate, ...others];
    }
  }
  return undefined;
}

function couldBring(
  wants: readonly (readonly [string, number])[],
  sorted: readonly RouteCandidate[],
  size: number,
  from: number,
): boolean {
  const left = sorted.slice(from);
  return wants.every(([itemId, milli]) => {
    const best = left
      .map((each) => has(each, itemId))
      .toSorted((a, b) => b - a)
      .slice(0, size);
    return best.reduce((sum, each) => sum + each, 0) >= milli;
  });
}

export const strategies: Readonly<Record<StrategyName, RoutingStrategy>> = {
  nearest: strategyOf('nearest', byDistance, nearestFirst),
  fewest: strategyOf('fewest', byDistance, fewestOf),
  capacity: strategyOf('capacity', byCapacity, fewestOf),
};

function strategyOf(name: StrategyName, order: Order, choose: Choice): RoutingStrategy {
  return (wish, candidates) => {
    const wants = wantsOf(wish.lines);
    const able = candidates
      .filter((each) => each.isOpen && each.capacityLeft !== 0)
      .toSorted(order);
    const useful = able.filter((each) => [...wants.keys()].some((item) => has(each, item) > 0));
    const sure = useful.filter((each) => each.confidence >= wish.confidenceMin);
    const chosen =
      choose(wants, sure, wish.parcelsMax) ?? choose(wants, useful, wish.parcelsMax) ?? [];
    const reasons = candidates
      .toSorted(order)
      .map((each) => ({ placeId: each.placeId, code: codeOf(each) }));
    if (chosen.length === 0) {
      const isThere = choose(wants, useful, useful.length) !== undefined;
      return { because: isThere ? 'parcels' : 'short', reasons };
    }
    const rest = new Map(wants);
    return {
      reasons,
      parcels: chosen.map((each) => ({ placeId: each.placeId, lines: take(each, rest) })),
    };

    function codeOf(each: RouteCandidate): RouteReasonCode {
      if (chosen.includes(each)) {
        return name;
      }
      if (!each.isOpen || each.capacityLeft === 0) {
        return each.isOpen ? 'full' : 'closed';
      }
      if (!useful.includes(each)) {
        return 'nothing_there';
      }
      return sure.includes(each) ? 'not_needed' : 'unsure';
    }
  };
}

/** The sum of each item. */
export function wantsOf(lines: readonly RouteLine[]): Map<string, number> {
  const wants = new Map<string, number>();
  for (const { itemId, quantityMilli } of lines) {
    wants.set(itemId, (wants.get(itemId) ?? 0) + quantityMilli);
  }
  return wants;
}

/** Who is less sure is asked only when nobody else has it all; shoppers read 店舗に確認 below the same. */
export const confidenceMin = 0.8;

export function hasSome({ availableMilli }: RouteCandidate): boolean {
  return [...availableMilli.values()].some((milli) => milli > 0);
}

function has({ availableMilli }: RouteCandidate, itemId: string): number {
  return Math.max(0, availableMilli.get(itemId) ?? 0);
}

/** What a place gives of the rest, which is less by it afterwards. */
function take(candidate: RouteCandidate, rest: Map<string, number>): RouteLine[] {
  const lines: RouteLine[] = [];
  for (const [itemId, wanted] of rest) {
    const quantityMilli = Math.min(wanted, has(candidate, itemId));
    if (quantityMilli > 0) {
      lines.push({ itemId, quantityMilli });
      rest.set(itemId, wanted - quantityMilli);
    }
  }
  return lines;
}
