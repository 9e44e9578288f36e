// Whose a sale is that another place sends (endless aisle): the clerk's who ordered it and the shop's where she was
// served. What is cancelled or comes back is taken off again.
import {
  ordersChanged,
  ordersLinesCancelled,
  ordersPlaced,
  ordersReturnTaken,
} from '#events/orders';
import { privacyErased } from '#events/privacy';
import type { LoggedEvent } from '#kernel/events';
import { parseId, tryParseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import type { Tx } from '#kernel/transaction';
import { forgetWritten } from './clienteling/store.ts';
import { insertCreditRow, setCreditTotal, takeOffReturn } from './store-credits.ts';

const nothingLeft: ReadonlySet<string> = new Set([
  ordersChanged.cancelled.type,
  ordersChanged.rejected.type,
  ordersChanged.expired.type,
]);

export const creditedOrders: Listener = {
  name: 'floor.credits',
  hears: [ordersPlaced.type, ordersLinesCancelled.type, ordersReturnTaken.type, ...nothingLeft],
  handle: async (tx, events) => {
    for (const event of events) {
      await follow(tx, event);
    }
  },
};

/** What clerks wrote of an erased person goes with her. */
export const forgetWhatWasWritten: Listener = {
  name: 'floor.forget_written',
  hears: [privacyErased.type],
  purpose: 'duty',
  handle: async (tx, events) => {
    await forgetWritten(
      tx,
      events.flatMap((event) => tryParseId('record', event.subject) ?? []),
    );
  },
};

async function follow(tx: Tx, { type, data, actor, time }: LoggedEvent): Promise<void> {
  const orderId = parseId('order', String(data['orderId']));
  if (type === ordersPlaced.type) {
    const staffId = /^staff:(.+)$/.exec(actor)?.[1];
    const sender = tryParseId('place', String(data['handoverPlaceId']));
    const place = parseId('place', String(data['placeId']));
    const isSentFromElsewhere =
      data['fulfilment'] === 'delivery' && sender !== undefined && sender !== place;
    if (staffId !== undefined && isSentFromElsewhere) {
      await insertCreditRow(tx, {
        orderId,
        placeId: place,
        staffId: parseId('staff', staffId),
        senderPlaceId: sender,
        currency: String(data['currency']),
        totalMinor: Number(data['totalMinor']),
        orderedAt: Temporal.Instant.from(time),
      });
    }
  } else if (type === ordersLinesCancelled.type) {
    await setCreditTotal(tx, orderId, Number(data['totalMinor']));
  } else if (type === ordersReturnTaken.type) {
    const of = tryParseId('order', String(data['ofOrderId']));
    if (of !== undefined) {
      await takeOffReturn(tx, orderId, of, -Number(data['totalMinor']));
    }
  } else {
    await setCreditTotal(tx, orderId, 0);
  }
}
