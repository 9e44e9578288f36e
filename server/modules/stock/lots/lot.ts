// Lots, without I/O. What leaves without saying from which lot leaves the one whose date comes first (FEFO: first
// expired, first out); what is recalled or past its date is nobody's to sell, so facts pass it by unless they name it.

/** Pieces of one delivery at one place; thousandths. */
export type LotBalance = {
  readonly id: string;
  readonly code: string;
  /** The last good day. */
  readonly bestBefore: Temporal.PlainDate | null;
  readonly dateKind: DateKind;
  readonly state: LotState;
  onHandMilli: number;
};

/** 賞味期限 (best before) or 消費期限 (use by). */
export type DateKind = 'best_before' | 'use_by';
export type LotState = 'good' | 'recalled' | 'expired';

/** A code as one knows it again, in whatever width it was typed: a recall has to find every box of it. */
export function lotCodeOf(code: string): string {
  return code.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ');
}

export type LotPart = { readonly lotId: string | null; readonly quantityMilli: number };

/**
 * Takes from the good lots in their order (first expired first) and moves them; what no lot has any more comes from what
 * stands there without a lot. Quantities are positive.
 */
export function takeFromLots(lots: readonly LotBalance[], quantityMilli: number): LotPart[] {
  const parts: LotPart[] = [];
  let left = quantityMilli;
  for (const lot of lots) {
    const taken = lot.state === 'good' ? Math.min(left, Math.max(0, lot.onHandMilli)) : 0;
    if (taken > 0) {
      lot.onHandMilli -= taken;
      left -= taken;
      parts.push({ lotId: lot.id, quantityMilli: taken });
    }
  }
  return left > 0 ? [...parts, { lotId: null, quantityMilli: left }] : parts;
}

/** What a blocked lot keeps from promises. */
export function blockedMilli(lot: LotBalance): number {
  return lot.state === 'good' ? 0 : Math.max(0, lot.onHandMilli);
}
