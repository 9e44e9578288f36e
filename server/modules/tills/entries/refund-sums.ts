// What a return gave back, by means; points that were a discount are none of them.
import type { ReturnTaken } from '#orders';

/** Below zero: it went out. */
export function refundSums({ row, parts }: ReturnTaken): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { method, amountMinor } of parts) {
    if (method !== 'points' || row.points_minor === 0) {
      sums[method] = (sums[method] ?? 0) - amountMinor;
    }
  }
  return sums;
}
