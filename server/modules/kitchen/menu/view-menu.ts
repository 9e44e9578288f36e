// The menu of a shop as it is this moment: what is made there, with which choices, what is sold out.
import { type CatalogItem, findItems, findPrices, priceKey } from '#catalog';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { availableMilli, findStockOf, toBalance } from '#stock';
import { groupsOf, taxRatesNow } from '../baskets/price-basket.ts';
import { findPauses } from '../shops/store.ts';
import type { GroupOfMenu } from './choice.ts';
import { pieceOf } from './price.ts';
import { findGroups, listMenuItems } from './store.ts';

export type MenuItemShown = {
  /** Typed id. */
  readonly itemId: string;
  readonly productId: string;
  readonly categoryId: string | null;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly station: string;
  readonly inPriceMinor: number;
  readonly outPriceMinor: number;
  readonly currency: string;
  readonly allergens: readonly string[];
  readonly groups: readonly string[];
  readonly isSoldOut: boolean;
};

export type MenuShown = {
  readonly isPaused: boolean;
  readonly items: readonly MenuItemShown[];
  readonly groups: readonly (Omit<GroupOfMenu, 'options'> & {
    readonly options: readonly (GroupOfMenu['options'][number] & { readonly isSoldOut: boolean })[];
  })[];
};

/** What a shop (uuid) makes; items without a price there are left out. */
export async function viewMenu(tx: Tx, placeId: string): Promise<MenuShown> {
  const [rows, groups, pauses, rates] = await Promise.all([
    listMenuItems(tx),
    findGroups(tx),
    findPauses(tx, [placeId]),
    taxRatesNow(tx),
  ]);
  const keys = rows.map((row) => ({ itemId: row.item_id, placeId }));
  const [items, prices, stock] = await Promise.all([
    findItems(
      tx,
      rows.map((row) => row.item_id),
    ),
    findPrices(tx, keys, tx.now),
    findStockOf(tx, keys),
  ]);
  const paused = new Set(pauses.map(({ subject }) => subject));
  const left = new Map(stock.map((row) => [row.item_id, availableMilli(toBalance(row))]));
  const isOut = ({ id, isStocked }: CatalogItem) =>
    paused.has(`item:${id}`) || (isStocked && (left.get(id) ?? 0) < 1000);
  const shown = rows.flatMap((row): MenuItemShown[] => {
    const item = items.get(row.item_id);
    const price = prices.get(priceKey(row.item_id, placeId));
    if (item?.isActive !== true || price === undefined) {
      return [];
    }
    const costs = (isEatenIn: boolean) =>
      pieceOf(row, price, { deltaMinor: 0 }, isEatenIn, rates).unitPriceMinor;
    return [
      {
        itemId: formatId('item', item.id),
        productId: item.productId,
        categoryId: item.categoryId,
        nameJa: item.name,
        nameEn: item.nameEn ?? item.name,
        station: row.station,
        inPriceMinor: costs(true),
        outPriceMinor: costs(false),
        currency: price.currency,
        allergens: row.allergens,
        groups: groupsOf(row, groups).map(({ code }) => code),
        isSoldOut: isOut(item),
      },
    ];
  });
  const used = new Set(shown.flatMap((item) => item.groups));
  return {
    isPaused: paused.has('shop'),
    items: shown,
    groups: groups
      .filter(({ code }) => used.has(code))
      .map((group) => ({
        ...group,
        options: group.options
          .filter(({ isActive }) => isActive)
          .map((option) => ({ ...option, isSoldOut: paused.has(`option:${option.key}`) })),
      })),
  };
}
