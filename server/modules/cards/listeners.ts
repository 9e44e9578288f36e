// An erased record loses its card, and every phone that showed it.
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { forgetCardRows } from './store.ts';

export const erasureListener: Listener = {
  name: 'cards.erasure',
  hears: ['privacy.erased'],
  handle: (tx, events) =>
    forgetCardRows(
      tx,
      events.map(({ data }) => parseId('record', String(data['recordId']))),
    ),
};
