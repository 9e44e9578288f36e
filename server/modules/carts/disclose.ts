// What carts holds of a person: what is in her cart and on her wish list.
import { findItems } from '#catalog';
import { fromMilli } from '#kernel/quantity';
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { readCartsOf } from './store-disclosure.ts';

const item = { ja: '品名', en: 'Item' };

export const cartsDisclosure: DisclosureSource = {
  module: 'carts',
  tables: ['carts.cart', 'carts.wish', 'carts.seen'],
  disclose: async (tx, recordIds) => {
    const { lines, wishes, seen } = await readCartsOf(tx, recordIds);
    const ids = [...lines, ...wishes, ...seen].map((row) => row.item_id);
    const items = await findItems(tx, [...new Set(ids)]);
    const named = <Row extends { item_id: string }>(row: Row) =>
      Object.assign(row, { item: items.get(row.item_id)?.name ?? null });
    return [
      disclosedPart(
        'carts.line',
        { ja: 'カートの中', en: 'In your cart' },
        { item, quantity: { ja: '数量', en: 'Quantity' }, added_at: labels.when },
        lines.map((row) => Object.assign(named(row), { quantity: fromMilli(row.quantity_milli) })),
      ),
      disclosedPart(
        'carts.wish',
        { ja: 'お気に入り', en: 'Wish list' },
        { item, added_at: labels.when },
        wishes.map(named),
      ),
      disclosedPart(
        'carts.seen',
        { ja: '最近ご覧になった商品', en: 'What you looked at lately' },
        { item, seen_at: labels.when },
        seen.map(named),
      ),
    ];
  },
};
