// What an order is charged for being sent: the fee, less what goods of enough and promotions take off it; and whether that is
// what she was told.
import { type DeliveryFee, deliveryDue } from '@engawa/totals';
import type { CatalogItem } from '#catalog';
import { Refusal } from '#kernel/errors';
import type { OffersDecision } from '#offers';
import type { CheckoutFacts, OrderToPlace } from '../checkout/order-to-place.ts';
import type { Line } from '../checkout/price-lines.ts';
import { ordersRefusals } from '../errors.ts';

/** Minor units; refuses with orders.prefecture_needed, orders.delivery_fee_changed. */
export function chargeDelivery(
  { fees, items }: Pick<CheckoutFacts, 'fees' | 'items'>,
  input: OrderToPlace,
  of: {
    readonly lines: readonly Line[];
    /** Off each line. */
    readonly shares: readonly number[];
    readonly offers: OffersDecision | undefined;
  },
): number | Refusal {
  const fee = fees.get(input);
  if (fee instanceof Refusal) {
    return fee;
  }
  const offMinor = of.offers?.outcome.deliveryMinor ?? 0;
  const actual =
    fee === undefined ? 0 : chargedOf(fee, goodsMinorOf(items, of.lines, of.shares), offMinor);
  const { seenDeliveryMinor: expected = actual } = input;
  return expected === actual ? actual : ordersRefusals.delivery_fee_changed({ expected, actual });
}

/** What is left of a fee for goods that come to so much. */
export function chargedOf(fee: DeliveryFee, goodsMinor: number, offMinor: number): number {
  return Math.max(0, deliveryDue(fee, goodsMinor) - offMinor);
}

/** What the goods of an order come to after what is off them; fees among its lines are none. */
export function goodsMinorOf(
  items: ReadonlyMap<string, CatalogItem>,
  lines: readonly Line[],
  shares: readonly number[],
): number {
  return lines.reduce(
    (sum, { itemId, amountMinor }, at) =>
      items.get(itemId)?.kind === 'fee' ? sum : sum + amountMinor - (shares[at] ?? 0),
    0,
  );
}
