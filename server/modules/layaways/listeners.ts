import { ordersPlaceClosed } from '#events/orders';
import { stockReleased } from '#events/stock';
import { parseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { noteReleased } from './change-layaway.ts';
import { followClosing } from './follow-closing.ts';

export const endedHolds: Listener = {
  name: 'layaways.ended_holds',
  hears: [stockReleased.type],
  handle: async (tx, events) => {
    for (const { data } of events) {
      const { because, holds } = data as {
        readonly because: string;
        readonly holds: readonly { readonly holdId: string; readonly reason: string }[];
      };
      const kept = holds.filter(({ reason }) => reason === 'layaway');
      if (kept.length > 0) {
        await noteReleased(
          tx,
          kept.map(({ holdId }) => parseId('hold', holdId)),
          because,
        );
      }
    }
  },
};

export const closedShops: Listener = {
  name: 'layaways.closed_shops',
  hears: [ordersPlaceClosed.type],
  handle: async (tx, events) => {
    for (const { data } of events) {
      const placeId = parseId('place', String(data['placeId']));
      const closed = { placeId, days: Number(data['days']), until: String(data['until']) };
      await enqueue(tx, followClosing, closed, { key: `layaways.closing:${placeId}` });
    }
  },
};
