// The timeline: every event that carries a record becomes a moment, so that one query answers what a
// customer did anywhere.
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { insertMomentRows } from './views.ts';

export const timelineListener: Listener = {
  name: 'customers.timeline',
  hears: ['*'],
  // What happens while use is stopped (an open order is handed over) belongs to her history, seen by nobody else.
  purpose: 'duty',
  handle: async (tx, events) => {
    const rows = events.flatMap((event) =>
      event.recordid === null
        ? []
        : [
            {
              record_id: parseId('record', event.recordid),
              event_id: parseId('event', event.id),
              position: event.position,
              type: event.type,
              subject: event.subject,
              occurred_at: event.time,
              place_id: event.placeid === null ? null : parseId('place', event.placeid),
              channel: event.channel,
              actor: event.actor,
              data: event.data,
            },
          ],
    );
    if (rows.length > 0) {
      await insertMomentRows(tx, rows);
    }
  },
};
