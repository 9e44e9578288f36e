// The secret in the link to an order's status page. It follows from the order's id and the house's key, so the
// same order asked for twice has the same link; what the row keeps is its hash, and emptying that ends the link.
import { hash, timingSafeEqual } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

/** The token of an order (uuid), 128 bits in base64url. */
export function viewTokenOf(masters: MasterKeys, orderId: string): string {
  return blindIndex(masters, 'order view', orderId).toString('base64url');
}

export function hashViewToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

export function isViewToken(kept: Buffer | null, token: string): boolean {
  return kept !== null && timingSafeEqual(kept, hashViewToken(token));
}
