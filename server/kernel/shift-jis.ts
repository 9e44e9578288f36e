// Shift_JIS as Japanese spreadsheets and carriers' programs read it, which is CP932. What it has no sign for becomes the
// printers' mark for a missing one, so that no row breaks; signs it has in another form are folded to that.
import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';

/** Stands where a sign is missing. */
const missing = '〓';

/** The text as CP932 can hold it; line ends stay. */
export function foldForShiftJis(text: string): string {
  const folded = text
    .replaceAll('\u301C', '～')
    .replaceAll('\u2212', '－')
    .replaceAll('\u00A5', '￥')
    .replaceAll('\u2014', '―');
  // Nearly all texts are whole: asking once costs a fiftieth of asking for each sign.
  return survives(folded)
    ? folded
    : Array.from(folded, (sign) => (survives(sign) ? sign : missing)).join('');
}

/** The bytes of a text; fold it first. */
export function encodeShiftJis(text: string): Buffer {
  return iconv.encode(text, 'cp932');
}

function survives(text: string): boolean {
  return isAscii(Buffer.from(text)) || iconv.decode(iconv.encode(text, 'cp932'), 'cp932') === text;
}
