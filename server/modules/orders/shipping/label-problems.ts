// What a label program would stumble over, told before the file is made: a parcel without a telephone is not taken by either
// carrier, and what fits no line of a label is cut off there without a word.
import iconv from 'iconv-lite';
import type { Carrier } from '../picking/store-parcels.ts';
import { type Parcel, sagawaLineMax, widthOf, yamatoWidths } from './labels.ts';

export type LabelProblem =
  | 'no_phone'
  | 'no_postal_code'
  | 'no_address'
  | 'no_name'
  | 'address_long'
  | 'name_long'
  | 'sign_unknown'
  | 'no_contract';

/** All that is wrong with one label. */
export function labelProblems(carrier: Carrier, { to, contract }: Parcel): LabelProblem[] {
  const isLong =
    carrier === 'yamato'
      ? {
          address:
            widthOf(to.address) >
            yamatoWidths.address + yamatoWidths.building + yamatoWidths.company,
          name: widthOf(to.name) > yamatoWidths.name,
        }
      : {
          address: Array.from(to.address).length > 3 * sagawaLineMax,
          name: Array.from(to.name).length > 2 * sagawaLineMax,
        };
  const found: Readonly<Record<LabelProblem, boolean>> = {
    no_phone: !/^0\d{9,10}$/.test(to.phone),
    no_postal_code: !/^\d{7}$/.test(to.postalCode),
    no_address: to.address.trim() === '',
    no_name: to.name.trim() === '',
    address_long: isLong.address,
    name_long: isLong.name,
    sign_unknown: !isWritable(`${to.name}${to.address}`),
    // Sagawa's program knows its own customer.
    no_contract: carrier === 'yamato' && contract === undefined,
  };
  return (Object.keys(found) as LabelProblem[]).filter((problem) => found[problem]);
}

function isWritable(text: string): boolean {
  const folded = text
    .replaceAll('\u301C', '～')
    .replaceAll('\u2212', '－')
    .replaceAll('\u2014', '―');
  return iconv.decode(iconv.encode(folded, 'cp932'), 'cp932') === folded;
}
