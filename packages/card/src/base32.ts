// RFC 4648 base32 without padding: every letter is of the alphanumeric set that a QR code packs into 5.5 bits, and a
// keyboard scanner types it the same in every layout.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += letters[(bits >> held) & 31];
    }
    bits &= (1 << held) - 1;
  }
  return held === 0 ? text : text + letters[(bits << (5 - held)) & 31];
}

/** Undefined for what is no base32. */
export function fromBase32(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) {
      return undefined;
    }
    bits = (bits << 5) | value;
    held += 5;
    if (held >= 8) {
      held -= 8;
      bytes[at] = bits >> held;
      at += 1;
      bits &= (1 << held) - 1;
    }
  }
  return bytes;
}
