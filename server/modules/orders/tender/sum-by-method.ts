// What was paid or given back, summed by means of payment. Points that were a discount on the order are no payment.
type Part = { readonly method: string; readonly amountMinor: number };

/** Minor units by means; `order` says by `points_minor` what of it points took off. */
export function sumByMethod(
  parts: readonly Part[],
  order: { readonly points_minor: number },
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { method, amountMinor } of parts) {
    if (method !== 'points' || order.points_minor === 0) {
      sums[method] = (sums[method] ?? 0) + amountMinor;
    }
  }
  return sums;
}
