/**
 * Telephone numbers in every shape as national digits: 03-1234-5678, （03）1234-5678, +81 3 1234 5678, 0081….
 * A filled-in nothing (000-0000-0000, 090-0000-0000, 1111111, 0120…) is no number of a person.
 */
export function readPhone(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/(?:ext|内線|x)\.?\s*\d+\s*$/i, '');
  let digits = plain.replaceAll(/\D/g, '');
  if (/^\s*(\+|00)81/.test(plain) || /^81[1-9]0?\d{8,9}$/.test(digits)) {
    digits = `0${digits.replace(/^(00)?81/, '').replace(/^0/, '')}`;
  } else if (digits.length === 11 && digits.startsWith('1')) {
    digits = digits.slice(1);
  }
  if (digits.length < 6 || digits.length > 15) return undefined;
  if (
    /^0*(\d)\1*$/.test(digits) ||
    /^0[5-9]0(\d)\1{7}$/.test(digits) ||
    /^0(120|800)/.test(digits) ||
    /^0?12345678?9?0?/.test(digits)
  ) {
    return undefined;
  }
  return digits;
}
