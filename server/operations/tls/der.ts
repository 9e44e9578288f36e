// The few DER structures (X.690) that a certificate is made of. Our own, because the library for it wants a
// polyfill that changes the global Reflect of the whole server; what is written here is read back in the
// tests by Node and by OpenSSL.

/** One element: tag, length, content. */
function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) {
    size.unshift(rest % 256);
  }
  const length = content.length < 128 ? [content.length] : [0x80 + size.length, ...size];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

export const sequence = (...parts: readonly Uint8Array[]) => element(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]) => element(0x31, ...parts);
export const octets = (content: Uint8Array) => element(0x04, content);
export const utf8 = (text: string) => element(0x0c, Buffer.from(text, 'utf8'));
export const truth = () => element(0x01, Buffer.from([0xff]));

/** `[n]` around parts. */
export const tagged = (n: number, ...parts: readonly Uint8Array[]) => element(0xa0 + n, ...parts);
/** `[n]` instead of the tag of a primitive. */
export const retagged = (n: number, content: Uint8Array) => element(0x80 + n, content);

/** A whole number from its bytes, taken as positive. */
export function integer(bytes: Uint8Array): Buffer {
  const isHigh = ((bytes[0] ?? 0) & 0x80) !== 0;
  return element(0x02, isHigh ? Buffer.from([0]) : Buffer.alloc(0), bytes);
}

/** Bits, the last `unused` of which are padding. */
export const bits = (content: Uint8Array, unused = 0) =>
  element(0x03, Buffer.from([unused]), content);

/** `2.5.29.17`. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((value) => {
    const groups = [value & 0x7f];
    for (let left = value >>> 7; left > 0; left >>>= 7) {
      groups.unshift((left & 0x7f) | 0x80);
    }
    return groups;
  });
  return element(0x06, Buffer.from(bytes));
}

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
export function time(at: Temporal.Instant): Buffer {
  const digits = at
    .round({ smallestUnit: 'second', roundingMode: 'trunc' })
    .toString()
    .replaceAll(/[-:T]/g, '');
  return digits < '2050'
    ? element(0x17, Buffer.from(digits.slice(2)))
    : element(0x18, Buffer.from(digits));
}
