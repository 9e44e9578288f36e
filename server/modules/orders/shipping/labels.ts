// Rows for the label programs of two carriers, as their standard layouts have them: Yamato's B2 Cloud (基本レイアウト, the
// first 42 of 95 columns; the rest may be left out) and Sagawa's e飛伝III (標準, 74 columns). Both read CP932 with CRLF and
// quoted fields. Yamato counts in half widths (住所 64, アパートマンション名 32, 名 32, 部門 50, 品名 50, カナ 50 in half-width
// katakana), Sagawa in signs of full width (16 a line). What does not fit a line goes on in the next; what fits none is told
// before (label-problems.ts). What CP932 has no sign for is folded, so that no row breaks on an address.
import { encodeShiftJis, foldForShiftJis } from '#kernel/shift-jis';

export type Parcel = {
  readonly number: string;
  readonly day: Temporal.PlainDate;
  readonly to: Party;
  readonly from: Party;
  /** What is in it, as the label says. */
  readonly content: string;
  readonly contract?: Contract | undefined;
};

/** As the carrier gave it to the shop. */
export type Contract = {
  /** 請求先顧客コード, お客様コード. */
  readonly customerCode: string;
  /** 運賃管理番号; Yamato only. */
  readonly fareCode: string;
};

export type Party = {
  readonly name: string;
  readonly kana: string;
  readonly phone: string;
  readonly postalCode: string;
  /** With the prefecture. */
  readonly address: string;
};

/** 発払い; nothing is collected at the door. */
const prepaid = '0';

export const yamatoHeader = [
  'お客様管理番号',
  '送り状種類',
  'クール区分',
  '伝票番号',
  '出荷予定日',
  'お届け予定日',
  '配達時間帯',
  'お届け先コード',
  'お届け先電話番号',
  'お届け先電話番号枝番',
  'お届け先郵便番号',
  'お届け先住所',
  'お届け先アパートマンション名',
  'お届け先会社・部門1',
  'お届け先会社・部門2',
  'お届け先名',
  'お届け先名(カナ)',
  '敬称',
  'ご依頼主コード',
  'ご依頼主電話番号',
  'ご依頼主電話番号枝番',
  'ご依頼主郵便番号',
  'ご依頼主住所',
  'ご依頼主アパートマンション',
  'ご依頼主名',
  'ご依頼主名(カナ)',
  '品名コード1',
  '品名1',
  '品名コード2',
  '品名2',
  '荷扱い1',
  '荷扱い2',
  '記事',
  'コレクト代金引換額(税込)',
  '内消費税額等',
  '止置き',
  '営業所コード',
  '発行枚数',
  '個数口表示フラグ',
  '請求先顧客コード',
  '請求先分類コード',
  '運賃管理番号',
] as const;

/** Half widths a field of Yamato's takes. */
export const yamatoWidths = {
  address: 64,
  building: 32,
  company: 50,
  name: 32,
  kana: 50,
  content: 50,
};
/** Signs a line of Sagawa's takes. */
export const sagawaLineMax = 16;

export function yamatoRow({ number, day, to, from, content, contract }: Parcel): string[] {
  const [address, rest] = cutWide(to.address, yamatoWidths.address);
  const [building, more] = cutWide(rest, yamatoWidths.building);
  const [fromAddress, fromBuilding] = cutWide(from.address, yamatoWidths.address);
  const row: Partial<Record<(typeof yamatoHeader)[number], string>> = {
    お客様管理番号: number,
    送り状種類: prepaid,
    クール区分: '0',
    出荷予定日: slashed(day),
    お届け先電話番号: to.phone,
    お届け先郵便番号: to.postalCode,
    お届け先住所: address,
    お届け先アパートマンション名: building,
    'お届け先会社・部門1': cutWide(more, yamatoWidths.company)[0],
    お届け先名: cutWide(to.name, yamatoWidths.name)[0],
    'お届け先名(カナ)': cutWide(halfKana(to.kana), yamatoWidths.kana)[0],
    敬称: '様',
    ご依頼主電話番号: from.phone,
    ご依頼主郵便番号: from.postalCode,
    ご依頼主住所: fromAddress,
    ご依頼主アパートマンション: cutWide(fromBuilding, yamatoWidths.building)[0],
    ご依頼主名: cutWide(from.name, yamatoWidths.name)[0],
    品名1: cutWide(content, yamatoWidths.content)[0],
    発行枚数: '1',
    請求先顧客コード: contract?.customerCode ?? '',
    運賃管理番号: contract?.fareCode ?? '',
  };
  return yamatoHeader.map((column) => row[column] ?? '');
}

export const sagawaHeader = [
  'お届け先コード取得区分',
  'お届け先コード',
  'お届け先電話番号',
  'お届け先郵便番号',
  'お届け先住所1',
  'お届け先住所2',
  'お届け先住所3',
  'お届け先名称1',
  'お届け先名称2',
  'お客様管理番号',
  'お客様コード',
  '部署ご担当者コード取得区分',
  '部署ご担当者コード',
  '部署ご担当者名称',
  '荷送人電話番号',
  'ご依頼主コード取得区分',
  'ご依頼主コード',
  'ご依頼主電話番号',
  'ご依頼主郵便番号',
  'ご依頼主住所1',
  'ご依頼主住所2',
  'ご依頼主名称1',
  'ご依頼主名称2',
  '荷姿',
  '品名1',
  '品名2',
  '品名3',
  '品名4',
  '品名5',
  '荷札荷姿',
  '荷札品名1',
  '荷札品名2',
  '荷札品名3',
  '荷札品名4',
  '荷札品名5',
  '荷札品名6',
  '荷札品名7',
  '荷札品名8',
  '荷札品名9',
  '荷札品名10',
  '荷札品名11',
  '出荷個数',
  'スピード指定',
  'クール便指定',
  '配達日',
  '配達指定時間帯',
  '配達指定時間(時分)',
  '代引金額',
  '消費税',
  '決済種別',
  '保険金額',
  '指定シール1',
  '指定シール2',
  '指定シール3',
  '営業所受取',
  'SRC区分',
  '営業所受取営業所コード',
  '元着区分',
  'メールアドレス',
  'ご不在時連絡先',
  '出荷日',
  'お問い合せ送り状No.',
  '出荷場印字区分',
  '集約解除指定',
  '編集01',
  '編集02',
  '編集03',
  '編集04',
  '編集05',
  '編集06',
  '編集07',
  '編集08',
  '編集09',
  '編集10',
] as const;

export function sagawaRow({ number, day, to, from, content, contract }: Parcel): string[] {
  const [first, rest] = cut(to.address, sagawaLineMax);
  const [second, third] = cut(rest, sagawaLineMax);
  const [fromFirst, fromSecond] = cut(from.address, sagawaLineMax);
  const [name, nameRest] = cut(to.name, sagawaLineMax);
  const row: Partial<Record<(typeof sagawaHeader)[number], string>> = {
    お届け先電話番号: to.phone,
    お届け先郵便番号: to.postalCode,
    お届け先住所1: first,
    お届け先住所2: second,
    お届け先住所3: third,
    お届け先名称1: name,
    お届け先名称2: nameRest,
    お客様管理番号: number,
    お客様コード: contract?.customerCode ?? '',
    ご依頼主電話番号: from.phone,
    ご依頼主郵便番号: from.postalCode,
    ご依頼主住所1: fromFirst,
    ご依頼主住所2: cut(fromSecond, sagawaLineMax)[0],
    ご依頼主名称1: cut(from.name, sagawaLineMax)[0],
    品名1: cut(content, sagawaLineMax)[0],
    出荷個数: '1',
    スピード指定: '000',
    クール便指定: '001',
    元着区分: '1',
    出荷日: slashed(day),
  };
  return sagawaHeader.map((column) => row[column] ?? '');
}

function slashed(day: Temporal.PlainDate): string {
  return day.toString().replaceAll('-', '/');
}

/** The first so many signs, and all that is left: a room number that is cut off is a parcel that comes back. */
function cut(text: string, most: number): [string, string] {
  const signs = Array.from(text);
  return [signs.slice(0, most).join(''), signs.slice(most).join('')];
}

/** The same in half widths: a sign of full width is two. */
function cutWide(text: string, most: number): [string, string] {
  let width = 0;
  const signs = Array.from(text);
  const at = signs.findIndex((sign) => {
    width += widthOf(sign);
    return width > most;
  });
  return at === -1 ? [text, ''] : [signs.slice(0, at).join(''), signs.slice(at).join('')];
}

/** Half widths, as CP932 has them: a byte each. */
export function widthOf(text: string): number {
  return Array.from(text).reduce(
    (sum, sign) => sum + (/[\u0020-\u007e\uff61-\uff9f]/.test(sign) ? 1 : 2),
    0,
  );
}

/** カタカナ as ｶﾀｶﾅ, by what each half-width sign (with its mark) is of full width. */
const halfOf = new Map(
  Array.from({ length: 0xff9d - 0xff61 + 1 }, (_, index) =>
    String.fromCharCode(0xff61 + index),
  ).flatMap((half) =>
    ['', '\uff9e', '\uff9f'].flatMap((mark) => {
      const full = (half + mark).normalize('NFKC');
      return Array.from(full).length === 1 ? [[full, half + mark] as const] : [];
    }),
  ),
);

export function halfKana(text: string): string {
  return Array.from(text.normalize('NFKC'), (sign) => halfOf.get(sign) ?? sign).join('');
}

/** Every field quoted, rows ended by CRLF, in CP932; a sign that CP932 has not becomes 〓. */
export function toCp932Csv(rows: readonly (readonly string[])[]): Buffer {
  const text = rows
    .map((row) => row.map((field) => `"${onOneLine(field).replaceAll('"', '""')}"`).join(','))
    .map((line) => `${line}\r\n`)
    .join('');
  return encodeShiftJis(text);
}

function onOneLine(field: string): string {
  return foldForShiftJis(field.replaceAll(/[\r\n\t]+/gu, ' '));
}
