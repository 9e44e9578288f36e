// The mathematics of the cash drawer: what is still due, what comes back, and which notes she is likely to hand over.
export type Method = 'cash' | 'card' | 'jpqr' | 'points' | 'gift';

export type Part = {
  readonly method: Method;
  readonly amountMinor: number;
  /** Cash handed over. */
  readonly tenderedMinor?: number;
  readonly giftCode?: string;
};

/** Taken by a machine of its own: what it took does not come back by a button here. */
export function isByTerminal({ method }: Part): boolean {
  return method === 'card' || method === 'jpqr';
}

export function dueOf(totalMinor: number, parts: readonly Part[]): number {
  return totalMinor - parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

export function changeOf(parts: readonly Part[]): number {
  return parts.reduce(
    (sum, { amountMinor, tenderedMinor = amountMinor }) => sum + tenderedMinor - amountMinor,
    0,
  );
}

/** Adds a part that pays at most what is due; of cash more may be handed over. */
export function addPart(totalMinor: number, parts: readonly Part[], part: Part): readonly Part[] {
  const dueMinor = dueOf(totalMinor, parts);
  const amountMinor = Math.min(part.amountMinor, dueMinor);
  if (amountMinor < 0 || (amountMinor === 0 && totalMinor !== 0)) {
    return parts;
  }
  return [
    ...parts,
    part.method === 'cash'
      ? { ...part, amountMinor, tenderedMinor: part.tenderedMinor ?? part.amountMinor }
      : { ...part, amountMinor },
  ];
}

/** The exact amount, and what notes make of it: 1,280 → 1,280 · 1,300 · 1,500 · 2,000 · 5,000 · 10,000. */
export function likelyCash(dueMinor: number): number[] {
  const steps = [100, 500, 1000, 5000, 10_000];
  const sums = steps.map((step) => Math.ceil(dueMinor / step) * step);
  return [...new Set([dueMinor, ...sums])].filter((each) => each > 0).slice(0, 6);
}
