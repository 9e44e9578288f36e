import type { Carrier } from '../picking/store-parcels.ts';

/** Where a parcel can be followed, by carrier. */
export const trackingAddresses: Readonly<Record<Carrier, (number: string) => string>> = {
  yamato: (number) => `https://toi.kuronekoyamato.co.jp/cgi-bin/tneko?number01=${number}`,
  sagawa: (number) => `https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=${number}`,
};
