// What a return gave back, by means.
import { type ReturnTaken, sumByMethod } from '#orders';

/** Below zero: it went out. */
export function refundSums({ row, parts }: ReturnTaken): Record<string, number> {
  const out = parts.map(({ method, amountMinor }) => ({ method, amountMinor: -amountMinor }));
  return sumByMethod(out, row);
}
