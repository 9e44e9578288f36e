// What a scan says. Readers put symbology marks and control characters around a code; JAN, EAN and UPC carry a check
// digit (GS1 General Specifications 7.9); a 2D code may hold a GS1 Digital Link or an address of our own.
import { isCardCode, isCardNumber } from '@engawa/card';

export type Scan =
  | { readonly kind: 'item'; readonly code: string }
  | { readonly kind: 'order'; readonly orderId: string }
  | { readonly kind: 'return-request'; readonly requestId: string }
  | { readonly kind: 'layaway'; readonly layawayId: string }
  | { readonly kind: 'transfer'; readonly transferId: string }
  | { readonly kind: 'order-number'; readonly number: string }
  | { readonly kind: 'member'; readonly code: string }
  | { readonly kind: 'misread'; readonly code: string };

/** Reads the text of a scan; empty text is a misread. */
export function readScan(raw: string): Scan {
  const text = cleanOf(raw);
  const orderId = /(?:^|\/)(ord_[0-7][0-9a-hjkmnp-tv-z]{25})(?:$|[/?#])/.exec(text)?.[1];
  if (orderId !== undefined) {
    return { kind: 'order', orderId };
  }
  const requestId = /(?:^|\/)(rrq_[0-7][0-9a-hjkmnp-tv-z]{25})(?:$|[/?#])/.exec(text)?.[1];
  if (requestId !== undefined) {
    return { kind: 'return-request', requestId };
  }
  const layawayId = /(?:^|\/)(lay_[0-7][0-9a-hjkmnp-tv-z]{25})(?:$|[/?#])/.exec(text)?.[1];
  if (layawayId !== undefined) {
    return { kind: 'layaway', layawayId };
  }
  const transferId = /(?:^|\/)(trf_[0-7][0-9a-hjkmnp-tv-z]{25})(?:$|[/?#])/.exec(text)?.[1];
  if (transferId !== undefined) {
    return { kind: 'transfer', transferId };
  }
  const number = /^(\d{6})[-ー−‐](\d{4,9})$/.exec(text);
  if (number !== null) {
    return { kind: 'order-number', number: `${number[1]}-${number[2]}` };
  }
  const member = text.replaceAll(/\s/g, '');
  if (isCardCode(member) || isCardNumber(member)) {
    return { kind: 'member', code: member };
  }
  const inside = gtinInside(text);
  const digits = inside ?? (/^\d{8}$|^\d{12,14}$/.test(text) ? text : undefined);
  if (digits !== undefined && !hasRightCheckDigit(digits)) {
    return { kind: 'misread', code: digits };
  }
  return text === ''
    ? { kind: 'misread', code: text }
    : { kind: 'item', code: digits ?? text.slice(0, 100) };
}

/** Whether the last digit fits those before it; from the right they weigh 3, 1, 3 … */
export function hasRightCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 2, weight = 3; index >= 0; index -= 1, weight = 4 - weight) {
    sum += Number(digits[index]) * weight;
  }
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** Half width, without control characters and without the mark of the symbology (`]E0`, `]C1` …). */
function cleanOf(raw: string): string {
  const plain = raw
    .normalize('NFKC')
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  return plain.replace(/^\][A-Za-z]\d/, '');
}

function gtinInside(text: string): string | undefined {
  const link = /^https?:\/\/.*\/(?:01|gtin)\/(\d{8,14})(?=[/?#]|$)/i.exec(text)?.[1];
  return link ?? /^(?:\(01\)|01(?=\d{14}(?:\D|\d{2})))(\d{14})/.exec(text)?.[1];
}

const repeatMs = 1000;

/** Lets a code through once a second: a camera sees it in every picture, a hand pulls the trigger twice. */
export function createScanGate(): (code: string, atMs: number) => boolean {
  let last = { code: '', atMs: Number.NEGATIVE_INFINITY };
  return (code, atMs) => {
    const isRepeat = code === last.code && atMs - last.atMs < repeatMs;
    last = { code, atMs };
    return !isRepeat;
  };
}
