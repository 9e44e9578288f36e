// Gifts are sold as value: an article of one minor unit (a yen, a penny) without tax (物品切手等), as often as the amount, in
// the currency of the place that sells it. What is bought with the
// value later bears its tax then. The article is made when the first gift is sold.
import { findItemsByCode, importProducts } from '#catalog';
import { type CurrencyCode, fromMinor } from '#kernel/money';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { giftsRefusals } from './errors.ts';

const source = 'engawa';

/** The article (uuid) of a currency. */
export async function ensureGiftItem(tx: Tx, currency: CurrencyCode): Promise<string> {
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
      price: fromMinor(1, currency),
    },
  ]);
  if (made === undefined || !('itemId' in made) || made.itemId === null) {
    throw new Error('the article of gift value was not made');
  }
  return made.itemId;
}

/** What a place (uuid) sells in. Refuses with gifts.place_unknown. */
export async function currencyAt(tx: Tx, placeId: string): Promise<CurrencyCode> {
  const [place] = await findPlaces(tx, [placeId]);
  if (place === undefined) {
    throw giftsRefusals.place_unknown();
  }
  return place.currency;
}
