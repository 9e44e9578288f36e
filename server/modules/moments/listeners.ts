// Counts of everybody's moments by day, and what erasure takes along.
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { momentEvents } from './events.ts';
import { addCountRows, forgetDeviceRows } from './store.ts';

export const countListener: Listener = {
  name: 'moments.count',
  hears: Object.values(momentEvents).map((kind) => kind.type),
  handle: (tx, events) =>
    addCountRows(
      tx,
      events.map(({ time, type, channel, placeid, data }) => ({
        day: time.slice(0, 10),
        type,
        channel: channel ?? 'web',
        placeId: placeid === null ? null : parseId('place', placeid),
        code: typeof data['source'] === 'string' ? data['source'] : null,
      })),
    ),
};

export const erasureListener: Listener = {
  name: 'moments.erasure',
  hears: ['privacy.erased'],
  handle: (tx, events) =>
    forgetDeviceRows(
      tx,
      events.map(({ data }) => parseId('record', String(data['recordId']))),
    ),
};
