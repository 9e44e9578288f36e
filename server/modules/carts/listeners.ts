import { privacyErased } from '#events/privacy';
import { tryParseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { deleteWishRowsOf } from './store-wishes.ts';

/** What an erased person wished for goes with her. */
export const forgetWishes: Listener = {
  name: 'carts.forget_wishes',
  hears: [privacyErased.type],
  handle: async (tx, events) => {
    await deleteWishRowsOf(
      tx,
      events.flatMap((event) => tryParseId('record', event.subject) ?? []),
    );
  },
};
