// What is due for sending goods, as far as it follows from their amount: the house and the engine of promotions ask the same.

export type DeliveryFee = {
  /** What it costs unless the goods come to enough; minor units, tax included. */
  readonly feeMinor: number;
  /** From so much of goods on only `leftMinor` of it is due (what islands cost, or nothing); null: never. */
  readonly free: { readonly fromMinor: number; readonly leftMinor: number } | null;
};

/** What is due for goods that come to so much after discounts, before promotions take anything off the fee itself. */
export function deliveryDue({ feeMinor, free }: DeliveryFee, goodsMinor: number): number {
  return free !== null && goodsMinor >= free.fromMinor
    ? Math.min(free.leftMinor, feeMinor)
    : feeMinor;
}

/** How much more of goods until less is due (あと◯円で送料無料); null where it never is, or is already. */
export function leftToFreeDelivery(
  { feeMinor, free }: DeliveryFee,
  goodsMinor: number,
): number | null {
  return free === null || feeMinor <= free.leftMinor || goodsMinor >= free.fromMinor
    ? null
    : free.fromMinor - goodsMinor;
}

const housesFault: ReadonlySet<string> = new Set(['defect', 'wrong_item']);

/**
 * What of the fee goes back with a return: all of it when nothing of the order stays with her and the house has to answer for
 * that; nothing when she changed her mind, and nothing as long as she keeps a part of what was sent.
 */
export function feeGivenBack(paidMinor: number, reason: string, isWhole: boolean): number {
  return isWhole && housesFault.has(reason) ? paidMinor : 0;
}
