// Receipts as printed things.
export { giftSlipMarkup } from './gift-slip.ts';
export { codeMarkup, isJan, type LabelToPrint, labelMarkup } from './label.ts';
export { markupOf } from './markup.ts';
export { bytesOf, type PrinterSpeech, pictureOf } from './print.ts';
export type { PrintedWith, ReceiptToPrint } from './receipt.ts';
