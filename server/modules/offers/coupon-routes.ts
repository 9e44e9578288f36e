// Coupons over HTTP: lots of codes to be printed, coupons for people, the weather at a place.
import { Type } from 'typebox';
import { refuseStopped } from '#customers';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { findPlaces } from '#places';
import { offersRefusals } from './errors.ts';
import { codesOfCoupons } from './find-coupons.ts';
import { issueCoupons } from './issue-coupons.ts';
import { listCodes, orderCodes } from './make-codes.ts';
import { readInstant } from './read-instant.ts';
import {
  CouponsIssued,
  LotShape,
  NewCoupons,
  NewLot,
  WeatherTold,
  WeatherToTell,
} from './schemas.ts';
import { endLotRow, findLotRow, type LotRow, listLotRows } from './store-codes.ts';
import { writeWeather } from './store-promotions.ts';

const tags = ['offers'];
const ofPromotion = Type.Object({ promotionId: Id('promotion') });
const ofLot = Type.Object({ lotId: Id('lot') });

/** Routes of coupons under /api/offers. */
export function couponRoutes(app: App, house: House): void {
  lots(app, house);
  codes(app, house);
  coupons(app, house);
  weather(app, house);
}

function lots(app: App, { db }: House): void {
  app.get(
    '/api/offers/promotions/:promotionId/lots',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'listCodeLots',
        tags,
        summary: 'Lots of single codes of a promotion, with how many are made and used',
        params: ofPromotion,
        response: { 200: Type.Object({ lots: Type.Array(LotShape) }), ...problems },
      },
    },
    async (request) => {
      const id = parseId('promotion', request.params.promotionId);
      return read(db, request, async (tx) => ({
        lots: (await listLotRows(tx, id)).map((row) => shapeLot(row, row.used_count)),
      }));
    },
  );

  app.post(
    '/api/offers/promotions/:promotionId/lots',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'orderCodeLot',
        tags,
        summary: 'Order a lot of single codes, up to a million; they are made within a minute',
        params: ofPromotion,
        headers: IdempotencyHeaders,
        body: NewLot,
        response: { 201: LotShape, ...problems },
      },
    },
    async (request, reply) => {
      const promotionId = parseId('promotion', request.params.promotionId);
      const { name, codes: count, validFrom, validUntil } = request.body;
      const answer = await write(db, request, async (tx) => {
        const id = await orderCodes(tx, {
          promotionId,
          name,
          codes: count,
          validFrom: readInstant(validFrom),
          validUntil: readInstant(validUntil),
        });
        return shapeLot((await findLotRow(tx, id)) as LotRow, 0);
      });
      return reply.code(201).send(answer);
    },
  );
}

function codes(app: App, { db }: House): void {
  app.get(
    '/api/offers/lots/:lotId/codes',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'listLotCodes',
        tags,
        summary: 'The codes of a lot, to be printed or sent; so many from a number on',
        params: ofLot,
        querystring: Type.Object({
          first: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
          count: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 })),
        }),
        response: {
          200: Type.Object({ made: Type.Integer(), codes: Type.Array(Type.String()) }),
          ...problems,
        },
      },
    },
    async (request) => {
      const id = parseId('lot', request.params.lotId);
      const { first = 0, count = 1000 } = request.query;
      return read(db, request, async (tx) => {
        const { lot, codes: listed } = await listCodes(tx, id, first, count);
        return { made: lot.made_count, codes: listed };
      });
    },
  );

  app.delete(
    '/api/offers/lots/:lotId',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'endCodeLot',
        tags,
        summary: 'Take a lot back: none of its codes can be used any more',
        params: ofLot,
        response: { 200: Type.Object({ isEnded: Type.Boolean() }), ...problems },
      },
    },
    async (request) => {
      const id = parseId('lot', request.params.lotId);
      return write(db, request, async (tx) => {
        if ((await endLotRow(tx, id)) === 0) {
          throw offersRefusals.lot_unknown();
        }
        return { isEnded: true };
      });
    },
  );
}

function shapeLot(row: LotRow, used: number) {
  return {
    id: formatId('lot', row.id),
    name: row.name,
    codes: row.code_count,
    made: row.made_count,
    used,
    validFrom: row.valid_from?.toString() ?? null,
    validUntil: row.valid_until?.toString() ?? null,
    isEnded: row.ended_at !== null,
  };
}

function coupons(app: App, { db }: House): void {
  app.post(
    '/api/offers/promotions/:promotionId/coupons',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'issueCoupons',
        tags,
        summary: 'Give coupons of a promotion to people, or to whoever will bring them',
        params: ofPromotion,
        headers: IdempotencyHeaders,
        body: NewCoupons,
        response: { 201: CouponsIssued, ...problems },
      },
    },
    async (request, reply) => {
      const promotionId = parseId('promotion', request.params.promotionId);
      const { recordIds, count = 1, uses, validFrom, validUntil } = request.body;
      const from = readInstant(validFrom);
      const until = readInstant(validUntil);
      const recipients =
        recordIds?.map((id) => parseId('record', id)) ?? Array.from({ length: count }, () => null);
      const { issued } = await write(db, request, async (tx) => {
        await refuseStopped(
          tx,
          recipients.flatMap((id) => id ?? []),
        );
        const made = await issueCoupons(
          tx,
          {
            promotionId,
            ...(uses === undefined ? {} : { uses }),
            ...(from === null ? {} : { validFrom: from }),
            ...(until === null ? {} : { validUntil: until }),
          },
          recipients,
        );
        return { issued: made.map(({ couponId, recordId }) => ({ couponId, recordId })) };
      });
      // Not in the answer that is kept for a repeated key: it would keep the codes in clear.
      const shown = await read(db, request, (tx) =>
        codesOfCoupons(
          tx,
          issued.map(({ couponId }) => couponId),
        ),
      );
      return reply.code(201).send({
        coupons: issued.map(({ couponId, recordId }) => ({
          id: formatId('coupon', couponId),
          recordId: formatOptionalId('record', recordId),
          code: shown.get(couponId) ?? '',
        })),
      });
    },
  );
}

function weather(app: App, { db }: House): void {
  app.put(
    '/api/offers/weather/:placeId',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'tellWeather',
        tags,
        summary:
          'Tell the weather at a place, for offers of rainy days, for twelve hours unless told',
        params: Type.Object({ placeId: Id('place') }),
        body: WeatherToTell,
        response: { 200: WeatherTold, ...problems },
      },
    },
    async (request) => {
      const placeId = parseId('place', request.params.placeId);
      const { weather: told, until } = request.body;
      return write(db, request, async (tx) => {
        if ((await findPlaces(tx, [placeId])).length === 0) {
          throw offersRefusals.place_unknown();
        }
        const end = readInstant(until) ?? tx.now.add({ hours: 12 });
        await writeWeather(tx, placeId, told, end);
        return { weather: told, until: end.toString() };
      });
    },
  );
}
