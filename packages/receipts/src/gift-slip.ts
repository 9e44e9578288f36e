// The slip of a gift card: whoever holds its code holds the value, so the code stands there for a reader and for people.
import { codeMarkup, plainText } from './label.ts';

export type GiftSlip = {
  readonly title: string;
  /** As people read it, with its currency. */
  readonly amount: string;
  readonly code: string;
  /** How long it is valid, where it pays, whose it is; one a line. */
  readonly notes: readonly string[];
};

export function giftSlipMarkup({ title, amount, code, notes }: GiftSlip): string {
  return [
    `"${plainText(title)}`,
    `^^^${plainText(amount)}`,
    '',
    codeMarkup(code),
    '',
    plainText(code),
    '',
    ...notes.map(plainText),
    '=',
    '',
  ].join('\n');
}
