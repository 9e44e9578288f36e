/**
 * Opening balances: what people hold in the old system becomes one lot a row, with its own expiry.
 */
import { parseIdentifier, parseText } from '../values/codes.ts';
import { parseDecimal, parseRatePercent, parseWhole } from '../values/decimal.ts';
import { parseExpiry, parseInstant } from '../values/moment.ts';
import { parseCurrency } from '../values/words.ts';
import { CUSTOMER_KEY_HEADERS } from './customers.ts';
import { optional, type RowOf, required } from './field.ts';

const EXPIRY_HEADERS =
  '有効期限 | 失効日 | 期限 | ポイント有効期限 | expires_at | expiry | expires_on | ' +
  'expiration_date | pointExpireDate | expires | valid_until | 有効期限日 | Expires On | ' +
  'expiresAt | 利用期限';

export const pointsFields = {
  customerKey: required(parseIdentifier, CUSTOMER_KEY_HEADERS),
  points: required(
    parseWhole,
    'ポイント | 保有ポイント | ポイント残高 | points | point | balance | 現在ポイント | 残高',
    '利用可能ポイント',
  ),
  expiresAt: optional(parseExpiry, EXPIRY_HEADERS),
  earnedAt: optional(parseInstant, '付与日 | 獲得日 | earned_at | granted_at | 付与日時'),
  label: optional(parseText, 'ポイント種別 | 種別 | point_type | label | 区分'),
};

export type PointsRow = RowOf<typeof pointsFields>;

export const stampFields = {
  customerKey: required(parseIdentifier, CUSTOMER_KEY_HEADERS),
  stamps: required(parseWhole, 'スタンプ | スタンプ数 | 押印数 | stamps | stamp_count | 個数'),
  cardCode: optional(
    parseIdentifier,
    'スタンプカード | スタンプカードID | カードコード | card_code | card | card_id',
  ),
  expiresAt: optional(parseExpiry, EXPIRY_HEADERS),
};

export type StampRow = RowOf<typeof stampFields>;

export const giftFields = {
  giftCode: required(
    parseIdentifier,
    'ギフトコード | ギフトカード番号 | gift_code | giftCode | code | カード番号 | コード',
    'card_number | 券番号',
  ),
  balance: required(
    parseDecimal,
    '残高 | balance | Remaining Amount | 金額 | amount | value | 利用可能額',
  ),
  initialAmount: optional(
    parseDecimal,
    '発行額 | 額面 | initial_value | initial_amount | Initial Amount',
  ),
  currency: optional(parseCurrency, '通貨 | currency'),
  customerKey: optional(parseIdentifier, CUSTOMER_KEY_HEADERS),
  expiresAt: optional(parseExpiry, EXPIRY_HEADERS),
  issuedAt: optional(parseInstant, '発行日 | issued_at | created_at'),
  status: optional(parseText, '状態 | ステータス | status'),
};

export type GiftRow = RowOf<typeof giftFields>;

export const couponFields = {
  couponCode: required(
    parseIdentifier,
    'クーポンコード | クーポン番号 | クーポンID | coupon_code | couponCode | Discount Code',
    'code | coupon_id',
  ),
  customerKey: optional(parseIdentifier, CUSTOMER_KEY_HEADERS),
  title: optional(parseText, 'クーポン名 | クーポン名称 | title | name | 名称'),
  discountAmount: optional(
    parseDecimal,
    '値引額 | 割引額 | 値引き額 | discount_amount | amount | クーポン金額',
  ),
  discountPercent: optional(
    parseRatePercent,
    '割引率 | 値引率 | discount_percent | percent_off | percentage',
  ),
  currency: optional(parseCurrency, '通貨 | currency'),
  /** How often it may still be used; 1 when the file does not say. */
  remainingUses: optional(
    parseWhole,
    '残り回数 | 残回数 | 利用可能回数 | remaining_uses | uses_left | 枚数',
  ),
  validFrom: optional(parseInstant, '利用開始日 | 有効開始日 | valid_from | starts_at | 開始日'),
  expiresAt: optional(parseExpiry, EXPIRY_HEADERS, '利用終了日 | 有効終了日 | ends_at | 終了日'),
  usedAt: optional(parseInstant, '利用日 | 使用日 | used_at | 利用日時'),
};

export type CouponRow = RowOf<typeof couponFields>;
