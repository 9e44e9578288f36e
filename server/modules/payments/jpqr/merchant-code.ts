// The code a shop shows (EMVCo merchant-presented mode, JPQR): static on the counter, dynamic with the amount
// of one order. Real use needs ids given out by the Payments Japan Association; they are only carried here.
import { paymentsRefusals } from '../errors.ts';
import {
  assertCheckDigits,
  readDataObjects,
  withCheckDigits,
  writeDataObjects,
} from './data-objects.ts';

const jpqrName = 'jp.or.paymentsjapan';
/** ISO 4217 numeric; JPQR knows yen only. */
const yen = '392';

export type JpqrIds = {
  /** 13 digits */
  readonly company: string;
  /** 4 digits */
  readonly shop: string;
  /** 6 digits */
  readonly terminal: string;
  /** 6 digits */
  readonly agent: string;
};

export type MerchantCode = {
  readonly isDynamic: boolean;
  readonly jpqr: JpqrIds | null;
  /** Other payment networks of the same code, by tag 02 to 51. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly categoryCode: string | null;
  /** ISO 4217 numeric. */
  readonly currency: string;
  readonly amountMinor: number | null;
  readonly country: string;
  readonly name: string;
  readonly city: string;
  readonly postalCode: string | null;
  readonly localName: string | null;
  readonly referenceLabel: string | null;
};

export type CodeToMake = {
  readonly jpqr: JpqrIds;
  /** ISO 18245, 4 digits. */
  readonly categoryCode: string;
  /** Latin letters, at most 25. */
  readonly name: string;
  readonly city: string;
  readonly postalCode?: string;
  readonly localName?: string;
  /** Whole yen; makes the code dynamic. */
  readonly amountYen?: number;
  /** The order or payment it is for; dynamic codes only. */
  readonly referenceLabel?: string;
};

/** Makes a static code, or a dynamic one when there is an amount. */
export function makeMerchantCode(code: CodeToMake): string {
  const isDynamic = code.amountYen !== undefined;
  return withCheckDigits(
    writeDataObjects({
      '00': '01',
      '01': isDynamic ? '12' : '11',
      '26': writeDataObjects({
        '00': jpqrName,
        '01': code.jpqr.company,
        '02': code.jpqr.shop,
        '03': code.jpqr.terminal,
        '04': code.jpqr.agent,
      }),
      '52': code.categoryCode,
      '53': yen,
      '54': isDynamic ? String(code.amountYen) : undefined,
      '58': 'JP',
      '59': code.name,
      '60': code.city,
      '61': code.postalCode,
      '62':
        code.referenceLabel === undefined
          ? undefined
          : writeDataObjects({ '05': code.referenceLabel }),
      '64':
        code.localName === undefined
          ? undefined
          : writeDataObjects({ '00': 'JA', '01': code.localName }),
    }),
  );
}

/** Reads a code and checks its digits. Refuses with payments.code_unreadable, payments.code_corrupt. */
export function readMerchantCode(text: string): MerchantCode {
  assertCheckDigits(text);
  const objects = readDataObjects(text);
  const currency = required(objects, '53');
  return {
    isDynamic: objects.get('01') === '12',
    jpqr: readJpqrIds(objects),
    accounts: Object.fromEntries(
      [...objects].filter(([tag]) => tag >= '02' && tag <= '51' && tag !== '26'),
    ),
    categoryCode: objects.get('52') ?? null,
    currency,
    amountMinor: readAmount(objects.get('54'), currency),
    country: required(objects, '58'),
    name: required(objects, '59'),
    city: required(objects, '60'),
    postalCode: objects.get('61') ?? null,
    localName: nested(objects, '64').get('01') ?? null,
    referenceLabel: nested(objects, '62').get('05') ?? null,
  };
}

function readJpqrIds(objects: ReadonlyMap<string, string>): JpqrIds | null {
  const account = nested(objects, '26');
  if (account.get('00') !== jpqrName) {
    return null;
  }
  return {
    company: required(account, '01'),
    shop: required(account, '02'),
    terminal: required(account, '03'),
    agent: required(account, '04'),
  };
}

function readAmount(text: string | undefined, currency: string): number | null {
  if (text === undefined) {
    return null;
  }
  if (!/^[0-9]{1,13}(?:\.[0-9]{0,2})?$/.test(text)) {
    throw paymentsRefusals.code_unreadable({ reason: 'tag 54' });
  }
  // JPQR knows yen only; other currencies are taken to have two decimals.
  const minorDigits = currency === yen ? 0 : 2;
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.replace(/0+$/, '').length > minorDigits) {
    throw paymentsRefusals.code_unreadable({ reason: 'tag 54' });
  }
  return Number(`${whole}${fraction.padEnd(minorDigits, '0').slice(0, minorDigits)}`);
}

function nested(objects: ReadonlyMap<string, string>, tag: string): ReadonlyMap<string, string> {
  const value = objects.get(tag);
  return value === undefined ? new Map() : readDataObjects(value);
}

function required(objects: ReadonlyMap<string, string>, tag: string): string {
  const value = objects.get(tag);
  if (value === undefined) {
    throw paymentsRefusals.code_unreadable({ reason: `tag ${tag}` });
  }
  return value;
}
