import { privacyConsentChanged, privacyErased } from '#events/privacy';
import { tryParseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { deleteCartRowsOf } from './store.ts';
import { deleteSeenRowsOf } from './store-seen.ts';
import { deleteWishRowsOf } from './store-wishes.ts';

/** What an erased person wished for, looked at and meant to buy goes with her. */
export const forgetWishes: Listener = {
  name: 'carts.forget_wishes',
  hears: [privacyErased.type],
  handle: async (tx, events) => {
    const ids = events.flatMap((event) => tryParseId('record', event.subject) ?? []);
    await deleteWishRowsOf(tx, ids);
    await deleteSeenRowsOf(tx, ids);
    await deleteCartRowsOf(tx, ids);
  },
};

/** Whoever takes her agreement back is no longer known by what she looked at. */
export const forgetSeenItems: Listener = {
  name: 'carts.forget_seen',
  hears: [privacyConsentChanged.type],
  handle: async (tx, events) => {
    const ids = events
      .filter(
        ({ data }) => data['purpose'] === 'personalisation' && data['decision'] === 'withdrawn',
      )
      .flatMap(({ data }) => tryParseId('record', String(data['recordId'])) ?? []);
    await deleteSeenRowsOf(tx, ids);
  },
};
