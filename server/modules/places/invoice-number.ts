// 適格請求書発行事業者登録番号: T and the 13 digits of the corporate number (法人番号), whose first digit
// checks the others. Source: 法人番号の指定等に関する省令 第2条. A sole trader's number has no such rule,
// but the tax agency gives those check digits too.

/** The number as `T` and 13 digits, or undefined when it is none. Any width, spaces and hyphens allowed. */
export function readInvoiceNumber(text: string): string | undefined {
  const folded = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐‑–—ー−]/g, '');
  if (!/^T\d{13}$/.test(folded)) {
    return undefined;
  }
  return corporateCheckDigitOf(folded.slice(2)) === Number(folded[1]) ? folded : undefined;
}

/** 9 − Σ(Pn·Qn) mod 9 over the 12 digits, where Q is 1, 2, 1, 2 … from the right. */
export function corporateCheckDigitOf(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 1; index >= 0; index -= 1, weight = 3 - weight) {
    sum += (digits.charCodeAt(index) - 48) * weight;
  }
  return 9 - (sum % 9);
}
