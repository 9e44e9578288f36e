// The one word that shoppers are told instead of numbers.
import type { CatalogItem } from '#catalog';
import type { StockBalance } from './balance.ts';
import { type Countable, confidenceOf } from './confidence.ts';
import type { StockWord } from './schemas.ts';

export const stockLabels: Readonly<Record<StockWord, { ja: string; en: string }>> = {
  in_stock: { ja: '在庫あり', en: 'In stock' },
  low: { ja: '残りわずか', en: 'Only a few left' },
  ask: { ja: '店舗に確認', en: 'Ask the shop' },
  out_of_stock: { ja: '在庫なし', en: 'Out of stock' },
};

const lowPieces = 3;
const lowGrams = 500;
/** Below this, one in five who come for it would stand before an empty shelf. */
const sureEnough = 0.8;

/**
 * The word for what can be promised (thousandths): nothing; ask, when the books are not sure enough of one piece
 * (`confidence`, 0 to 1); a few (of grams and millilitres: half a kilogram); or in stock.
 */
export function stockWordOf(
  available: number,
  unit: CatalogItem['unit'],
  confidence = 1,
): StockWord {
  if (available <= 0) {
    return 'out_of_stock';
  }
  if (confidence < sureEnough) {
    return 'ask';
  }
  return available <= (unit === 'each' ? lowPieces : lowGrams) * 1000 ? 'low' : 'in_stock';
}

/** How sure it is (0 to 1) that one piece more than what is held is there. */
export function confidenceOfOne(
  balance: Countable & Pick<StockBalance, 'heldMilli'>,
  now: Temporal.Instant,
): number {
  // Of what is weighed the rest may be less than a piece.
  const free = balance.onHandMilli - balance.heldMilli;
  return confidenceOf(balance, balance.heldMilli + Math.min(balance.pieceMilli, free), now);
}
