// What loyalty does when others announce: orders earn, events give.
import { ledgerOverdrawn, ledgerPosted } from '#events/ledger';
import {
  ordersChanged,
  ordersLinesCancelled,
  ordersPlaced,
  ordersReturnTaken,
} from '#events/orders';
import type { LoggedEvent } from '#kernel/events';
import { tryParseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import type { Tx } from '#kernel/transaction';
import { givenToday, giveOnce } from './give.ts';
import { wishForOrders, wishForPostings } from './master/tell-master.ts';
import { givingEvents } from './rules/given.ts';
import { pointUnit, settleOrders } from './settle-orders.ts';
import { findRules, type RuleRow } from './store-settings.ts';

/** Whatever happens to an order, what it earned follows. */
export const earningOrders: Listener = {
  name: 'loyalty.orders',
  hears: [
    ordersPlaced.type,
    ordersLinesCancelled.type,
    ordersReturnTaken.type,
    ...Object.values(ordersChanged).map(({ type }) => type),
  ],
  handle: async (tx, events) => {
    const ids = events.flatMap(({ data }) => {
      const about = 'ofOrderId' in data ? data.ofOrderId : data.orderId;
      return tryParseId('order', String(about)) ?? [];
    });
    if (ids.length > 0) {
      await settleOrders(tx, ids);
      await wishForOrders(tx, ids);
    }
  },
};

/** Whatever is posted beside orders is to be known by an outside points master. */
export const tellingPostings: Listener = {
  name: 'loyalty.master',
  hears: [ledgerPosted.type, ledgerOverdrawn.type],
  handle: (tx, events) =>
    wishForPostings(
      tx,
      events.flatMap(({ data, recordid }) => {
        const recordId = tryParseId('record', recordid ?? '');
        const setId = tryParseId('posting', String(data.setId));
        return data.unit === pointUnit && recordId !== undefined && setId !== undefined
          ? [{ reference: String(data.reference), recordId, setId }]
          : [];
      }),
    ),
};

/** Events that give points when a rule says so; each event once. */
export const givingByEvents: Listener = {
  name: 'loyalty.events',
  hears: givingEvents,
  handle: async (tx, events) => {
    const rules = (await findRules(tx)).filter(
      ({ kind, is_active }) => is_active && (kind === 'event' || kind === 'review'),
    );
    for (const event of rules.length === 0 ? [] : events) {
      for (const rule of rules.filter((each) => isFor(each, event))) {
        await giveFor(tx, rule, event);
      }
    }
  },
};

function isFor(rule: RuleRow, event: LoggedEvent): boolean {
  const type = rule.kind === 'review' ? 'reviews.posted' : rule.terms.type;
  const at = Temporal.Instant.from(event.time);
  return (
    type === event.type &&
    (rule.valid_from === null || Temporal.Instant.compare(rule.valid_from, at) <= 0) &&
    (rule.valid_until === null || Temporal.Instant.compare(at, rule.valid_until) < 0)
  );
}

async function giveFor(tx: Tx, rule: RuleRow, event: LoggedEvent): Promise<void> {
  const recordId = tryParseId('record', event.recordid ?? '');
  if (recordId === undefined) {
    return;
  }
  const { points, perDayMax = 1 } = rule.terms as { points: number; perDayMax?: number };
  const { times, own } = await givenToday(tx, rule.id, recordId);
  if (own.length > 0 && times < perDayMax) {
    await giveOnce(tx, {
      source: rule,
      key: `${rule.kind}:${event.id}`,
      recordId,
      unit: pointUnit,
      amount: points,
      days: rule.point_days,
      placeId: tryParseId('place', event.placeid ?? '') ?? null,
    });
  }
}
