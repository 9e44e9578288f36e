// What is printed, and how many of each; pure, so that prices and sheets are what they seem.
import type { LabelToPrint } from '@engawa/receipts';

export type LabelLine = {
  readonly key: string;
  readonly name: string;
  readonly code: string;
  readonly priceMinor: number | null;
  /** 0: the usual price. */
  readonly percentOff: number;
  readonly bestBefore: string | null;
  readonly copies: number;
};

type Said = {
  readonly money: (amountMinor: number) => string;
  readonly taxIn: string;
  readonly off: (percent: number) => string;
  readonly until: (day: string) => string;
};

/** What is left of a price, whole minor units, down as the customer reads it. */
export function reducedMinor(priceMinor: number, percentOff: number): number {
  return Math.floor((priceMinor * (100 - percentOff)) / 100);
}

/** A number of 14 digits as it is printed: JAN-13, or JAN-8 where it fits. */
export function printedCode(code: string): string {
  if (!/^0\d{13}$/.test(code)) {
    return code;
  }
  return code.startsWith('000000') ? code.slice(6) : code.slice(1);
}

/** One label a copy. */
export function labelsOf(lines: readonly LabelLine[], say: Said): LabelToPrint[] {
  return lines.flatMap(({ name, code, priceMinor, percentOff, bestBefore, copies }) => {
    const isReduced = percentOff > 0 && priceMinor !== null;
    const label: LabelToPrint = {
      name,
      code,
      price:
        priceMinor === null
          ? null
          : say.money(isReduced ? reducedMinor(priceMinor, percentOff) : priceMinor),
      taxNote: priceMinor === null ? '' : say.taxIn,
      before: isReduced ? say.money(priceMinor) : null,
      notes: [
        ...(percentOff > 0 ? [say.off(percentOff)] : []),
        ...(bestBefore === null ? [] : [say.until(bestBefore)]),
      ],
    };
    return Array.from({ length: Math.max(0, Math.min(copies, 500)) }, () => label);
  });
}
