// Receipts as printed things.
export { markupOf } from './markup.ts';
export { bytesOf, type PrinterSpeech, pictureOf } from './print.ts';
export type { PrintedWith, ReceiptToPrint } from './receipt.ts';
