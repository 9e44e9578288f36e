import { stockReleased } from '#events/stock';
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { noteReleased } from './change-layaway.ts';

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
