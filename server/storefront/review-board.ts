// What was said of products, in memory: sums of all, and the words of those that somebody looked at lately. The log makes
// them old, so a page of the shop asks the database about reviews once after each that changes.
import type { House } from '#kernel/module';
import { transaction } from '#kernel/transaction';
import { listShown, type ReviewSumRow, type ShownReview, sumShown } from '#reviews';

export type ReviewBoard = {
  /** Of a product (uuid); undefined while nobody has said anything. */
  sumOf(productId: string): Promise<ReviewSumRow | undefined>;
  /** Newest first. */
  of(productId: string): Promise<readonly ShownReview[]>;
  stop(): void;
};

const productsKept = 500;
const reviewsShown = 100;

type Kept = {
  readonly sums: Promise<ReadonlyMap<string, ReviewSumRow>>;
  readonly said: Map<string, Promise<readonly ShownReview[]>>;
};

export function keepReviewBoard(house: House): ReviewBoard {
  let kept: Kept | undefined;
  const unsubscribe = house.log.subscribe(house.log.head, (events) => {
    if (events.some(({ type }) => type.startsWith('reviews.') || type === 'privacy.erased')) {
      kept = undefined;
    }
  });
  const look = (): Kept => {
    kept ??= { sums: readSums(house), said: new Map() };
    const looked = kept;
    looked.sums.catch(() => {
      kept = kept === looked ? undefined : kept;
    });
    return looked;
  };
  const isOn = house.modulesOn.has('reviews');
  return {
    sumOf: async (productId) => (isOn ? (await look().sums).get(productId) : undefined),
    of: async (productId) => {
      const { sums, said } = look();
      if (!isOn || !(await sums).has(productId)) {
        return [];
      }
      const known = said.get(productId);
      if (known !== undefined) {
        return known;
      }
      if (said.size >= productsKept) {
        said.clear();
      }
      const reading = transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
        listShown(tx, productId, reviewsShown),
      );
      said.set(productId, reading);
      reading.catch(() => said.delete(productId));
      return reading;
    },
    stop: unsubscribe,
  };
}

async function readSums(house: House): Promise<ReadonlyMap<string, ReviewSumRow>> {
  const rows = await transaction(house.db, { readOnly: true, actor: 'system' }, sumShown);
  return new Map(rows.map((row) => [row.product_id, row]));
}
