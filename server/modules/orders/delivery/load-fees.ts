// What the orders of a flight cost to be sent, before promotions. Where the house has no terms, and for what is not sent, nothing
// is looked at; the terms come with the goods that this process remembers, so a checkout asks the database nothing more.
import type { DeliveryFee } from '@engawa/totals';
import type { Refusal } from '#kernel/errors';
import { type PlaceRow, townsOf } from '#places';
import type { Goods } from '../checkout/known-goods.ts';
import type { OrderToPlace } from '../checkout/order-to-place.ts';
import { ordersRefusals } from '../errors.ts';
import { prefectureOf, prefectures } from '../routing/prefecture-positions.ts';
import { digitsOf, feeTo } from './fee.ts';

/** By order; what costs nothing to be sent is left out. A refusal where nobody can say where it goes. */
export type DeliveryFees = ReadonlyMap<OrderToPlace, DeliveryFee | Refusal>;

const noFees: DeliveryFees = new Map();

export async function loadFees(
  inputs: readonly OrderToPlace[],
  goods: Goods,
): Promise<DeliveryFees> {
  const terms = goods.deliveryTerms;
  const charged = terms === null ? [] : inputs.filter((input) => isCharged(input, goods));
  if (terms === null || charged.length === 0) {
    return noFees;
  }
  const fees = new Map<OrderToPlace, DeliveryFee | Refusal>();
  for (const input of charged) {
    const { contact = {} } = input;
    const prefecture = await prefectureTo(contact);
    fees.set(
      input,
      prefecture === undefined
        ? ordersRefusals.prefecture_needed()
        : feeTo(terms, prefectures.indexOf(prefecture), contact.postalCode),
    );
  }
  return fees;
}

/**
 * Goods that are sent to a customer at the house's own prices. What a company buys on account is sent by the terms between
 * them; what happened elsewhere was priced there.
 */
function isCharged(input: OrderToPlace, { deliveryTerms, places, items }: Goods): boolean {
  const place: PlaceRow | undefined = places.get(input.placeId);
  return (
    deliveryTerms !== null &&
    input.fulfilment === 'delivery' &&
    input.happenedAt === undefined &&
    input.partyId === undefined &&
    input.isTaxIncluded !== false &&
    input.isDeliveryPaid !== true &&
    place?.currency === deliveryTerms.currency &&
    !deliveryTerms.exemptPlaceIds.includes(place.id) &&
    input.lines.some(({ itemId }) => isParcelled(items.get(itemId)?.kind))
  );
}

/** Services, fees and downloads are in no parcel. */
function isParcelled(kind: string | undefined): boolean {
  return kind === 'goods' || kind === 'menu';
}

type Destination = {
  readonly postalCode?: string | undefined;
  readonly prefecture?: string | undefined;
  readonly address?: string | undefined;
};

/**
 * The prefecture of an address: that of its postal code, which is what carriers go by; the one she named where a code has
 * several, or is not known.
 */
export async function prefectureTo(to: Destination): Promise<string | undefined> {
  const named = prefectureOf(to);
  const code = digitsOf(to.postalCode ?? '');
  const towns = code.length === 7 ? await townsOf(code) : [];
  const [first, ...others] = new Set(towns.map((town) => town.prefecture));
  return first === undefined || (named !== undefined && [first, ...others].includes(named))
    ? named
    : first;
}
