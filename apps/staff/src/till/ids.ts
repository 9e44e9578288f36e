// Ids made at the till: UUIDv7, written as the house writes them, so that what is told twice is known.
import { formatId } from '@engawa/shapes';

export function newId(kind: 'order' | 'drawer' | 'tillEntry' | 'receipt' | 'adjustment'): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = Date.now();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return formatId(kind, Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}
