/**
 * Order lines. History is a fact: whatever price, quantity or contact a line has, it happened, and
 * only a line that names no order, article, amount or time says nothing.
 */
import { accept, type Parsed } from '../reason.ts';
import { parseIdentifier, parseText } from '../values/codes.ts';
import { parseEmail, parsePhone, parsePostalCode } from '../values/contact.ts';
import { parseDecimal, parseQuantity, parseRatePercent } from '../values/decimal.ts';
import { parseInstant } from '../values/moment.ts';
import { parseCurrency } from '../values/words.ts';
import { CUSTOMER_KEY_HEADERS } from './customers.ts';
import { lenient, optional, type RowOf, required, split } from './field.ts';
import { PLACE_CODE_HEADERS } from './places.ts';
import { ITEM_CODE_HEADERS } from './products.ts';

export const orderFields = {
  orderNumber: required(
    parseIdentifier,
    'InvoiceNo | 注文番号 | 受注番号 | order_number | orderNumber | order_no | order_id',
    '取引ID | 注文ID | transactionHeadId | Transaction ID | receipt_no | orderCode | 伝票番号',
    '受注ID | Name | レシート番号',
  ),
  lineNumber: optional(
    parseIdentifier,
    '注文詳細ID | line_number | 行番号 | 明細番号 | transactionDetailId | 取引明細ID | INDEX',
    'receipt_sub_no',
  ),
  itemCode: optional(parseIdentifier, ITEM_CODE_HEADERS, '商品ID | productId | product_id'),
  itemName: optional(
    parseText,
    '商品名 | Lineitem name | Description | item_name | productName | Item | 品名',
  ),
  variantName: optional(
    parseText,
    '規格分類名1 + 規格分類名2 | 商品バリエーション選択肢 | Price Point Name | variant | 規格',
  ),
  quantity: required(
    parseQuantity,
    'Quantity | 個数 | 数量 | Lineitem quantity | qty | 注文数 | 販売数量',
  ),
  unitPrice: required(
    parseDecimal,
    'UnitPrice | 価格 | 単価 | 商品単価 | Lineitem price | unit_price | price | salesPrice',
    '販売単価 | 販売価格',
  ),
  orderedAt: required(
    parseInstant,
    'InvoiceDate | 受注日 | 注文日時 | 注文日 | 受注日時 | Created at | ordered_at',
    'order_date | orderedAt | 取引日時 | transactionDateTime | orderDateTime | sold_at',
    '購入日時 | 購入日 | 売上日時 | sales_ymd | Date + Time | date',
  ),
  customerKey: optional(parseIdentifier, CUSTOMER_KEY_HEADERS),
  customerName: optional(
    parseText,
    'お名前(姓) + お名前(名) | 姓 + 名 | Billing Name | customer_name | 氏名 | 注文者名',
    'お名前 | 購入者名',
  ),
  customerEmail: lenient(
    optional(parseEmail, 'メールアドレス | Email | mail | customer_email | 注文者メールアドレス'),
  ),
  customerPhone: lenient(
    split(
      '-',
      (text) => parsePhone(text),
      'TEL | 電話番号 | Phone | Billing Phone | TEL1 + TEL2 + TEL3',
    ),
  ),
  customerPostalCode: lenient(
    split(
      '',
      parsePostalCode,
      '郵便番号 | Billing Zip | postal_code | postal_cd | 郵便番号1 + 郵便番号2',
    ),
  ),
  currency: optional(parseCurrency, 'Currency | 通貨'),
  taxRatePercent: optional(parseRatePercent, '税率 | tax_rate | taxRate | 消費税率'),
  placeCode: optional(parseIdentifier, PLACE_CODE_HEADERS),
  country: optional(parseText, 'Country | 国 | Billing Country | country_code'),
  status: optional(
    parseText,
    '対応状況(名称) | 対応状況 | ステータス | 注文ステータス | status | Financial Status',
    '取引区分 | 取消区分 | cancelDivision | 受注ステータス | 管理ステータス',
  ),
  cancelledAt: optional(
    parseInstant,
    'Cancelled at | キャンセル日 | キャンセル日時 | 取消日時 | canceled_at | 返金日時',
  ),
  lineKindName: optional(
    parseText,
    '明細区分(名称) | 明細区分 | 明細区分(ID) | line_kind | lineKind',
  ),
  note: optional(parseText, '備考 | Notes | memo | note'),
};

export type LineKind = 'item' | 'shipping' | 'fee' | 'discount' | 'tax' | 'points';

/**
 * One line of an order that has happened: a fact, so any quantity and price is taken. Without
 * `customerKey` (and mail) it is a guest's. `currency` absent: as on the first line of the same
 * order, else the installation's.
 */
export type OrderLineRow = Omit<RowOf<typeof orderFields>, 'lineKindName'> & {
  readonly lineKind: LineKind;
  readonly isCancellation: boolean;
};

/** EC-CUBE's 明細区分 by name and number. */
const LINE_KINDS: ReadonlyMap<string, LineKind> = new Map([
  ...['商品', '1', 'item', 'product'].map((word) => [word, 'item'] as const),
  ...['送料', '2', 'shipping'].map((word) => [word, 'shipping'] as const),
  ...['手数料', '3', 'fee', 'charge'].map((word) => [word, 'fee'] as const),
  ...['割引', '値引き', '4', 'discount'].map((word) => [word, 'discount'] as const),
  ...['税', '5', 'tax'].map((word) => [word, 'tax'] as const),
  ...['ポイント', '6', 'points', 'point'].map((word) => [word, 'points'] as const),
]);

const CANCELLED =
  /^(?:注文取消し?|取消し?|取消済み?|キャンセル(?:済み?)?|返品|返金済み?|cancell?ed|void(?:ed)?|refunded|returned?)$/i;

export function finishOrderLine(values: RowOf<typeof orderFields>): Parsed<OrderLineRow> {
  const { lineKindName, ...line } = values;
  // A leading C alone may be any shop's numbering; with goods going back it cancels an invoice.
  const isCreditNumber = /^C\d/.test(line.orderNumber) && line.quantity.units < 0n;
  return accept({
    ...line,
    lineKind: LINE_KINDS.get((lineKindName ?? '').toLowerCase()) ?? 'item',
    isCancellation:
      isCreditNumber || line.cancelledAt !== undefined || CANCELLED.test(line.status ?? ''),
  });
}
