// From the code on her phone to the page where it goes on: what she brings, to the till with her lines chosen; everything
// else, to the request itself.
import type { NavigateFunction } from 'react-router';
import { findRequest, type RequestSeen } from './use-requests.ts';

const open: ReadonlySet<string> = new Set(['asked', 'accepted', 'received']);

export function isOpen({ state }: Pick<RequestSeen, 'state'>): boolean {
  return open.has(state);
}

/** The till with what she asked for chosen already. */
export function tillPathOf({ id, orderId }: Pick<RequestSeen, 'id' | 'orderId'>): string {
  return `/till/returns/${orderId}?request=${id}`;
}

export async function openRequest(requestId: string, navigate: NavigateFunction): Promise<void> {
  const request = await findRequest(requestId).catch(() => undefined);
  const goesToTill = request?.way === 'shop' && isOpen(request);
  await navigate(goesToTill ? tillPathOf(request) : `/returns/${requestId}`);
}
