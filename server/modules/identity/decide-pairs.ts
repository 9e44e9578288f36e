// A person's word on a pair. "Same" links the records for certain, "different" forbids it for ever and outranks every
// score, "not sure" puts the pair away until somebody asks for it again.

import { findLinks, linkRecords, withdrawLink } from '#customers';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { identityRefusals } from './errors.ts';
import { identityPairDecided } from './events.ts';
import { scoreKind } from './settle-pairs.ts';
import { decidePair, lockPairs, type PairKey, pairKeyOf, type Verdict } from './store-pairs.ts';

export type Decision = PairKey & { readonly verdict: Verdict };

/**
 * Decides suggested pairs, in one order for everybody. Refuses with identity.pair_unknown,
 * identity.decided_already (somebody was faster), and what linking refuses (customers.never_same).
 */
export async function decidePairs(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  const locked = new Map(
    (await lockPairs(tx, decisions)).map((row) => [
      pairKeyOf({ a: row.record_a, b: row.record_b }),
      row,
    ]),
  );
  for (const decision of decisions) {
    const pair = locked.get(pairKeyOf(decision));
    if (pair === undefined) {
      throw identityRefusals.pair_unknown();
    }
    if (pair.decided_at !== null && pair.state !== 'unsure') {
      throw identityRefusals.decided_already();
    }
    await decideOne(tx, decision, { probability: pair.probability, fields: pair.evidence });
  }
}

async function decideOne(
  tx: Tx,
  { a, b, verdict }: Decision,
  seen: { readonly probability: number; readonly fields: readonly object[] },
): Promise<void> {
  const standing = (await findLinks(tx, [a])).filter(({ recordIds }) => recordIds.includes(b));
  const made = {
    records: [a, b] as const,
    kind: 'person',
    strength: 'certain' as const,
    probability: seen.probability,
    evidence: { fields: seen.fields },
    source: 'review',
  };
  if (verdict === 'same' && !standing.some(({ kind }) => kind === 'person')) {
    await linkRecords(tx, made);
  }
  if (verdict === 'different') {
    for (const link of standing.filter(({ kind }) => kind === scoreKind)) {
      await withdrawLink(tx, link.id, 'mistaken');
    }
    if (!standing.some((link) => link.verdict === 'never')) {
      await linkRecords(tx, { ...made, verdict: 'never' });
    }
  }
  await decidePair(tx, { a, b }, verdict);
  const recordIds = [a, b].map((id) => formatId('record', id));
  tx.emit(identityPairDecided.make(recordIds[0] ?? '', { recordIds, verdict }));
}
