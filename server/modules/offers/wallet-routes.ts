// The coupons of who is signed in, over HTTP.
import { Type } from 'typebox';
import { findOwnRecords } from '#customers';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { findPlaces } from '#places';
import { claimCode, countClaimOfCode, forgetClaimsOfCode } from './claim-code.ts';
import { offersRefusals } from './errors.ts';
import { couponsOf } from './find-coupons.ts';
import { OwnCoupons } from './schemas.ts';
import { tellCoupons } from './tell-coupons.ts';

const tags = ['offers'];

/** /api/offers/coupons/mine. */
export function walletRoutes(app: App, { db }: House): void {
  app.get(
    '/api/offers/coupons/mine',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'listOwnCoupons',
        tags,
        summary: 'The coupons of who is signed in, the one that ends first in front',
        response: { 200: OwnCoupons, ...problems },
      },
    },
    async (request) =>
      read(db, request, async (tx) => {
        const own = await couponsOf(tx, await findOwnRecords(tx, request.principal.id));
        return {
          coupons: (await tellCoupons(tx, own)).map(({ coupon, title, says, from, until }) => ({
            id: formatId('coupon', coupon.id),
            code: coupon.code,
            title,
            says: [...says],
            usesLeft: coupon.uses_left,
            validFrom: from?.toString() ?? null,
            validUntil: until?.toString() ?? null,
          })),
        };
      }),
  );

  app.post(
    '/api/offers/coupons/mine',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'claimCoupon',
        tags,
        summary: 'Put the coupon of a code of one use among those of who is signed in',
        headers: IdempotencyHeaders,
        body: Type.Object(
          { code: Text(60), placeId: Id('place') },
          { additionalProperties: false, description: 'The place whose clock tells the time.' },
        ),
        response: {
          200: Type.Object({ couponId: Id('coupon'), isNew: Type.Boolean() }),
          ...problems,
        },
      },
    },
    async (request) => {
      const { id: recordId } = request.principal;
      const { code, placeId } = request.body;
      const at = parseId('place', placeId);
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        countClaimOfCode(tx, recordId),
      );
      return write(db, request, async (tx) => {
        const [place] = await findPlaces(tx, [at]);
        if (place === undefined) {
          throw offersRefusals.place_unknown();
        }
        const recordIds = await findOwnRecords(tx, recordId);
        const { time_zone: timeZone } = place;
        const { couponId, isNew } = await claimCode(tx, { code, recordId, recordIds, timeZone });
        await forgetClaimsOfCode(tx, recordId);
        return { couponId: formatId('coupon', couponId), isNew };
      });
    },
  );
}
