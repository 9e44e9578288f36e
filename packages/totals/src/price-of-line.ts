/**
 * What a quantity costs: a price is for one unit or for `pricePer` of them (100 g); rounded once, half away from
 * zero. Minor units; quantities in thousandths.
 */
export function priceOfLine(
  price: { readonly amountMinor: number; readonly pricePer: number },
  quantityMilli: number,
): number {
  const product = BigInt(price.amountMinor) * BigInt(quantityMilli);
  const divisor = 1000n * BigInt(price.pricePer);
  return Number((product * 2n + divisor) / (divisor * 2n));
}
