// What the label programs give back: B2 Cloud its 発行済データ, e飛伝III its 出荷履歴, both in the columns that went in, with the
// number of the label filled in. CP932, or UTF-8 where somebody saved it anew; with or without its first row.
import iconv from 'iconv-lite';
import type { Carrier } from '../picking/store-parcels.ts';
import { sagawaHeader, yamatoHeader } from './labels.ts';

export type TrackedRow = {
  /** In the file, from 1. */
  readonly row: number;
  readonly number: string;
  /** Digits; empty where there is none yet. */
  readonly trackingNumber: string;
};

const orderColumn = 'お客様管理番号';
const trackingColumns = {
  yamato: ['伝票番号'],
  sagawa: ['お問い合せ送り状No.', 'お問合せ送り状No.', 'お問い合わせ送り状No.', '送り状番号'],
} as const;
const usual = {
  yamato: {
    number: yamatoHeader.indexOf(orderColumn),
    tracking: yamatoHeader.indexOf('伝票番号'),
  },
  sagawa: {
    number: sagawaHeader.indexOf(orderColumn),
    tracking: sagawaHeader.indexOf('お問い合せ送り状No.'),
  },
} as const;

/** Rows with the number of an order, in their order. */
export function readTracking(carrier: Carrier, file: Buffer): TrackedRow[] {
  const rows = readCsv(decode(file));
  const header = rows[0]?.map((name) => name.normalize('NFKC').trim()) ?? [];
  const names = new Set<string>(trackingColumns[carrier].map((name) => name.normalize('NFKC')));
  const at = {
    number: header.indexOf(orderColumn),
    tracking: header.findIndex((name) => names.has(name)),
  };
  const hasHeader = at.number !== -1 && at.tracking !== -1;
  const { number, tracking } = hasHeader ? at : usual[carrier];
  return rows.flatMap((fields, index) => {
    const orderNumber = (fields[number] ?? '').normalize('NFKC').trim();
    const trackingNumber = (fields[tracking] ?? '').normalize('NFKC').replaceAll(/\D/gu, '');
    return (hasHeader && index === 0) || orderNumber === ''
      ? []
      : [{ row: index + 1, number: orderNumber, trackingNumber }];
  });
}

function decode(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return iconv.decode(file, 'cp932');
  }
}

/** RFC 4180: fields in quotes may hold commas, line ends and doubled quotes. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.matchAll(/(?:"(?:[^"]|"")*"|[^"\r\n])+/g)) {
    const fields = [...`${line[0]},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)];
    rows.push(fields.map((field) => (field[1] ?? field[2] ?? '').replaceAll('""', '"')));
  }
  return rows;
}
