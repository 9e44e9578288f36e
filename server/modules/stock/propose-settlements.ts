// What people can do about a conflict; each proposal names an action that exists. Look first: most shortages are errors
// of the books. Then bring pieces from the nearest shops that have some, or let those who wait collect there; and where
// nothing helps, let promises go and apologise.
import type { Tx } from '#kernel/transaction';
import { distanceBetweenM, findPlaces, type PlaceRow, type Position } from '#places';
import {
  availableMilli,
  balanceOf,
  type Shortage,
  type StockBalance,
  type StockFacts,
} from './balance.ts';
import { findStock, toBalance } from './views.ts';

export type Proposal = {
  readonly action: 'count' | 'transfer_in' | 'reroute' | 'apologise';
  readonly quantityMilli: number | null;
  /** uuid of the shop that has some. */
  readonly placeId: string | null;
};

/** Pieces somewhere else. */
export type Elsewhere = { readonly placeId: string; readonly availableMilli: number };

const shopsMax = 3;

/** The proposals for one shortage; `elsewhere` nearest first. */
function proposeSettlements(
  shortage: Shortage,
  balance: Pick<StockBalance, 'heldMilli'>,
  elsewhere: readonly Elsewhere[],
): Proposal[] {
  const promisedMilli = Math.min(balance.heldMilli, shortage.shortMilli);
  const shops = elsewhere.slice(0, shopsMax);
  const from = (action: 'transfer_in' | 'reroute', wantedMilli: number) =>
    shops.map((shop) => ({
      action,
      quantityMilli: Math.min(wantedMilli, shop.availableMilli),
      placeId: shop.placeId,
    }));
  return [
    { action: 'count', quantityMilli: null, placeId: null },
    ...from('transfer_in', shortage.shortMilli),
    ...(promisedMilli > 0
      ? [
          ...from('reroute', promisedMilli),
          { action: 'apologise' as const, quantityMilli: promisedMilli, placeId: null },
        ]
      : []),
  ];
}

/** Proposals in the order of the shortages; two look-ups for all of them. */
export async function proposeForShortages(
  tx: Tx,
  facts: StockFacts,
  shortages: readonly Shortage[],
): Promise<Proposal[][]> {
  const rows = await findStock(tx, [...new Set(shortages.map((each) => each.itemId))]);
  const placeIds = [...rows.map((row) => row.place_id), ...shortages.map((each) => each.placeId)];
  const places = new Map(
    (await findPlaces(tx, [...new Set(placeIds)])).map((place) => [place.id, place]),
  );
  return shortages.map((shortage) => {
    const here = places.get(shortage.placeId);
    const elsewhere = rows.flatMap((row) => {
      const place = places.get(row.place_id);
      const available = availableMilli(toBalance(row));
      const isOther = row.item_id === shortage.itemId && row.place_id !== shortage.placeId;
      return isOther && available > 0 && place?.is_active === true
        ? [{ placeId: place.id, availableMilli: available, distanceM: distanceOf(here, place) }]
        : [];
    });
    return proposeSettlements(
      shortage,
      balanceOf(facts, shortage),
      elsewhere.toSorted((a, b) => a.distanceM - b.distanceM),
    );
  });
}

/** Metres; without positions, far away. */
function distanceOf(here: PlaceRow | undefined, there: PlaceRow): number {
  const [a, b] = [positionOf(here), positionOf(there)];
  return a === undefined || b === undefined ? Number.MAX_SAFE_INTEGER : distanceBetweenM(a, b);
}

function positionOf(place: PlaceRow | undefined): Position | undefined {
  const { latitude = null, longitude = null } = place ?? {};
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}
