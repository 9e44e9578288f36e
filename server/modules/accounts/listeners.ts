// What the ways in do when others announce: a registration is counted, an erased record loses its ways in.
import { parseId, tryParseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { forgetWayRows } from './store.ts';
import { addSignUpRows } from './store-sign-ups.ts';

/** Guests and devices are no sign-ups. */
const signUpKinds: ReadonlySet<unknown> = new Set(['account', 'customer', 'card', 'messenger']);

export const signUpListener: Listener = {
  name: 'accounts.sign_ups',
  hears: ['customers.record_added'],
  handle: (tx, events) =>
    addSignUpRows(
      tx,
      events
        .filter(({ data }) => signUpKinds.has(data['kind']))
        .map(({ data, actor, placeid, time }) => ({
          recordId: parseId('record', String(data['recordId'])),
          source: String(data['source']),
          placeId: placeid === null ? null : parseId('place', placeid),
          staffId: actor.startsWith('staff:')
            ? (tryParseId('staff', actor.slice(6)) ?? null)
            : null,
          signedUpAt: Temporal.Instant.from(time),
        })),
    ),
};

export const erasureListener: Listener = {
  name: 'accounts.erasure',
  hears: ['privacy.erased'],
  // Addresses of somebody who had stopped every use go as well.
  purpose: 'duty',
  handle: (tx, events) =>
    forgetWayRows(
      tx,
      events.map(({ data }) => parseId('record', String(data['recordId']))),
    ),
};
