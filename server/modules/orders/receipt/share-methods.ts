// By what the amount of a receipt was paid, and whether its paper needs a revenue stamp. An order paid by card and in cash may
// be split over several names: each has its share of both, in proportion to what is left of them, and keeps it as it was
// made out. Source: 印紙税法 別表第一 17 and its 非課税物件: what was received of money below 50,000 yen needs none, counted
// without the tax where the paper tells the tax (国税庁 No. 6925), and without what was paid on credit where the paper says so
// (国税庁 質疑応答事例, クレジット販売の場合の領収書). Points are no money either.
import { splitByWeights } from '@engawa/totals';
import type { RateShare } from './share-rates.ts';

export type MethodShare = { readonly method: string; readonly amountMinor: number };

/** From this amount without tax, in money. */
const stampFromMinor = 50_000;
const noMoney: ReadonlySet<string> = new Set(['card', 'points']);

/** What is left of what was paid, after refunds (each below zero) and receipts; never below zero. */
export function leftOfMethods(
  paid: readonly MethodShare[],
  refunded: readonly MethodShare[],
  issued: readonly MethodShare[],
): MethodShare[] {
  return [...new Set(paid.map(({ method }) => method))].map((method) => ({
    method,
    amountMinor: Math.max(0, sumOf(paid, method) + sumOf(refunded, method) - sumOf(issued, method)),
  }));
}

function sumOf(shares: readonly MethodShare[], method: string): number {
  return shares.reduce((sum, each) => sum + (each.method === method ? each.amountMinor : 0), 0);
}

/** What of each method falls on an amount; nothing where nothing is left of any. */
export function shareMethods(left: readonly MethodShare[], amountMinor: number): MethodShare[] {
  const some = left.filter((each) => each.amountMinor > 0);
  const shares = splitByWeights(
    amountMinor,
    some.map((each) => each.amountMinor),
  );
  return some
    .map(({ method }, index) => ({ method, amountMinor: shares[index] ?? 0 }))
    .filter((each) => each.amountMinor > 0);
}

/** Whether the part of a receipt that was paid in money reaches the stamp's amount, its share of the tax left out. */
export function needsStamp(rates: readonly RateShare[], payments: readonly MethodShare[]): boolean {
  const whole = rates.reduce((sum, each) => sum + each.taxedMinor, 0);
  const net = rates.reduce((sum, each) => sum + each.taxedMinor - each.taxMinor, 0);
  const credit = payments.reduce(
    (sum, { method, amountMinor }) => sum + (noMoney.has(method) ? amountMinor : 0),
    0,
  );
  // Compared whole, so that half a yen decides nothing: (whole - credit) × net / whole ≥ 50,000.
  return (
    BigInt(whole - credit) * BigInt(net) >= BigInt(stampFromMinor) * BigInt(whole) && whole > 0
  );
}
