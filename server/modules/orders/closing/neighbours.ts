// Who can go on for a shop that closed: places of the same company that hand over and are open, the nearest first.
import type { Tx } from '#kernel/transaction';
import {
  capabilities,
  distanceBetweenM,
  findPlaceHours,
  findPlaces,
  listPlaces,
  nextOpening,
  type PlaceRow,
} from '#places';

const neighboursMax = 12;
/** Who does not open within a day is no help today. */
const opensWithinDays = 1;

/** Without a position the rest come by name. */
export async function findNeighbours(tx: Tx, placeId: string): Promise<PlaceRow[]> {
  const [closed] = await findPlaces(tx, [placeId]);
  if (closed === undefined) {
    return [];
  }
  const all = (await listPlaces(tx, capabilities.hands_over | capabilities.holds_stock)).filter(
    (place) => place.id !== placeId && place.party_id === closed.party_id,
  );
  const today = tx.now.toZonedDateTimeISO('UTC').toPlainDate();
  const hours = await findPlaceHours(tx, all, today, today.add({ days: opensWithinDays + 1 }));
  return all
    .filter((place) => {
      const ofPlace = hours.get(place.id);
      return ofPlace !== undefined && nextOpening(ofPlace, tx.now, opensWithinDays) !== undefined;
    })
    .map((place) => ({ place, metres: metresBetween(closed, place) }))
    .toSorted((a, b) => a.metres - b.metres)
    .slice(0, neighboursMax)
    .map(({ place }) => place);
}

function metresBetween(a: PlaceRow, b: PlaceRow): number {
  return a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null
    ? Number.MAX_SAFE_INTEGER
    : distanceBetweenM(
        { latitude: a.latitude, longitude: a.longitude },
        { latitude: b.latitude, longitude: b.longitude },
      );
}
