// The code that she shows at the counter. It follows from the order and a key of the house, and the ticket keeps its hash.
// It begins with a word of its own, so that no reader takes it for an article or a card.
import { createHash } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

const mark = 'EKH1';

/** `EKH1-` and 24 hexadecimal digits: 96 bits. */
export function handOverCodeOf(masters: MasterKeys, orderId: string): string {
  const digits = blindIndex(masters, 'kitchen hand-over', orderId).toString('hex').slice(0, 24);
  return `${mark}-${digits.toUpperCase()}`;
}

/** As a reader or a hand brings it. */
export function hashCode(code: string): Buffer {
  const plain = code.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  return createHash('sha256').update(plain).digest();
}
