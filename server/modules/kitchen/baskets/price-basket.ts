// A basket with what each piece costs here and now, and what stands in the way of ordering it. The page that shows it and
// the order that is made of it reckon with the same function.

import { type TaxOfRate, taxesOf } from '@engawa/totals';
import { type CatalogItem, findItems, findPrices, listTaxRates, priceKey } from '#catalog';
import { houseDay } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import type { PlaceRow } from '#places';
import { availableMilli, findStockOf, toBalance } from '#stock';
import { kitchenRefusals } from '../errors.ts';
import type { Allergen } from '../menu/allergens.ts';
import { decideChoice, type GroupOfMenu, type OptionOfMenu } from '../menu/choice.ts';
import { pieceOf, type TaxRates } from '../menu/price.ts';
import { findGroups, findMenuItems, type MenuItemRow } from '../menu/store.ts';
import type { WorkAsked } from '../shops/room.ts';
import { findPauses } from '../shops/store.ts';
import { pausedOptions } from './basket.ts';
import type { BasketLineRow } from './store.ts';

export type PricedBasketLine = {
  readonly line: BasketLineRow;
  readonly item: CatalogItem | undefined;
  readonly menu: MenuItemRow | undefined;
  readonly options: readonly OptionOfMenu[];
  readonly allergens: readonly Allergen[];
  readonly unitPriceMinor: number;
  readonly taxRateBp: number;
  readonly amountMinor: number;
  /** Why it cannot be ordered now. */
  readonly problem: Refusal | undefined;
};

export type PricedBasket = {
  readonly lines: readonly PricedBasketLine[];
  /** The shop itself takes nothing for now. */
  readonly problem: Refusal | undefined;
  readonly totalMinor: number;
  readonly taxes: readonly TaxOfRate[];
  readonly currency: string;
  readonly work: WorkAsked;
};

type BasketAsked = {
  readonly place: PlaceRow;
  readonly isEatenIn: boolean;
  readonly lines: readonly BasketLineRow[];
};

export async function priceBasket(tx: Tx, asked: BasketAsked): Promise<PricedBasket> {
  const { place, isEatenIn, lines } = asked;
  const itemIds = [...new Set(lines.map((line) => line.item_id))];
  const keys = itemIds.map((itemId) => ({ itemId, placeId: place.id }));
  const [items, menu, groups, prices, pauses, stock, rates] = await Promise.all([
    findItems(tx, itemIds),
    findMenuItems(tx, itemIds),
    findGroups(tx),
    findPrices(tx, keys, tx.now),
    findPauses(tx, [place.id]),
    findStockOf(tx, keys),
    taxRatesNow(tx),
  ]);
  const menuOf = new Map(menu.map((row) => [row.item_id, row]));
  const paused = new Set(pauses.map(({ subject }) => subject));
  const left = new Map(stock.map((row) => [row.item_id, availableMilli(toBalance(row))]));
  const priced = lines.map((line): PricedBasketLine => {
    const item = items.get(line.item_id);
    const row = menuOf.get(line.item_id);
    const price = prices.get(priceKey(line.item_id, place.id));
    const none = { line, item, menu: row, options: [], allergens: [] };
    const free = { unitPriceMinor: 0, taxRateBp: 0, amountMinor: 0 };
    if (item?.isActive !== true || row?.is_active !== true || price === undefined) {
      return { ...none, ...free, problem: kitchenRefusals.item_unknown() };
    }
    const its = groupsOf(row, groups);
    const said = { name: item.name, allergens: row.allergens };
    const choice = decideChoice(said, its, line.options);
    if (choice instanceof Refusal) {
      return { ...none, ...free, problem: choice };
    }
    const piece = pieceOf(row, price, choice, isEatenIn, rates);
    const stillLeft = (left.get(line.item_id) ?? 0) - line.quantity * 1000;
    left.set(line.item_id, stillLeft);
    const isOut = paused.has(`item:${line.item_id}`) || (item.isStocked && stillLeft < 0);
    const open = decideChoice(said, its, line.options, pausedOptions(paused));
    return {
      line,
      item,
      menu: row,
      options: choice.options,
      allergens: choice.allergens,
      ...piece,
      amountMinor: piece.unitPriceMinor * line.quantity,
      problem: isOut
        ? kitchenRefusals.item_paused({ item: item.name, shop: place.name_ja })
        : open instanceof Refusal
          ? open
          : undefined,
    };
  });
  return {
    lines: priced,
    problem: paused.has('shop') ? kitchenRefusals.shop_paused({ shop: place.name_ja }) : undefined,
    totalMinor: priced.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    taxes: taxesOf(priced.filter(({ amountMinor }) => amountMinor > 0)),
    currency: place.currency,
    work: workOf(priced),
  };
}

export function groupsOf(row: MenuItemRow, groups: readonly GroupOfMenu[]): GroupOfMenu[] {
  return row.group_codes.flatMap((code) => groups.find((group) => group.code === code) ?? []);
}

function workOf(lines: readonly PricedBasketLine[]): WorkAsked {
  const units = new Map<string, number>();
  let prepareMs = 0;
  for (const { line, menu } of lines) {
    if (menu !== undefined) {
      units.set(menu.station, (units.get(menu.station) ?? 0) + menu.units * line.quantity);
      prepareMs = Math.max(prepareMs, menu.prepare_seconds * 1000);
    }
  }
  return { units, prepareMs };
}

/** The rates of today, by class; the day is the house's, as prices have it. */
export async function taxRatesNow(tx: Tx): Promise<TaxRates> {
  const today = houseDay(tx).toString();
  const rates = new Map<string, number>();
  for (const { taxClass, validFrom, rateBp } of await listTaxRates(tx)) {
    if (validFrom <= today && !rates.has(taxClass)) {
      rates.set(taxClass, rateBp);
    }
  }
  return rates;
}
