// The cafés take orders ahead: what each kitchen makes, with choices and allergens.
import { setMenuItems, setOptionGroup, setShop } from '#kitchen';
import { type Company, cafeStations, makingOf, menuGroups } from '../../examples/company/index.ts';
import { type LoadingHouse, runOnce } from './chunk.ts';

/** Answers how many items are on the menu. */
export function loadMenu(
  house: LoadingHouse,
  company: Company,
  placeIds: readonly string[],
  itemIds: readonly string[],
): Promise<number> {
  return runOnce(house, 'menu', async (tx) => {
    for (const [position, group] of menuGroups.entries()) {
      await setOptionGroup(tx, { ...group, position });
    }
    const items = company.articles.flatMap((article, index) => {
      const making = makingOf(article);
      const itemId = itemIds[index];
      return making === undefined || itemId === undefined
        ? []
        : [{ ...making, itemId, outPriceMinor: making.outPriceYen, position: index }];
    });
    await setMenuItems(tx, items);
    for (const [index, shop] of company.shops.entries()) {
      const placeId = placeIds[index];
      if (shop.kind === 'cafe' && placeId !== undefined) {
        await setShop(tx, { placeId, stations: cafeStations });
      }
    }
    return items.length;
  });
}
