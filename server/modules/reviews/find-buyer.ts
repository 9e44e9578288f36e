// Who may review an item: whoever carried it home. She shows it by her account, or by the secret link of the order.
import { holdCustomers } from '#customers';
import type { Tx } from '#kernel/transaction';
import { findBought, findOrderByToken } from '#orders';
import { loadRecordKeys } from '#privacy';
import { openWords } from './sealed-words.ts';
import { lockReviewOf, type ReviewRow } from './store.ts';
import { countPhotoRows } from './store-photos.ts';
import type { Fit } from './words.ts';

export type Proof = {
  /** Of whoever is signed in. */
  readonly recordId: string | undefined;
  readonly order?: { readonly id: string; readonly token: string } | undefined;
};

export type Buyer = {
  readonly recordId: string;
  /** All that is hers, the smallest id first; they stay together until the transaction ends. */
  readonly own: readonly string[];
  readonly orderId: string;
};

/** Undefined when she has not carried it home. */
export async function findBuyer(
  tx: Tx,
  { recordId, order }: Proof,
  itemId: string,
): Promise<Buyer | undefined> {
  const byLink =
    order === undefined ? undefined : await findOrderByToken(tx, order.id, order.token);
  for (const each of [recordId, byLink?.order.record_id ?? undefined]) {
    if (each !== undefined) {
      const own = (await holdCustomers(tx, [{ recordId: each, isHerself: true }])).get(each) ?? [];
      const [bought] = await findBought(tx, own, [itemId]);
      if (bought !== undefined) {
        return { recordId: bought.record_id, own, orderId: bought.order_id };
      }
    }
  }
  return undefined;
}

export type OwnReview = {
  readonly id: string;
  readonly stars: number;
  readonly fit: Fit | null;
  readonly name: string;
  readonly text: string;
  readonly photos: number;
  readonly state: ReviewRow['state'];
};

/** What she wrote of it before. */
export async function readOwnReview(
  tx: Tx,
  buyer: Buyer,
  itemId: string,
): Promise<OwnReview | undefined> {
  const row = await lockReviewOf(tx, buyer.own, itemId);
  if (row === undefined) {
    return undefined;
  }
  const key = (await loadRecordKeys(tx, [row.record_id])).get(row.record_id);
  const { name = '', text = '' } = openWords(key, row.sealed) ?? {};
  const { id, stars, fit, state } = row;
  return { id, stars, fit, name, text, photos: await countPhotoRows(tx, id), state };
}
