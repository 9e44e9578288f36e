// Points of an order as the ledger hears of them: pending with the order, available when the goods have gone.
import { formatId } from '#kernel/ids';
import type { AccountRef, Earn } from '#ledger';
import type { SalesPolicy } from '../policy.ts';

const pointUnit = 'points';

/** Whose points an order earns and spends: those of the customer's record (uuid). */
export function pointAccountOf(recordId: string): AccountRef {
  return { ownerKind: 'record', ownerId: recordId, unit: pointUnit };
}

/**
 * The entry that gives an order's points, pending. Before the amount is known (the ledger's load asks only
 * whose account it will be) give 1.
 */
export function earnEntryOf(order: {
  readonly orderId: string;
  readonly recordId: string;
  readonly points: number;
  readonly policy: Pick<SalesPolicy, 'pointDays'>;
  readonly placeId: string;
  readonly orderedAt: Temporal.Instant;
  readonly businessDay: Temporal.PlainDate;
  /** The goods leave at once: nothing to wait for. */
  readonly isHandedOver: boolean;
}): Earn {
  const { pointDays } = order.policy;
  return {
    kind: 'earn',
    account: pointAccountOf(order.recordId),
    amount: order.points,
    isPending: !order.isHandedOver,
    expiresAt: pointDays === null ? null : endOf(order.orderedAt, pointDays),
    reference: formatId('order', order.orderId),
    businessDay: order.businessDay,
    occurredAt: order.orderedAt,
    placeId: order.placeId,
    source: 'order',
  };
}

let lastBegin: Temporal.Instant | undefined;
let lastDays = 0;
let lastEnd: Temporal.Instant | undefined;

/** The orders of a flight were placed at one moment: their points end at one as well. */
function endOf(begin: Temporal.Instant, days: number): Temporal.Instant {
  if (lastEnd === undefined || begin !== lastBegin || days !== lastDays) {
    lastBegin = begin;
    lastDays = days;
    lastEnd = begin.add({ hours: 24 * days });
  }
  return lastEnd;
}
