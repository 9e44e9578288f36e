// What the lines of an order cost now, and whether that is what was seen.
import { priceOfLine } from '@engawa/totals';
import { type CatalogItem, type ItemPrice, isInWholePieces, priceKey } from '#catalog';
import type { Refusal } from '#kernel/errors';
import { fromMilli } from '#kernel/quantity';
import { ordersRefusals } from '../errors.ts';
import type { OrderToPlace, ToldLine } from './order-to-place.ts';

export type Line = {
  readonly itemId: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  readonly amountMinor: number;
  readonly taxRateBp: number;
};

type PriceFacts = {
  readonly items: ReadonlyMap<string, CatalogItem>;
  readonly prices: ReadonlyMap<string, ItemPrice>;
};

/**
 * Refuses with orders.item_unknown, orders.quantity_not_whole, orders.item_without_price, orders.currency_mixed, orders.price_changed.
 */
export function priceLines(
  facts: PriceFacts,
  input: Pick<OrderToPlace, 'lines' | 'placeId' | 'fulfilment'>,
): Line[] | Refusal {
  const lines: Line[] = [];
  let currency: string | undefined;
  for (const wanted of input.lines) {
    const item = facts.items.get(wanted.itemId);
    if (item !== undefined && wanted.told !== undefined) {
      lines.push(toldLine(wanted.itemId, wanted.quantityMilli, wanted.told));
      continue;
    }
    if (item === undefined || !item.isActive) {
      return ordersRefusals.item_unknown({ item: item?.name ?? 'itm_…' });
    }
    // What was carried out was a fact before it was told; a promise is made of whole pieces.
    if (input.fulfilment !== 'carry_out' && !isInWholePieces(item, wanted.quantityMilli)) {
      const quantity = fromMilli(wanted.quantityMilli);
      return ordersRefusals.quantity_not_whole({ item: item.name, quantity });
    }
    const price = facts.prices.get(priceKey(wanted.itemId, input.placeId));
    if (price === undefined) {
      return ordersRefusals.item_without_price({ item: item.name });
    }
    currency ??= price.currency;
    if (currency !== price.currency) {
      return ordersRefusals.currency_mixed();
    }
    const { seenPriceMinor = price.amountMinor } = wanted;
    if (seenPriceMinor !== price.amountMinor) {
      return ordersRefusals.price_changed({
        item: item.name,
        expected: seenPriceMinor,
        actual: price.amountMinor,
      });
    }
    const amountMinor = priceOfLine(price, wanted.quantityMilli);
    lines.push({
      itemId: wanted.itemId,
      name: item.name,
      quantityMilli: wanted.quantityMilli,
      unitPriceMinor: price.amountMinor,
      amountMinor,
      taxRateBp: price.taxRateBp,
    });
  }
  return lines;
}

function toldLine(itemId: string, quantityMilli: number, told: ToldLine): Line {
  const { name, unitPriceMinor, pricePer, taxRateBp } = told;
  const amountMinor = priceOfLine({ amountMinor: unitPriceMinor, pricePer }, quantityMilli);
  return { itemId, name, quantityMilli, unitPriceMinor, amountMinor, taxRateBp };
}
