// Taking a link back, and seeing first what that would move. Points, coupons, consents, orders and moments hang on
// records, so what moves is the records: each takes along what is hers, to the unit.

import {
  customersRefusals,
  findLink,
  findLinks,
  linkRecords,
  previewSplit,
  type SplitPreview,
  type StandingLink,
  withdrawLink,
} from '#customers';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { identityPairDecided } from './events.ts';
import { pairOf, putDecidedPair } from './store-pairs.ts';

export type UndoPreview = SplitPreview & {
  /** True: other links still hold the two together, and nothing moves. */
  readonly isHeld: boolean;
};

/** Refuses with customers.link_unknown. */
export async function previewUndo(tx: Tx, linkId: string): Promise<UndoPreview> {
  const links = await linksBeside(tx, linkId);
  const preview = await previewSplit(tx, links);
  return { ...preview, isHeld: preview.parts.length < 2 };
}

/**
 * Takes back every link between the two records. A score does not join them again by itself: that a person parted
 * them is kept. `isNever` writes down that they are different people, so that nothing else joins them either;
 * refuses then with customers.never_same when other links still hold them together, and with
 * customers.link_unknown.
 */
export async function undoLink(
  tx: Tx,
  linkId: string,
  { isNever }: { readonly isNever: boolean },
): Promise<void> {
  const links = await linksBeside(tx, linkId);
  for (const link of links) {
    await withdrawLink(tx, link.id, 'mistaken');
  }
  const [first] = links;
  if (first === undefined || first.verdict === 'never') {
    return;
  }
  const [a, b] = first.recordIds;
  if (isNever) {
    await linkRecords(tx, {
      records: [a, b],
      verdict: 'never',
      kind: 'person',
      strength: 'certain',
      source: 'review',
    });
  }
  await putDecidedPair(tx, pairOf(a, b), 'different');
  const recordIds = [a, b].map((id) => formatId('record', id));
  tx.emit(
    identityPairDecided.make(recordIds[0] ?? '', { recordIds, verdict: 'different' as const }),
  );
}

/** The link and those of its verdict that join the same two records. */
async function linksBeside(tx: Tx, linkId: string): Promise<StandingLink[]> {
  const link = await findLink(tx, linkId);
  if (link.isWithdrawn) {
    throw customersRefusals.link_unknown();
  }
  const [a, b] = link.recordIds;
  return (await findLinks(tx, [a])).filter(
    ({ recordIds, verdict }) =>
      recordIds[0] === a && recordIds[1] === b && verdict === link.verdict,
  );
}
