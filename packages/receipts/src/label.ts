// Labels of goods and shelves: the same markup becomes a picture on a sheet of stickers and the bytes for a printer of
// receipts. Prices include tax (総額表示); a JAN is drawn as bars, everything else as a QR code.
export type LabelToPrint = {
  readonly name: string;
  /** A JAN of 8 or 13 digits, a code, the number of a shelf. */
  readonly code: string;
  /** As people read it, with its currency; null: no price on it. */
  readonly price: string | null;
  /** Under the price: `税込`. */
  readonly taxNote: string;
  /** Above it, struck: what it was before. */
  readonly before: string | null;
  /** `30%引き`, 賞味期限 and the like, one a line. */
  readonly notes: readonly string[];
};

/** A bar code of JAN where the code is one, with its digits, else a QR code. */
export function codeMarkup(code: string): string {
  const option = isJan(code) ? 'jan,2,60,hri' : 'qrcode,4,M';
  // A semicolon would end the code and begin an option of its own.
  return `{code:${plainText(code).replaceAll(';', String.raw`\;`)};option:${option}}`;
}

/** Whether it is a JAN of 13 or 8 digits with a right check digit (GS1 General Specifications 7.9). */
export function isJan(code: string): boolean {
  if (!/^(?:\d{13}|\d{8})$/.test(code)) {
    return false;
  }
  const sum = Array.from(code.slice(0, -1))
    .toReversed()
    .reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(code.at(-1));
}

/** Labels one after the other, each cut off. */
export function labelMarkup(labels: readonly LabelToPrint[]): string {
  return labels
    .map(({ name, code, price, taxNote, before, notes }) =>
      [
        `"${plainText(name)}`,
        ...(before === null ? [] : [`~~${plainText(before)}`]),
        ...(price === null ? [] : [`^^^${plainText(price)}`, plainText(taxNote)]),
        ...notes.map((note) => `^${plainText(note)}`),
        codeMarkup(code),
        '=',
        '',
      ].join('\n'),
    )
    .join('');
}

/** What the markup itself is made of. */
export function plainText(text: string): string {
  return text.replaceAll(/[\\|{}~_"`^]/g, (sign) => `\\${sign}`).replaceAll(/[\r\n]+/g, ' ');
}
