// From markup to what a screen or a printer takes.
import receiptline from 'receiptline';

/** Characters of half width in a line: 80 mm paper. */
const columns = 48;

/** A picture (SVG text), for the screen, the e-receipt, labels and printers that print pictures. */
export function pictureOf(markup: string, charactersALine = columns): string {
  const picture = receiptline.transform(markup, {
    cpl: charactersALine,
    encoding: 'shiftjis',
    spacing: true,
    command: 'svg',
  });
  // It asks a server far away for its font; ours come from this house, and a shop may have no line.
  return picture
    .replace(/<style[\s\S]*?<\/style>/, '')
    .replace('monospace', "'Noto Sans JP', monospace");
}

/** Of what speech the printers of shops are. */
export type PrinterSpeech = 'escpos' | 'starprnt';

const commands = { escpos: 'escpos', starprnt: 'starmbcs' } as const;

/** The bytes for a printer; needs Node, where the tables of Shift_JIS are. */
export function bytesOf(markup: string, speech: PrinterSpeech): Uint8Array {
  const text = receiptline.transform(markup, {
    cpl: columns,
    encoding: 'shiftjis',
    spacing: true,
    cutting: true,
    command: commands[speech],
  });
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
}
