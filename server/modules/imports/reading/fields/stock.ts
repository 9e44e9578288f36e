import { parseIdentifier } from '../values/codes.ts';
import { parseQuantity } from '../values/decimal.ts';
import { parseInstant } from '../values/moment.ts';
import { optional, type RowOf, required } from './field.ts';
import { PLACE_CODE_HEADERS } from './places.ts';
import { ITEM_CODE_HEADERS } from './products.ts';

export const stockFields = {
  placeCode: optional(parseIdentifier, PLACE_CODE_HEADERS),
  itemCode: required(
    parseIdentifier,
    ITEM_CODE_HEADERS,
    'JANコード | JAN | 商品ID | product_id | productId',
  ),
  quantity: required(
    parseQuantity,
    '在庫数 | stockAmount | quantity | stock | 在庫 | available | on_hand | 数量 | 現在庫',
    '棚卸数 | Variant Inventory Qty | On hand | qty',
  ),
  /** Kept for somebody already (取置), counted inside `quantity`. */
  heldQuantity: optional(
    parseQuantity,
    '取置数 | 取り置き数 | layawayStockAmount | reserved | committed | 引当数',
  ),
  countedAt: optional(
    parseInstant,
    '棚卸日 | 更新日時 | counted_at | updDateTime | calculated_at | 更新日 | updated_at',
  ),
};

export type StockRow = RowOf<typeof stockFields>;
