// What a giver sent, with the secret that lets her take it back: for her own pages only.
import type { Tx } from '#kernel/transaction';
import { hashSecret, manageTokenOf } from './secrets.ts';
import { findPurchase, findPurchaseByManage, type PurchaseRow } from './store.ts';
import { viewSent } from './view-gift.ts';
import { findPurchaseIdsOf } from './views.ts';

export type SentByGiver = Awaited<ReturnType<typeof viewSent>>[number] & {
  readonly manageToken: string;
};

/** Of whoever is signed in (uuid of her record), the newest first. */
export async function listSentBy(tx: Tx, recordId: string): Promise<SentByGiver[]> {
  const purchases: PurchaseRow[] = [];
  for (const id of await findPurchaseIdsOf(tx, recordId)) {
    purchases.push(await findPurchase(tx, id));
  }
  return tell(tx, purchases);
}

/** Of one purchase, by the secret of its link; empty where there is none. */
export async function findSent(tx: Tx, manageToken: string): Promise<SentByGiver[]> {
  const purchase = await findPurchaseByManage(tx, hashSecret(manageToken));
  return purchase === undefined ? [] : tell(tx, [purchase]);
}

async function tell(tx: Tx, purchases: readonly PurchaseRow[]): Promise<SentByGiver[]> {
  const sent = await viewSent(tx, purchases);
  return sent.map((each, at) =>
    Object.assign(each, { manageToken: manageTokenOf(tx.masters, purchases[at]?.id ?? '') }),
  );
}
