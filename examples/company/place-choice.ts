// Where somebody buys: mostly in her own shop, some mostly on the web, some in a café or by mail.
import type { OrderInput } from './orders.ts';
import { createChooser, type Random } from './random.ts';

/** How people of each habit share their visits between home shop, café, web shop, rice by mail and elsewhere. */
const habits = [
  { share: 0.44, home: 0.8, cafe: 0.05, web: 0.09, rice: 0.02, elsewhere: 0.04 },
  { share: 0.2, home: 0.12, cafe: 0.04, web: 0.72, rice: 0.1, elsewhere: 0.02 },
  { share: 0.16, home: 0.22, cafe: 0.62, web: 0.08, rice: 0.03, elsewhere: 0.05 },
  { share: 0.08, home: 0.1, cafe: 0.02, web: 0.14, rice: 0.72, elsewhere: 0.02 },
  { share: 0.12, home: 0.4, cafe: 0.15, web: 0.3, rice: 0.1, elsewhere: 0.05 },
] as const;

export function createPlaceChoice(random: Random, { shops, people }: OrderInput) {
  const web = shops.findIndex((shop) => shop.kind === 'web' && shop.brand === 'kurashi');
  const teaWeb = shops.findIndex((shop) => shop.kind === 'web' && shop.brand === 'chabo');
  const riceWeb = shops.findIndex((shop) => shop.kind === 'web' && shop.brand === 'kome');
  const habitOf = createChooser(
    random,
    habits.map(({ share }) => share),
  );
  const kinds = habits.map(({ home, cafe, web: online, rice, elsewhere }) =>
    createChooser(random, [home, cafe, online, rice, elsewhere]),
  );
  const anyShop = createChooser(
    random,
    shops.map(({ weight, kind }) => (kind === 'web' ? 0 : weight)),
  );
  const habit = people.map(habitOf);
  const cafe = people.map(({ homeShop }) => cafeNear(homeShop));

  /** The café of her town or prefecture; undefined where there is none. */
  function cafeNear(homeShop: number): number | undefined {
    const home = shops[homeShop];
    const cafes = shops.flatMap((shop, index) => (shop.kind === 'cafe' ? [{ shop, index }] : []));
    const near =
      cafes.find(({ shop }) => shop.city === home?.city) ??
      cafes.find(({ shop }) => shop.prefecture === home?.prefecture);
    return near?.index;
  }

  return {
    /** Index of the shop in which this person buys now. */
    of: (person: number): number => {
      const home = people[person]?.homeShop ?? 0;
      const kind = kinds[habit[person] ?? 0]?.() ?? 0;
      if (kind === 1) {
        return cafe[person] ?? home;
      }
      if (kind === 2) {
        return random.chance(0.12) ? teaWeb : web;
      }
      return kind === 3 ? riceWeb : kind === 4 ? anyShop() : home;
    },
    ofGuest: (): number =>
      random.chance(0.3) ? random.pick([web, web, teaWeb, riceWeb]) : anyShop(),
  };
}
