// Secrets in addresses, made from the house's key so that nothing has to be kept: who holds the address of an
// e-receipt sees that receipt, a printer that holds its address fetches what waits for it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { formatId } from '#kernel/ids';
import type { MasterKeys } from '#kernel/sealing';

function tokenOf(masters: MasterKeys, kind: string, subject: string): string {
  const mac = createHmac('sha256', masters.indexKey).update(`tills ${kind} ${subject}`);
  return mac.digest('base64url').slice(0, 22);
}

export function receiptTokenOf(masters: MasterKeys, orderId: string): string {
  return tokenOf(masters, 'receipt', formatId('order', orderId));
}

export function printerTokenOf(masters: MasterKeys, placeId: string, printer: string): string {
  return tokenOf(masters, 'printer', `${formatId('place', placeId)} ${printer}`);
}

export function isToken(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
