// What is made for chosen days (予約販売), in memory: a page of a product asks nothing of the database to know. The log makes
// it old. Which days are left is always asked anew.
import type { House } from '#kernel/module';
import { transaction } from '#kernel/transaction';
import { listActivePreorders, type Preorder } from '#orders';

export type PreorderBoard = {
  /** Of an item (uuid); undefined for what is sold from the shelf alone. */
  of(itemId: string): Promise<Preorder | undefined>;
  stop(): void;
};

export function keepPreorderBoard(house: House): PreorderBoard {
  let kept: Promise<ReadonlyMap<string, Preorder>> | undefined;
  const unsubscribe = house.log.subscribe(house.log.head, (events) => {
    if (events.some(({ type }) => type === 'orders.preorder_changed')) {
      kept = undefined;
    }
  });
  const look = () => {
    if (kept === undefined) {
      const reading = read(house);
      kept = reading;
      reading.catch(() => {
        kept = kept === reading ? undefined : kept;
      });
    }
    return kept;
  };
  return { of: async (itemId) => (await look()).get(itemId), stop: unsubscribe };
}

async function read(house: House): Promise<ReadonlyMap<string, Preorder>> {
  const all = await transaction(house.db, { readOnly: true, actor: 'system' }, listActivePreorders);
  return new Map(all.map((each) => [each.itemId, each]));
}
