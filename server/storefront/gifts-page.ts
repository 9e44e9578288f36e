// The giver's pages: what she can give, and how far what she sent is. Where a gift went is in neither.
import { readProfiles } from '#customers';
import { findSent, listSentBy } from '#gifts';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { viewItem } from './browse.ts';
import { hasCards } from './checkout.ts';
import type { Visitor } from './contract.ts';
import type { NewGiftPage, SentGiftsPage } from './contract-value.ts';
import { type HouseWindow, recordOf } from './house-window.ts';

/** Goods by `item` (typed id), else value; null where the house has no way to be paid here. */
export async function viewNewGift(
  window: HouseWindow,
  visitor: Visitor,
  itemId: string | undefined,
): Promise<NewGiftPage> {
  const { house, web } = window;
  const recordId = await recordOf(house, visitor);
  const item = itemId === undefined ? undefined : await viewItem(window, visitor, itemId);
  const profiles = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    readProfiles(tx, recordId === undefined ? [] : [recordId]),
  );
  const { familyName, givenName, fullName } = profiles.get(recordId ?? '') ?? {};
  return {
    placeId: formatId('place', web.id),
    canPay: hasCards(house),
    currency: web.currency,
    isSignedIn: recordId !== undefined,
    giverName: fullName ?? [familyName, givenName].filter((each) => each !== undefined).join(' '),
    item:
      item === undefined || item.card.priceMinor === null
        ? null
        : {
            id: item.card.id,
            name: item.card.name,
            picture: item.card.picture,
            priceMinor: item.card.priceMinor,
            currency: item.card.currency,
          },
  };
}

/** By the secret of a link, or all of whoever is signed in; undefined where nobody is known. */
export async function viewSentGifts(
  { house }: HouseWindow,
  visitor: Visitor,
  manageToken: string | undefined,
): Promise<SentGiftsPage | undefined> {
  const recordId = await recordOf(house, visitor);
  if (manageToken === undefined && recordId === undefined) {
    return undefined;
  }
  const purchases = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    manageToken === undefined ? listSentBy(tx, recordId ?? '') : findSent(tx, manageToken),
  );
  return {
    purchases: purchases.map((purchase) => ({
      orderId: purchase.orderId,
      manageToken: purchase.manageToken,
      kind: purchase.kind,
      amountMinor: purchase.amountMinor,
      currency: purchase.currency,
      boughtAt: purchase.boughtAt,
      message: purchase.message,
      picture: purchase.picture,
      noshi: purchase.noshi,
      gifts: purchase.gifts,
    })),
  };
}
