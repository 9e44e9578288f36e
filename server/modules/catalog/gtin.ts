// Article numbers as GS1 has them. JAN-13 and JAN-8, EAN, UPC-A and ITF-14 are one number, the GTIN, and
// are compared with 14 digits. Prefixes 02, 04 and 20–29 are for use inside a shop: another shop's 2000…
// is another thing. Source: GS1 General Specifications, 3.2 (GTIN), 7.9 (check digit), 2.1.11 (restricted
// circulation numbers); GS1 Digital Link 1.2 for the web address form.

export type CodeKind = 'gtin' | 'in_store' | 'label';
export type ArticleCode = { readonly kind: CodeKind; readonly value: string };

/** The check digit (0–9) of the digits that stand before it; from the right they weigh 3, 1, 3 … */
export function checkDigitOf(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight) {
    sum += (digits.charCodeAt(index) - 48) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

/** The GTIN with 14 digits, or undefined when length or check digit do not fit. Any width, hyphens allowed. */
export function toGtin14(text: string): string | undefined {
  const digits = text.normalize('NFKC').replaceAll(/[\s\-‐‑–—ー−]/g, '');
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) {
    return undefined;
  }
  const isValid = checkDigitOf(digits.slice(0, -1)) === Number(digits.at(-1));
  return isValid ? digits.padStart(14, '0') : undefined;
}

/** Whether a GTIN-14 is a shop's own number (02, 04 or 20–29 as EAN-13; 0 or 2 as EAN-8). */
export function isInStore(gtin14: string): boolean {
  if (gtin14.startsWith('000000')) {
    return /^0{6}[02]/.test(gtin14);
  }
  return /^0(?:0[24]|2\d)/.test(gtin14);
}

/**
 * What a scan or a typed number stands for: a GTIN, an in-store number or, when it is neither, a label as
 * it is printed. Understands GS1 Digital Link addresses (`https://…/01/04569951116179/…`) and element
 * strings (`(01)04569951116179(10)A1`, `]C10104569951116179…`).
 */
export function readCode(text: string): ArticleCode {
  const trimmed = text.normalize('NFKC').trim();
  const gtin = toGtin14(gtinInside(trimmed) ?? trimmed);
  if (gtin === undefined) {
    return { kind: 'label', value: trimmed };
  }
  return { kind: isInStore(gtin) ? 'in_store' : 'gtin', value: gtin };
}

function gtinInside(text: string): string | undefined {
  if (/^https?:\/\//i.test(text)) {
    return /\/(?:01|gtin)\/(\d{8,14})(?=[/?#]|$)/.exec(text)?.[1];
  }
  return /^(?:\](?:C1|e0|d2|Q3|J1))?(?:\(01\)|01(?=\d{14}))(\d{14})/.exec(text)?.[1];
}

/** A GTIN-14 as people read it: JAN-13 or JAN-8 where it fits. */
export function shortGtin(gtin14: string): string {
  if (gtin14.startsWith('000000')) {
    return gtin14.slice(6);
  }
  return gtin14.startsWith('0') ? gtin14.slice(1) : gtin14;
}
