// Towns by city, for addresses near a shop.
import { townList } from './town-list.ts';

export type Town = { readonly postalCode: string; readonly name: string };

/** Towns by `prefecture city`. */
export const towns: ReadonlyMap<string, readonly Town[]> = new Map(
  townList
    .trim()
    .split('\n')
    .map((row) => {
      const [city = '', rest = ''] = row.split(': ');
      const inCity = rest.split(', ').map((each): Town => {
        const [code = '', name = ''] = each.split(' ');
        return { postalCode: `${code.slice(0, 3)}-${code.slice(3)}`, name };
      });
      return [city, inCity];
    }),
);
