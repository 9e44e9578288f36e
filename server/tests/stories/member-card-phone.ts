// A phone that shows a member card, in the place of the browser's: its own key, the certificate of the house, a code for
// any moment.
import { generateKeyPairSync, sign } from 'node:crypto';
import { makeCode } from '@engawa/card';
import type { Json } from '#testing';

export type CardPhone = {
  readonly number: string;
  /** The code that the phone shows at this moment. */
  readonly codeAt: (atMs: number) => Promise<string>;
};

type Asked = {
  request(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: Json }>;
};

/** Of a customer who is signed in. */
export async function openCardPhone(
  house: Asked,
  her: { readonly authorization: string },
): Promise<CardPhone> {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(-32).toString('base64url');
  const { status, body } = await house.request(
    'POST',
    '/api/cards/mine/phones',
    { publicKey },
    her,
  );
  if (status !== 201) {
    throw new Error(`the phone was not certified: ${JSON.stringify(body)}`);
  }
  const certificate = new Uint8Array(Buffer.from(body.certificate, 'base64url'));
  const signByPhone = (bytes: Uint8Array<ArrayBuffer>) =>
    Promise.resolve(new Uint8Array(sign(null, bytes, pair.privateKey)));
  const card = await house.request('GET', '/api/cards/mine', undefined, her);
  return {
    number: String(card.body.number),
    codeAt: (atMs) => makeCode(certificate, signByPhone, atMs),
  };
}
