// The card as a pass of Apple Wallet: a store card with the number as barcode and the points on its face. Signed by the
// certificate of the pass type. Source: developer.apple.com, Wallet Passes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blindIndex, type MasterKeys } from '#kernel/sealing';
import type { ShownCard } from '../show-card.ts';
import type { AppleWallet } from './wallets.ts';

const pictures = join(import.meta.dirname, '../../../../apps/shop/public');

/** What a phone proves that the pass is on it; one a serial, drawn from the house's key. */
export function passToken(masters: MasterKeys, serial: string): string {
  return blindIndex(masters, 'cards.apple_pass', serial).toString('hex');
}

export async function makeApplePass(
  wallet: AppleWallet,
  pass: {
    readonly serial: string;
    readonly token: string;
    readonly card: ShownCard;
    readonly shopName: string;
    readonly houseAddress: string;
  },
): Promise<Buffer> {
  // Large, and only for houses with a certificate of Apple's.
  const { PKPass } = await import('passkit-generator');
  const { card, shopName } = pass;
  const icon = readFileSync(join(pictures, 'icon-192.png'));
  const made = new PKPass(
    { 'icon.png': icon, 'icon@2x.png': icon, 'logo.png': icon },
    { wwdr: wallet.wwdr, signerCert: wallet.certificate, signerKey: wallet.key },
    {
      formatVersion: 1,
      passTypeIdentifier: wallet.passTypeId,
      teamIdentifier: wallet.teamId,
      serialNumber: pass.serial,
      organizationName: shopName,
      description: `${shopName} 会員証`,
      webServiceURL: `${pass.houseAddress}/api/cards/apple/`,
      authenticationToken: pass.token,
      backgroundColor: 'rgb(255, 255, 255)',
      foregroundColor: 'rgb(0, 0, 0)',
      labelColor: 'rgb(60, 60, 60)',
    },
  );
  made.type = 'storeCard';
  made.headerFields.push({
    key: 'points',
    label: 'ポイント',
    value: card.points.available,
    changeMessage: 'ポイントは %@ になりました。',
  });
  made.primaryFields.push({ key: 'name', label: '会員証', value: shopName });
  made.secondaryFields.push({ key: 'coupons', label: 'クーポン', value: card.coupons });
  made.setBarcodes(
    { format: 'PKBarcodeFormatCode128', message: card.number, altText: card.number },
    { format: 'PKBarcodeFormatQR', message: card.number, altText: card.number },
  );
  return made.getAsBuffer();
}
