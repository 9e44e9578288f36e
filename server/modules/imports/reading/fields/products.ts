/**
 * Articles, one row a variant. Systems disagree about what must have a code, so an article may be
 * known by its item code, its product and variant, its barcode or, new, by its name.
 */
import { accept, type Parsed, refuse } from '../reason.ts';
import * as codes from '../values/codes.ts';
import { parseDecimal, parseQuantity, parseRatePercent } from '../values/decimal.ts';
import { unguard } from '../values/guard.ts';
import { type MomentContext, parseExpiry, parseInstant } from '../values/moment.ts';
import { parsePairs, parseSteps, parseTextPairs } from '../values/pairs.ts';
import { oneOf, parseBoolean, parseCurrency } from '../values/words.ts';
import { optional, type RowOf } from './field.ts';

// Spreadsheets are kept from running what a text begins with (guard.ts).
const parseIdentifier = (text: string) => codes.parseIdentifier(unguard(text));
const parseText = (text: string) => codes.parseText(unguard(text));
const parseList = (text: string) => codes.parseList(unguard(text));
const { parseGtin } = codes;

/** A day is good until it ends; midnight that is written as a time is that midnight. */
function parseUntil(text: string, context: MomentContext): Parsed<Temporal.Instant> {
  return /[:：時]/.test(text) ? parseInstant(text, context) : parseExpiry(text, context);
}

/** The system that an item came from; `house` is our own catalogue. */
function parseSource(text: string): Parsed<string> {
  const source = text.trim();
  return /^[\w.-]{1,60}$/.test(source)
    ? accept(source)
    : refuse(
        'source_is_wrong',
        '登録元は英数字と . _ - の60文字までです。新しい商品では空にしてください。',
        'A source is 1–60 letters, digits, dots, dashes or underscores. Leave it empty for a new item.',
      );
}

export const ITEM_CODE_HEADERS =
  '商品コード | Variant SKU | SKU | product_cd | product_code | productCode | item_code | ' +
  'itemCode | StockCode | Lineitem sku | 商品管理番号 | 品番 | 商品番号 | ITEM_CD | ' +
  '独自商品コード | 型番';

export const productFields = {
  productKey: optional(
    parseIdentifier,
    '商品ID | Handle | product_id | productId | Token | 商品URLコード | グループコード',
    'groupCode',
  ),
  itemCode: optional(parseIdentifier, ITEM_CODE_HEADERS, 'code'),
  name: optional(
    parseText,
    '商品名 | Title | product_name | productName | Item Name | item_name | ITEM_NAME | 品名',
    'name | Description',
  ),
  nameKana: optional(parseText, '商品カナ | 商品名カナ | product_kana | productKana'),
  variantName: optional(
    parseText,
    '規格分類1(名称) + 規格分類2(名称) | Option1 Value + Option2 Value + Option3 Value | 規格',
    'Variation Name | variant | サイズ・カラー | 商品バリエーション選択肢 | 規格分類1(名称)',
    'size',
  ),
  gtin: optional(parseGtin, 'JAN | JANコード | GTIN | EAN | UPC | jan_code | JAN_CD'),
  /** What the label says, own codes included; never checked. */
  barcode: optional(parseIdentifier, 'Variant Barcode | barcode | バーコード'),
  unitPrice: optional(
    parseDecimal,
    '販売価格 | 商品単価 | Variant Price | unit_price | unitPrice | price | 価格 | 売価 | 単価',
    'Regular price | 通常価格 | 税込価格 | 販売単価',
  ),
  listPrice: optional(
    parseDecimal,
    '通常価格 | Variant Compare At Price | list_price | 定価 | 希望小売価格',
  ),
  unitCost: optional(parseDecimal, '原価 | unit_cost | Cost per item | cost | 仕入価格 | 仕入単価'),
  currency: optional(parseCurrency, 'currency | 通貨'),
  taxRatePercent: optional(parseRatePercent, '税率 | tax_rate | taxRate | 消費税率'),
  stockQuantity: optional(
    parseQuantity,
    '在庫数 | Variant Inventory Qty | stock | 在庫 | inventory_quantity',
  ),
  isStockUnlimited: optional(parseBoolean, '在庫数無制限フラグ | stock_unlimited'),
  categoryCode: optional(
    parseText,
    'category_small_cd | 部門ID | 商品カテゴリ(ID) | category_id | category_code | カテゴリID',
    '部門コード',
  ),
  categoryMajorCode: optional(parseText, 'category_major_cd | 大分類コード'),
  categoryMediumCode: optional(parseText, 'category_medium_cd | 中分類コード'),
  categoryName: optional(
    parseText,
    'category_small_name | 商品カテゴリ(名称) | Type | category | カテゴリ | 部門名',
    'Categories | カテゴリ名',
  ),
  brand: optional(parseText, 'Vendor | ブランド | brand | メーカー | メーカー名'),
  tags: optional(parseList, 'タグ(名称) | Tags | タグ'),
  description: optional(
    parseText,
    '商品説明(詳細) | Body (HTML) | 商品説明 | 説明 | long_description | 商品説明(一覧)',
    'Short description',
  ),
  imageUrls: optional(
    parseList,
    'Image Src | 商品画像 | Images | image_url | 画像 | Variant Image',
  ),
  status: optional(
    parseText,
    '公開ステータス(名称) | Published | Status | 公開ステータス | 公開ステータス(ID) | 表示',
  ),
  isDeleted: optional(parseBoolean, '商品削除フラグ | is_deleted'),
  // What only our own file has (catalog-file/columns.ts).
  source: optional(parseSource, '登録元 | item_source'),
  nameEn: optional(parseText, '商品名(英語) | product_name_en'),
  variantNameEn: optional(parseText, '規格(英語) | variant_en'),
  optionValues: optional((text) => parseTextPairs(unguard(text)), '規格の値 | option_values'),
  descriptionEn: optional(parseText, '商品説明(英語) | long_description_en'),
  kind: optional(
    oneOf({
      goods: '物販',
      menu: 'メニュー',
      service: 'サービス',
      digital: 'デジタル',
    }),
    '商品種別 | product_kind',
  ),
  taxClass: optional(
    oneOf({ standard: '標準税率 標準 10%', reduced: '軽減税率 軽減 8%', exempt: '非課税 0%' }),
    '消費税区分 | tax_class',
  ),
  unit: optional(oneOf({ each: '個', g: 'グラム', ml: 'ミリリットル' }), '販売単位 | sold_by'),
  isWeighed: optional(parseBoolean, '量り売り | is_weighed'),
  isActive: optional(parseBoolean, '販売中 | is_sold'),
  categoryPath: optional((text) => parseSteps(unguard(text)), '分類階層コード | category_path'),
  categoryNames: optional((text) => parseSteps(unguard(text)), '分類階層名 | category_names'),
  otherBarcodes: optional(parseList, 'その他のバーコード | other_barcodes'),
  attributes: optional((text) => parsePairs(unguard(text)), '属性 | attributes'),
  pricePlace: optional(parseIdentifier, '価格の場所 | price_place'),
  priceFrom: optional(parseInstant, '適用開始 | price_from'),
  priceUntil: optional(parseUntil, '適用終了 | price_until'),
};

/**
 * One article. `itemCode` is always there: where the source leaves it empty (Shopify without SKU)
 * it is the product's key and the variant, `ocean-blue-shirt/Small`, or at last its name (a product
 * an EC-CUBE import is to create). Rows of one `productKey` belong together, and only the first may
 * carry the name. `isImageOnly`: the row adds a picture to its product and is no article of its
 * own.
 */
export type ProductRow = Omit<RowOf<typeof productFields>, 'itemCode'> & {
  readonly itemCode: string;
  readonly isImageOnly: boolean;
};

export function finishProduct(values: RowOf<typeof productFields>): Parsed<ProductRow> {
  const key = values.productKey;
  const itemCode =
    values.itemCode ??
    (key !== undefined && values.variantName !== undefined
      ? `${key}/${values.variantName}`
      : key) ??
    values.gtin ??
    values.barcode ??
    values.name;
  if (itemCode === undefined) {
    return refuse(
      'item_code_is_missing',
      '商品コードも商品IDも商品名もありません。',
      'The row has neither an item code nor a product id nor a name.',
    );
  }
  const isImageOnly =
    values.itemCode === undefined &&
    values.name === undefined &&
    values.variantName === undefined &&
    values.unitPrice === undefined &&
    values.imageUrls !== undefined;
  return accept({ ...values, itemCode, isImageOnly });
}
