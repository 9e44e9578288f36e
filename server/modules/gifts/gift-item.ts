// Gifts are sold as value: an article of one yen without tax (物品切手等), as often as the amount. What is bought with the
// value later bears its tax then. The article is made when the first gift is sold.
import { findItemsByCode, importProducts } from '#catalog';
import type { Tx } from '#kernel/transaction';

const source = 'engawa';

/** The article (uuid) of a currency. */
export async function ensureGiftItem(tx: Tx, currency: 'JPY'): Promise<string> {
  const code = `gift-value-${currency.toLowerCase()}`;
  const found = (await findItemsByCode(tx, [code])).get(code);
  if (found?.source === source) {
    return found.id;
  }
  const [made] = await importProducts(tx, { source, currency }, [
    {
      code,
      name: 'ギフト',
      nameEn: 'Gift value',
      kind: 'fee',
      taxClass: 'exempt',
      price: '1',
    },
  ]);
  if (made === undefined || !('itemId' in made) || made.itemId === null) {
    throw new Error('the article of gift value was not made');
  }
  return made.itemId;
}
