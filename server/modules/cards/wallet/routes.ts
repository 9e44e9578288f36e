// Putting one's own card into a wallet.
import { Type } from 'typebox';
import { type App, actorOf } from '#kernel/http';
import { newId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { type Tx, transaction } from '#kernel/transaction';
import { cardsRefusals } from '../errors.ts';
import { showCard } from '../show-card.ts';
import { makeApplePass, passToken } from './apple-pass.ts';
import { googleSaveAddress } from './google-pass.ts';
import { ensurePassRow } from './store.ts';
import { walletsOf } from './wallets.ts';

export const shopName = '縁側';
export const passType = 'application/vnd.apple.pkpass';

export function walletRoutes(app: App, { db }: House): void {
  const cardFor = async (tx: Tx, recordId: string, inGoogle: boolean) => {
    const card = await showCard(tx, recordId);
    const serial = await ensurePassRow(tx, { serial: newId(), number: card.number, inGoogle });
    return { card, serial };
  };
  app.get(
    '/api/cards/mine/apple',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'getMyApplePass',
        tags: ['cards'],
        summary: 'One’s own card as a pass of Apple Wallet',
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }), ...problems },
      },
    },
    async (request, reply) => {
      const { apple, houseAddress } = walletsOf(db);
      if (apple === undefined) {
        throw cardsRefusals.wallet_off();
      }
      const { card, serial } = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        cardFor(tx, request.principal.id, false),
      );
      const token = passToken(db.masters, serial);
      const pass = await makeApplePass(apple, { serial, token, card, shopName, houseAddress });
      return reply.type(passType).header('cache-control', 'no-store').send(pass);
    },
  );

  app.get(
    '/api/cards/mine/google',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'getMyGooglePass',
        tags: ['cards'],
        summary: 'The address that saves one’s own card to Google Wallet',
        response: { 200: Type.Object({ address: Type.String() }), ...problems },
      },
    },
    async (request, reply) => {
      const { google, houseAddress } = walletsOf(db);
      if (google === undefined) {
        throw cardsRefusals.wallet_off();
      }
      const { card, serial } = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        cardFor(tx, request.principal.id, true),
      );
      reply.header('cache-control', 'no-store');
      const nowMs = db.clock.now().epochMilliseconds;
      return {
        address: googleSaveAddress(google, { serial, card, shopName, houseAddress, nowMs }),
      };
    },
  );
}
