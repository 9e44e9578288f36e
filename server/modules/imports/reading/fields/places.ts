/** Shops, warehouses and other places, as their own system names them. */
import { parseDegrees, parseIdentifier, parseText } from '../values/codes.ts';
import { parsePhone, parsePostalCode, parsePrefecture } from '../values/contact.ts';
import { parseDecimal } from '../values/decimal.ts';
import { parseKana } from '../values/words.ts';
import { optional, type RowOf, required, split } from './field.ts';

export const PLACE_CODE_HEADERS =
  'store_cd | 店舗コード | 店舗ID | storeId | store_id | store_code | storeCode | ' +
  'ショップコード | location_id | Location | place_code | placeCode | 拠点コード | 倉庫コード | ' +
  '店舗 | 店舗名 | shop_code';

export const placeFields = {
  placeCode: required(parseIdentifier, PLACE_CODE_HEADERS, 'code | id'),
  name: required(
    parseText,
    'store_name | 店舗名 | storeName | name | 拠点名 | 倉庫名 | ショップ名 | Location',
  ),
  kind: optional(parseText, '種別 | 店舗区分 | kind | type | 店舗種別'),
  phone: split(
    '-',
    (text) => parsePhone(text),
    'tel_no | TEL | 電話番号 | phone | phone_number | TEL1 + TEL2 + TEL3',
  ),
  postalCode: split(
    '',
    parsePostalCode,
    '郵便番号 | postal_cd | postal_code | zip | 郵便番号1 + 郵便番号2',
  ),
  prefecture: optional(parsePrefecture, 'prefecture | 都道府県 | 都道府県(名称) | prefecture_cd'),
  city: optional(parseText, '市区町村 | city'),
  address: optional(parseText, '住所1 + 住所2 | address1 + address2 | address | 住所 | 所在地'),
  addressKana: optional(parseKana, 'address_kana | 住所カナ'),
  country: optional(parseText, 'country | 国 | country_code'),
  longitude: optional(parseDegrees, 'longitude | 経度 | lng | lon'),
  latitude: optional(parseDegrees, 'latitude | 緯度 | lat'),
  floorAreaSquareMetres: optional(parseDecimal, 'floor_area | 売場面積 | 床面積'),
  timeZone: optional(parseText, 'timezone | time_zone | タイムゾーン'),
};

export type PlaceRow = RowOf<typeof placeFields>;
