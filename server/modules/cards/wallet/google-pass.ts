// The card as a loyalty object of Google Wallet: a signed link saves it, and a PATCH of the object keeps it true.
// Source: developers.google.com/wallet/retail/loyalty-cards.
import { createSign } from 'node:crypto';
import type { ShownCard } from '../show-card.ts';
import type { GoogleWallet } from './wallets.ts';

const timeoutMs = 10_000;

/** Class and object as Google wants them; the serial (uuid) is the object's id. */
function objectOf(wallet: GoogleWallet, serial: string, card: ShownCard) {
  return {
    id: `${wallet.issuerId}.${serial}`,
    classId: `${wallet.issuerId}.member`,
    state: 'ACTIVE',
    accountId: card.number,
    barcode: { type: 'CODE_128', value: card.number, alternateText: card.number },
    loyaltyPoints: { label: 'ポイント', balance: { int: card.points.available } },
  };
}

/** The address that saves the card; good for the person it was made for, and it holds her number and points only. */
export function googleSaveAddress(
  wallet: GoogleWallet,
  pass: {
    readonly serial: string;
    readonly card: ShownCard;
    readonly shopName: string;
    readonly houseAddress: string;
    readonly nowMs: number;
  },
): string {
  const claims = {
    iss: wallet.account,
    aud: 'google',
    typ: 'savetowallet',
    iat: Math.floor(pass.nowMs / 1000),
    origins: [pass.houseAddress],
    payload: {
      loyaltyClasses: [
        {
          id: `${wallet.issuerId}.member`,
          issuerName: pass.shopName,
          programName: `${pass.shopName} 会員証`,
          reviewStatus: 'UNDER_REVIEW',
        },
      ],
      loyaltyObjects: [objectOf(wallet, pass.serial, pass.card)],
    },
  };
  return `https://pay.google.com/gp/v/save/${sign(wallet, claims)}`;
}

/** Tells Google what is true of a saved card now; rejects when it does not take it. */
export async function patchGooglePass(
  wallet: GoogleWallet,
  serial: string,
  card: ShownCard,
  nowMs: number,
): Promise<void> {
  const { id, ...object } = objectOf(wallet, serial, card);
  const answer = await fetch(`${wallet.address}/walletobjects/v1/loyaltyObject/${id}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${await accessToken(wallet, nowMs)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(object),
    signal: AbortSignal.timeout(timeoutMs),
  });
  await answer.arrayBuffer();
  // A card whose link was never followed is not there.
  if (!answer.ok && answer.status !== 404) {
    throw new Error(`Google Wallet answered ${answer.status}`);
  }
}

async function accessToken(wallet: GoogleWallet, nowMs: number): Promise<string> {
  const iat = Math.floor(nowMs / 1000);
  const assertion = sign(wallet, {
    iss: wallet.account,
    scope: 'https://www.googleapis.com/auth/wallet_object.issuer',
    aud: wallet.tokenAddress,
    iat,
    exp: iat + 3600,
  });
  const answer = await fetch(wallet.tokenAddress, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion,
    }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const said = (await answer.json()) as { readonly access_token?: string };
  if (said.access_token === undefined) {
    throw new Error(`Google gave no token, it answered ${answer.status}`);
  }
  return said.access_token;
}

/** A JSON Web Token, RS256 (RFC 7519). */
function sign({ key }: GoogleWallet, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createSign('sha256').update(text).sign(key, 'base64url')}`;
}
