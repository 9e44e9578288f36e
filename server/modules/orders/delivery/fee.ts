// What an order costs to be sent (送料), without I/O: one fee an order, however many parcels it becomes. The house says a fee
// for each prefecture, from which amount of goods it sends free, and what islands (離島) cost on top. The fee holds its tax, at
// the standard rate whatever is in the parcel, and is a part of the receipt's sum of that rate, which is rounded once.
import type { DeliveryFee } from '@engawa/totals';

export type DeliveryTerms = {
  readonly currency: string;
  /** Minor units, tax included, in the order of JIS X 0401. */
  readonly feesMinor: readonly number[];
  /** Of the goods after discounts, tax included, before points; null: nothing is sent free. */
  readonly freeFromMinor: number | null;
  readonly islandMinor: number;
  /** Beginnings of postal codes, digits only: 907 are the isles around Ishigaki. */
  readonly islandCodes: readonly string[];
  /** Whether what is sent free is sent free to islands too. */
  readonly isIslandFree: boolean;
  /** Places of sale (uuid) whose deliveries cost nothing. */
  readonly exemptPlaceIds: readonly string[];
};

/** The fee to a prefecture (0 is Hokkaido, 46 Okinawa) and a postal code, of whatever shape. */
export function feeTo(terms: DeliveryTerms, prefecture: number, postalCode = ''): DeliveryFee {
  const { feesMinor, freeFromMinor, islandMinor, islandCodes, isIslandFree } = terms;
  const code = digitsOf(postalCode);
  const extraMinor = islandCodes.some((each) => code.startsWith(each)) ? islandMinor : 0;
  return {
    feeMinor: (feesMinor[prefecture] ?? 0) + extraMinor,
    free:
      freeFromMinor === null
        ? null
        : { fromMinor: freeFromMinor, leftMinor: isIslandFree ? 0 : extraMinor },
  };
}

/** 〒604-8081 → 6048081; full-width digits are read as well. */
export function digitsOf(postalCode: string): string {
  return postalCode.normalize('NFKC').replaceAll(/\D/g, '');
}
