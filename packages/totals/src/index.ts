// What goods cost, the same at the server and at a till without a line.
export {
  type DeliveryFee,
  deliveryDue,
  feeGivenBack,
  leftToFreeDelivery,
} from './delivery-fee.ts';
export { priceOfLine } from './price-of-line.ts';
export { splitByWeights } from './split-by-weights.ts';
export {
  apportionDiscount,
  deliveryTaxRateBp,
  type PricedLine,
  shareOf,
  type TaxBasis,
  type TaxOfRate,
  type TaxRounding,
  taxesOf,
  taxIncludedIn,
  taxOn,
} from './totals.ts';
