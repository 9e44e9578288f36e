// Points that are posted beside orders (visits, reviews, events, invitations, by hand) and how each of them should stand at
// an outside points master: what all postings under one reference gave or took one record, whatever was taken back of it.
// Reckoned anew from the ledger each time, so it does not matter how often, how late or in which order it is asked.
import { tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { netByReferences } from '#ledger';
import { lockMasterRows, type MasterRow, type MasterWish } from './store.ts';

export type PostingBeside = {
  readonly reference: string;
  /** uuid */
  readonly recordId: string;
  /** uuid of the posting set: names the subject to the master when it is the first under this reference. */
  readonly setId: string;
};

/** Of what the master itself told: `master:…`. */
export const ownReference = 'master';

/**
 * Whether a posting is told by itself. What an order earns and spends is told with the order; an invitation
 * (`ord_…:rule:inviter`) is paid at an order, but to two people.
 */
export function isBesideOrders(reference: string): boolean {
  const parts = reference.split(':');
  const about = parts[0] ?? '';
  return about !== ownReference && (tryParseId('order', about) === undefined || parts.length > 2);
}

export function isOther(row: MasterRow, wish: MasterWish): boolean {
  return row.wanted !== wish.wanted || row.spent !== wish.spent || row.earned !== wish.earned;
}

/** How these should stand there where that is not written down yet. Locks what is. */
export async function wishesBeside(
  tx: Tx,
  postings: readonly PostingBeside[],
  unit: string,
): Promise<MasterWish[]> {
  const first = new Map<string, PostingBeside>();
  for (const posting of postings.filter(({ reference }) => isBesideOrders(reference))) {
    const key = keyOf(posting.reference, posting.recordId);
    first.set(key, first.get(key) ?? posting);
  }
  if (first.size === 0) {
    return [];
  }
  const references = [...new Set([...first.values()].map(({ reference }) => reference))];
  const rows = await lockMasterRows(tx, references);
  const known = new Map(rows.map((row) => [keyOf(row.reference, row.record_id), row]));
  const sums = await netByReferences(tx, references, unit);
  const nets = new Map(sums.map((sum) => [keyOf(sum.reference, sum.record_id), sum.amount]));
  return [...first].flatMap(([key, { reference, recordId, setId }]) => {
    const net = nets.get(key) ?? 0;
    const row = known.get(key);
    const wish: MasterWish = {
      subject_id: row?.subject_id ?? setId,
      kind: 'posting',
      reference,
      record_id: recordId,
      wanted: net === 0 ? 'released' : 'settled',
      spent: Math.max(0, -net),
      earned: Math.max(0, net),
    };
    return (row === undefined ? net !== 0 : isOther(row, wish)) ? [wish] : [];
  });
}

function keyOf(reference: string, recordId: string): string {
  return `${recordId} ${reference}`;
}
