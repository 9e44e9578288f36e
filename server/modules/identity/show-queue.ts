// The queue of suggested pairs for people, most worth deciding first, both records side by side; those somebody was not
// sure of are a queue of their own. Values are shown to who may see them without a reason, and the look is logged; others
// see them masked.

import { findRecords, maskProfile, readProfiles } from '#customers';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { logAccess } from '#privacy';
import type { ReviewQueue, ReviewSide } from './schemas.ts';
import { countPairs, listQueue, type PairRow, type Waiting } from './store-pairs.ts';

export async function showQueue(
  tx: Tx,
  page: {
    readonly state: Waiting;
    readonly after?: { readonly worth: number; readonly a: string; readonly b: string } | undefined;
    readonly limit: number;
    readonly isUnmasked: boolean;
  },
): Promise<ReviewQueue> {
  const rows = await listQueue(tx, page.state, page.after, page.limit);
  const ids = [...new Set(rows.flatMap(({ record_a: a, record_b: b }) => [a, b]))];
  const records = ids.length === 0 ? new Map() : await findRecords(tx, ids);
  const profiles = await readProfiles(tx, ids);
  // Who has stopped every use is shown to nobody, not even as somebody's likeness.
  const isShown = (id: string) => (records.get(id)?.stoppedAt ?? null) === null;
  const shownRows = rows.filter(({ record_a: a, record_b: b }) => isShown(a) && isShown(b));
  if (page.isUnmasked) {
    await logAccess(tx, ids.filter(isShown), { reason: 'role', what: 'identity.review' });
  }
  const sideOf = (id: string): ReviewSide => {
    const record = records.get(id);
    const profile = profiles.get(id) ?? null;
    const shown = profile === null ? {} : page.isUnmasked ? profile : maskProfile(profile);
    const { attributes: _, ...fields } = shown;
    return {
      recordId: formatId('record', id),
      customerId: formatId('customer', record?.customerId ?? id),
      source: record?.source ?? '',
      kind: record?.kind ?? '',
      fields,
    };
  };
  const counts = await countPairs(tx);
  const last = rows.at(-1);
  return {
    pairs: shownRows.map((row) => ({
      sides: [sideOf(row.record_a), sideOf(row.record_b)],
      ...toPair(row),
    })),
    open: counts.get('open') ?? 0,
    unsure: counts.get('unsure') ?? 0,
    isUnmasked: page.isUnmasked,
    next:
      last !== undefined && rows.length === page.limit
        ? [last.worth, formatId('record', last.record_a), formatId('record', last.record_b)].join(
            '~',
          )
        : null,
  };
}

function toPair(row: PairRow) {
  return {
    probability: row.probability,
    strength: row.strength,
    reason: row.reason ?? 'doubt',
    conflict: row.conflict,
    evidence: row.evidence.map(({ field, level, bits }) => ({ field, level, bits })),
    foundAt: row.found_at.toString(),
  };
}
