// The promotions that a till applies by itself: the rules as they are, so that the same engine says the same without a line.
import { PromotionTerms } from '@engawa/promotions';
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, Instant, Nullable, problems } from '#kernel/schemas';
import { listTillPromotions } from '#offers';

const TillPromotion = Type.Object({
  id: Id('promotion'),
  code: Type.String(),
  version: Type.Integer(),
  nameJa: Type.String(),
  nameEn: Nullable(Type.String()),
  validFrom: Nullable(Instant),
  validUntil: Nullable(Instant),
  terms: PromotionTerms,
});

export function offerRoutes(app: App, { db }: House): void {
  app.get(
    '/api/tills/offers',
    {
      config: { access: 'tills.read' },
      schema: {
        operationId: 'listTillOffers',
        tags: ['tills'],
        summary: 'The promotions without a code that can mean a sale at this place, now or soon',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: Type.Object({ promotions: Type.Array(TillPromotion) }), ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const rows = await listTillPromotions(tx, parseId('place', request.query.placeId));
        return {
          promotions: rows.map(
            ({ id, code, version, nameJa, nameEn, validFrom, validUntil, ...terms }) => ({
              id: formatId('promotion', id),
              code,
              version,
              nameJa,
              nameEn,
              validFrom: validFrom === null ? null : new Date(validFrom.epochMilliseconds).toJSON(),
              validUntil:
                validUntil === null ? null : new Date(validUntil.epochMilliseconds).toJSON(),
              terms,
            }),
          ),
        };
      }),
  );
}
