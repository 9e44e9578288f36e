// What people can do about a conflict; each proposal names an action that exists.
import type { Shortage, StockBalance } from './balance.ts';

export type Proposal = {
  readonly action: 'count' | 'transfer_in' | 'release_holds';
  readonly quantityMilli: number | null;
};

/** Count first: most shortages are errors of the books. Then bring pieces, or let promises go. */
export function proposeSettlements(
  shortage: Shortage,
  balance: Pick<StockBalance, 'heldMilli'>,
): Proposal[] {
  const proposals: Proposal[] = [
    { action: 'count', quantityMilli: null },
    { action: 'transfer_in', quantityMilli: shortage.shortMilli },
  ];
  if (balance.heldMilli > 0) {
    proposals.push({
      action: 'release_holds',
      quantityMilli: Math.min(balance.heldMilli, shortage.shortMilli),
    });
  }
  return proposals;
}
