// Why another place sends an order than the one that sold it, for the staff's page of the order.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { attributesOf } from '../store/changes.ts';
import { explainReason } from './explain-route.ts';

export type RouteTold = {
  strategy: string;
  reasons: { placeId: string; code: string; ja: string; en: string }[];
};

/** Null for an order that its own place sends or hands over. */
export async function tellRoute(tx: Tx, orderId: string): Promise<RouteTold | null> {
  const { route } = await attributesOf(tx, orderId);
  if (route === undefined) {
    return null;
  }
  const ids = route.reasons.map((each) => each.placeId);
  const places = new Map((await findPlaces(tx, ids)).map((place) => [place.id, place]));
  return {
    strategy: route.strategy,
    reasons: route.reasons.map(({ placeId, code }) => {
      const place = places.get(placeId);
      const { ja } = explainReason(code, place?.name_ja ?? '');
      const { en } = explainReason(code, place?.name_en ?? place?.name_ja ?? '');
      return { placeId: formatId('place', placeId), code, ja, en };
    }),
  };
}
