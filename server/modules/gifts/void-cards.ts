// A sale of cards taken back at the counter: a slip of the clerk's finger, or a card nobody wants. All of it, while nobody
// has paid with any of them: the value is unmade and the money goes back as a return of the sale, in one commit.
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { applyPostings, decidePosting, loadLedger } from '#ledger';
import { type ReturnTaken, takeReturn } from '#orders';
import { giftsRefusals } from './errors.ts';
import { cardsReference } from './sell-cards.ts';

/** Answers the return of the sale. Refuses with gifts.cards_unknown, gifts.cards_used, and as `takeReturn` does. */
export async function voidCards(
  tx: Tx,
  wish: { readonly saleId: string; readonly placeId: string; readonly staffId: string | null },
): Promise<ReturnTaken> {
  const { saleId, placeId, staffId } = wish;
  const entry = {
    kind: 'reverse',
    of: 'earn',
    reference: cardsReference(saleId),
    placeId,
  } as const;
  const facts = await loadLedger(tx, [entry]);
  const decision = decidePosting(facts, entry);
  if (decision instanceof Refusal) {
    throw giftsRefusals.cards_unknown();
  }
  if (decision.overdrawn > 0) {
    throw giftsRefusals.cards_used();
  }
  await applyPostings(tx, facts, [decision], { isAnnounced: false });
  return takeReturn(tx, {
    orderId: saleId,
    placeId,
    lines: 'all',
    reason: 'cards_voided',
    staffId,
    isValueUnmade: true,
  });
}
