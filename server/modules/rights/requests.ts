// Asking and deciding with four eyes: whoever asks for a package, an export or an erasure does not approve it. The
// table holds it too. In a house where nobody else could decide, the same person may, and the book says so.
import { eraseCustomerRecords } from '#customers';
import { formatId, newId } from '#kernel/ids';
import type { Purpose } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { findSegment } from '#segments';
import { countMembersWith } from '#staff';
import { rightsRefusals } from './errors.ts';
import { rightsAsked, rightsDecided } from './events.ts';
import { findReach } from './find-reach.ts';
import type { Reach } from './reach.ts';
import {
  decideRequestRow,
  findRequestRow,
  insertRequestRow,
  lockRequestRow,
  type RequestKind,
  type RequestRow,
} from './store.ts';

const approvalHours = 24;

export type Wish = {
  readonly kind: RequestKind;
  /** uuid; nobody for what is about everybody. */
  readonly recordId?: string;
  /** A code. */
  readonly reason: string;
  readonly transfer?: {
    /** uuid */
    readonly partyId: string;
    readonly purpose: Purpose;
    readonly items: readonly string[];
  };
  readonly segment?: {
    /** uuid */
    readonly segmentId: string;
    readonly items: readonly string[];
  };
};

/**
 * Asks. Refuses with customers.record_unknown, with rights.nobody when everything of her is gone, and with
 * segments.unknown.
 */
export async function askFor(tx: Tx, wish: Wish): Promise<RequestRow> {
  if (wish.segment !== undefined) {
    await findSegment(tx, wish.segment.segmentId);
  }
  const reach =
    wish.recordId === undefined
      ? { certain: [], probable: [] }
      : await findReach(tx, wish.recordId);
  if (wish.recordId !== undefined && reach.certain.length === 0) {
    throw rightsRefusals.nobody();
  }
  return openRequest(tx, wish, reach);
}

async function openRequest(
  tx: Tx,
  { kind, reason, transfer, segment }: Wish,
  { certain, probable }: Reach,
): Promise<RequestRow> {
  const row = await insertRequestRow(tx, {
    id: newId(),
    kind,
    record_ids: [...certain],
    probable_ids: [...probable],
    reason,
    party_id: transfer?.partyId ?? null,
    purpose: transfer?.purpose ?? null,
    items: [...(transfer?.items ?? segment?.items ?? [])],
    segment_id: segment?.segmentId ?? null,
  });
  const requestId = formatId('request', row.id);
  const records = row.record_ids.length;
  tx.emit(rightsAsked.make(requestId, { requestId, kind: row.kind, records }));
  return row;
}

export type Decision = {
  readonly isApproved: boolean;
  /** uuids of probable records that go too, and of those that stay. */
  readonly alsoErase: readonly string[];
  readonly notHers: readonly string[];
};

/**
 * Approves or declines. An approved erasure happens at once. Refuses with rights.unknown, rights.decided,
 * rights.four_eyes, and with rights.probable_unanswered while a doubt about a record is open.
 */
export async function decideRequest(tx: Tx, id: string, decision: Decision): Promise<RequestRow> {
  const row = await lockRequestRow(tx, id);
  if (row === undefined) {
    throw rightsRefusals.unknown();
  }
  if (row.state !== 'waiting') {
    throw rightsRefusals.decided();
  }
  const isOwn = row.asked_by === tx.actor;
  const isAlone =
    decision.isApproved && isOwn && (await countMembersWith(tx, 'rights.write')) === 1;
  if (decision.isApproved && isOwn && !isAlone) {
    throw rightsRefusals.four_eyes();
  }
  const recordIds = decision.isApproved ? reachedBy(row, decision) : row.record_ids;
  const isErasure = row.kind === 'erasure';
  const approved = isErasure ? 'done' : 'approved';
  const decided = await decideRequestRow(tx, row, {
    state: decision.isApproved ? approved : 'declined',
    isAlone,
    expiresAt: decision.isApproved && !isErasure ? tx.now.add({ hours: approvalHours }) : null,
    recordIds,
  });
  if (decision.isApproved && isErasure) {
    await eraseCustomerRecords(tx, recordIds);
  }
  const requestId = formatId('request', row.id);
  tx.emit(
    rightsDecided.make(requestId, {
      requestId,
      kind: row.kind,
      records: recordIds.length,
      isApproved: decision.isApproved,
    }),
  );
  return decided;
}

function reachedBy(row: RequestRow, { alsoErase, notHers }: Decision): string[] {
  if (row.kind !== 'erasure') {
    return row.record_ids;
  }
  const answered = new Set([...alsoErase, ...notHers]);
  const open = row.probable_ids.filter((id) => !answered.has(id)).length;
  if (open > 0) {
    throw rightsRefusals.probable_unanswered({ open });
  }
  const also = new Set(alsoErase);
  return [...row.record_ids, ...row.probable_ids.filter((id) => also.has(id))];
}

/** An approved request of whoever asked for it, within its day. Refuses with rights.unknown, rights.not_approved. */
export async function takeApproved(tx: Tx, id: string, kind: RequestKind): Promise<RequestRow> {
  const row = await findRequestRow(tx, id);
  if (row === undefined || row.kind !== kind) {
    throw rightsRefusals.unknown();
  }
  const isOpen =
    row.state === 'approved' &&
    row.asked_by === tx.actor &&
    row.expires_at !== null &&
    Temporal.Instant.compare(tx.now, row.expires_at) < 0;
  if (!isOpen) {
    throw rightsRefusals.not_approved();
  }
  return row;
}

/**
 * She herself erases what is hers without doubt; for what a score only suggests a request is opened, which staff
 * decide. Answers what went and what waits.
 */
export async function eraseOwn(
  tx: Tx,
  accountId: string,
): Promise<{ readonly erased: number; readonly waiting: number }> {
  const { certain, probable } = await findReach(tx, accountId);
  if (probable.length > 0) {
    const wish = { kind: 'erasure', reason: 'asked_by_herself' } as const;
    await openRequest(tx, wish, { certain: [], probable });
  }
  const erased = await eraseCustomerRecords(tx, certain);
  return { erased: erased.size, waiting: probable.length };
}
