// "Is this also you?": asked at the counter, only while she is there herself. What is shown of the other record is
// veiled; she says whether it is hers, and her word counts like a person's in the queue. Nobody is asked twice.
import { findRecords, listRecordsOfCustomer, maskProfile, readProfiles } from '#customers';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { logAccess } from '#privacy';
import { decidePairs } from './decide-pairs.ts';
import { identityRefusals } from './errors.ts';
import type { ReviewSide } from './schemas.ts';
import { findPairsOf, type PairRow, pairOf, type Verdict } from './store-pairs.ts';

/** More at once is an interrogation. */
const askedMost = 3;

export type Suggestion = {
  /** Hers, and the one that may be hers too. */
  readonly recordIds: readonly [string, string];
  readonly other: Omit<ReviewSide, 'recordId' | 'customerId'>;
};

/** Records that may be hers too, the likeliest first. The look is logged. Refuses with customers.unknown. */
export async function suggestTo(tx: Tx, customerId: string): Promise<Suggestion[]> {
  const mine = new Set(await listRecordsOfCustomer(tx, customerId));
  const pairs = (await findPairsOf(tx, [...mine]))
    .filter(
      ({ state, record_a: a, record_b: b }) => state === 'open' && mine.has(a) !== mine.has(b),
    )
    .toSorted((one, other) => other.probability - one.probability);
  const others = [...new Map(pairs.map((pair) => [otherOf(pair, mine), pair]))].slice(0, askedMost);
  const ids = others.map(([id]) => id);
  const [records, profiles] = [await findRecords(tx, ids), await readProfiles(tx, ids)];
  await logAccess(tx, ids, { reason: 'customer_present', what: 'identity.suggestion' });
  return others.flatMap(([id, pair]) => {
    const record = records.get(id);
    const profile = profiles.get(id);
    if (record === undefined || profile === undefined || profile === null) {
      return [];
    }
    const { attributes: _, ...fields } = maskProfile(profile);
    const own = pair.record_a === id ? pair.record_b : pair.record_a;
    return [
      {
        recordIds: [formatId('record', own), formatId('record', id)] as const,
        other: { source: record.source, kind: record.kind, fields },
      },
    ];
  });
}

/**
 * What she said. Refuses with identity.pair_unknown unless one of the two records is hers and the pair is a
 * suggestion, and as `decidePairs` does.
 */
export async function answerSuggestion(
  tx: Tx,
  customerId: string,
  said: { readonly recordIds: readonly [string, string]; readonly verdict: Verdict },
): Promise<void> {
  const mine = new Set(await listRecordsOfCustomer(tx, customerId));
  const [one, other] = said.recordIds;
  if (mine.has(one) === mine.has(other)) {
    throw identityRefusals.pair_unknown();
  }
  await decidePairs(tx, [{ ...pairOf(one, other), verdict: said.verdict }]);
}

function otherOf({ record_a: a, record_b: b }: PairRow, mine: ReadonlySet<string>): string {
  return mine.has(a) ? b : a;
}
