// Ids made at the till: UUIDv7 with its type in front, as the house writes them (26 characters of Crockford base32),
// so that what is told twice is known.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const prefixes = { order: 'ord', drawer: 'drw', tillEntry: 'tle' } as const;

export function newId(kind: keyof typeof prefixes): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = Date.now();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  let value = 0n;
  for (const byte of bytes) {
    value = (value << 8n) | BigInt(byte);
  }
  let text = '';
  for (let digit = 0; digit < 26; digit += 1) {
    text = `${alphabet[Number(value & 31n)] ?? ''}${text}`;
    value >>= 5n;
  }
  return `${prefixes[kind]}_${text}`;
}
