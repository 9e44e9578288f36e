// The drawer of this till: what is in it by the till's own reckoning, from its own entries, with or without a line. The
// house reckons anew from the orders.
import type { KeptEntry } from './entries.ts';

export type OpenDrawer = {
  readonly drawerId: string;
  readonly till: string;
  readonly floatMinor: number;
  readonly openedMs: number;
};

export type DrawerSums = {
  readonly floatMinor: number;
  readonly sales: number;
  readonly returns: number;
  readonly soldMinor: number;
  readonly returnedMinor: number;
  readonly netMinor: number;
  readonly methods: Readonly<Record<string, number>>;
  readonly clerks: Readonly<Record<string, number>>;
  readonly paidInMinor: number;
  readonly paidOutMinor: number;
  readonly expectedMinor: number;
  readonly waiting: number;
};

/** Sums the entries of one drawer; what was refused or withdrawn did not happen. */
export function sumDrawer(entries: readonly KeptEntry[]): DrawerSums {
  const withdrawn = new Set(
    entries.flatMap(({ kind, told }) => (kind === 'withdrawn' ? (told.withdraws ?? []) : [])),
  );
  const happened = entries.filter(
    ({ id, state }) => state !== 'refused' && state !== 'withdrawn' && !withdrawn.has(id),
  );
  const of = (kind: string) => happened.filter((entry) => entry.kind === kind);
  const total = (list: readonly KeptEntry[]) =>
    list.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  const counted = of('counted');
  const sales = [...of('sale'), ...counted.filter(({ totalMinor }) => totalMinor > 0)];
  const returns = [...of('return'), ...counted.filter(({ totalMinor }) => totalMinor <= 0)];
  const orders = [...sales, ...returns];
  const methods: Record<string, number> = {};
  const clerks: Record<string, number> = {};
  for (const { parts, clerk, totalMinor } of orders) {
    for (const [method, amountMinor] of Object.entries(parts)) {
      methods[method] = (methods[method] ?? 0) + amountMinor;
    }
    const name = clerk ?? '';
    clerks[name] = (clerks[name] ?? 0) + totalMinor;
  }
  const floatMinor = total(of('opened'));
  const paidInMinor = total(of('paid_in'));
  const paidOutMinor = -total(of('paid_out'));
  return {
    floatMinor,
    sales: sales.length,
    returns: returns.length,
    soldMinor: total(sales),
    returnedMinor: total(returns),
    netMinor: total(orders),
    methods,
    clerks,
    paidInMinor,
    paidOutMinor,
    expectedMinor: floatMinor + (methods['cash'] ?? 0) + paidInMinor - paidOutMinor,
    waiting: entries.filter(({ state }) => state === 'waiting').length,
  };
}

/** Notes and coins of yen. */
export const pieces = [10_000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1] as const;

export function countedOf(counts: Readonly<Record<string, number>>): number {
  return Object.entries(counts).reduce((sum, [piece, count]) => sum + Number(piece) * count, 0);
}
