// Her member card as a page: the barcode is drawn here, so that it stands in the first bytes and needs no script.
import { showCard } from '#cards';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { drawBarcode } from './barcode.ts';
import type { Visitor } from './contract.ts';
import type { CardPage } from './contract-account.ts';
import { type HouseWindow, recordOf } from './house-window.ts';
import { nameIn } from './place-board.ts';

/** Undefined when nobody is signed in. */
export async function viewCard(
  { house, web }: HouseWindow,
  visitor: Visitor,
): Promise<CardPage | undefined> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  const actor = `customer:${formatId('record', recordId)}`;
  return transaction(house.db, { actor }, async (tx) => {
    const { number, points, coupons } = await showCard(tx, recordId);
    return {
      number,
      barcode: await drawBarcode(number),
      points: points.available,
      coupons,
      shopName: nameIn(web, visitor.language),
      wallets: {
        apple: house.config.applePassTypeId !== undefined,
        google: house.config.googleWalletIssuerId !== undefined,
      },
      at: tx.now.toString(),
    };
  });
}
