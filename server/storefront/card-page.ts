// Her member card as a page: the barcode is drawn here, so that it stands in the first bytes and needs no script.
import { toSVG } from 'bwip-js/node';
import { showCard } from '#cards';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import type { CardPage, Visitor } from './contract.ts';
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
      barcode: drawBarcode(number),
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

/** Code 128 packs two digits into a symbol, and every reader of the last thirty years knows it. */
function drawBarcode(number: string): string {
  const svg = toSVG({ bcid: 'code128', text: number, scale: 2, height: 18, paddingwidth: 10 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
