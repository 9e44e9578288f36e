// Whether an order belongs to whoever asks: by its secret link, or as one of her own records. With a link only the link
// counts. An order that is not hers and one that does not exist look the same.
import { findOwnRecords } from '#customers';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { findOrderByToken } from './find-order-by-token.ts';
import { isOrderOf } from './store/whose.ts';

export type Asking = {
  readonly token: string | undefined;
  /** uuid of the record she is signed in by. */
  readonly recordId: string | undefined;
};

export async function isHerOrder(
  tx: Tx,
  orderId: string,
  { token, recordId }: Asking,
): Promise<boolean> {
  if (token !== undefined) {
    return (await findOrderByToken(tx, orderId, token)) !== undefined;
  }
  return recordId !== undefined && isOrderOf(tx, orderId, await findOwnRecords(tx, recordId));
}

/** How an order is asked for by whoever makes a request. */
export function askingOf(principal: Principal, token: string | undefined): Asking {
  return { token, recordId: principal.kind === 'customer' ? principal.id : undefined };
}
