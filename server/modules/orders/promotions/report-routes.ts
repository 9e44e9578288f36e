// A promotion before and after: tried on past orders, and what it did.
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { toMilli } from '#kernel/quantity';
import { AmountMinor, Id, Instant, Nullable, problems, WantedQuantity } from '#kernel/schemas';
import { PromotionTerms } from '#offers';
import { previewOrder } from './preview-order.ts';
import { findResults } from './results.ts';
import { OrderToPreviewBody } from './schemas.ts';
import { simulate, tried } from './simulate.ts';

const tags = ['orders'];

const SimulationWish = Type.Object(
  {
    terms: PromotionTerms,
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 92, default: 31 })),
  },
  { additionalProperties: false },
);

const SimulationTold = Type.Object({
  orders: Type.Integer(),
  ordersWith: Type.Integer({ description: 'To which it would have applied.' }),
  customersWith: Type.Integer(),
  goodsMinor: AmountMinor,
  discountMinor: AmountMinor,
  endsAt: Nullable(Instant),
  byPlace: Type.Array(
    Type.Object({ placeId: Id('place'), ordersWith: Type.Integer(), discountMinor: AmountMinor }),
  ),
  assumed: Type.Array(Type.String(), {
    description: 'Kinds of conditions that were taken as fulfilled: nobody wrote them down.',
  }),
  isSample: Type.Boolean(),
});

const Group = Type.Object({
  people: Type.Integer(),
  orders: Type.Integer(),
  goodsMinor: AmountMinor,
  newPeople: Type.Integer({ description: 'Who had never bought before.' }),
  registered: Type.Integer({
    description: 'Who registered from the day before until 31 days after.',
  }),
  cameBack: Type.Integer({ description: 'Who bought again within 31 days.' }),
  laterMinor: AmountMinor,
});

const ResultsTold = Type.Object({
  uses: Type.Integer(),
  released: Type.Integer(),
  discountMinor: AmountMinor,
  guests: Type.Integer(),
  seen: Group,
  heldOut: Group,
  returnLiftBp: Nullable(Type.Integer()),
  registerLiftBp: Nullable(Type.Integer()),
  spendLiftMinor: Nullable(Type.Integer()),
  byDay: Type.Array(
    Type.Object({
      day: Type.String({ format: 'date' }),
      uses: Type.Integer(),
      discountMinor: AmountMinor,
    }),
  ),
});

const BasketWish = Type.Object(
  {
    terms: PromotionTerms,
    placeId: Id('place'),
    fulfilment: OrderToPreviewBody.properties.fulfilment,
    lines: Type.Array(
      Type.Object(
        { itemId: Id('item'), quantity: WantedQuantity },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  { additionalProperties: false },
);

const BasketTold = Type.Object({
  itemsMinor: AmountMinor,
  discountMinor: AmountMinor,
  lines: Type.Array(
    Type.Object({
      itemId: Id('item'),
      name: Type.String(),
      amountMinor: AmountMinor,
      discountMinor: AmountMinor,
    }),
  ),
  missing: Type.Array(Type.Object({ ja: Type.String(), en: Type.String() })),
});

/** POST /api/orders/simulations, GET /api/orders/promotions/{promotionId}/results. */
export function promotionReportRoutes(app: App, { db }: House): void {
  app.post(
    '/api/orders/simulations',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'simulatePromotion',
        tags,
        summary: 'Try a promotion on the orders of the last days; nothing is kept',
        body: SimulationWish,
        response: { 200: SimulationTold, ...problems },
      },
    },
    async (request) => {
      const { terms, days = 31 } = request.body;
      const told = await read(db, request, (tx) => simulate(tx, terms, days), {
        timeoutMs: 30_000,
      });
      return {
        ...told,
        endsAt: told.endsAt?.toString() ?? null,
        byPlace: [...told.byPlace],
        assumed: [...told.assumed],
      };
    },
  );

  app.post(
    '/api/orders/simulations/basket',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'tryPromotionOnBasket',
        tags,
        summary: 'Try a promotion on a sample basket, as if it alone were on; nothing is kept',
        body: BasketWish,
        response: { 200: BasketTold, ...problems },
      },
    },
    async (request) => {
      const { terms, placeId, fulfilment, lines } = request.body;
      const wish = {
        placeId: parseId('place', placeId),
        fulfilment,
        channel: fulfilment === 'carry_out' ? 'pos' : 'web',
        lines: lines.map(({ itemId, quantity }) => ({
          itemId: parseId('item', itemId),
          quantityMilli: toMilli(quantity),
        })),
      };
      const told = await read(db, request, (tx) => previewOrder(tx, wish, tried(terms)));
      return {
        itemsMinor: told.itemsMinor,
        discountMinor: told.discountMinor,
        lines: told.lines.map((line) => ({
          itemId: formatId('item', line.itemId),
          name: line.name,
          amountMinor: line.amountMinor,
          discountMinor: line.discountMinor,
        })),
        missing: (told.offers?.hints ?? []).map(({ refusal: { ja, en } }) => ({ ja, en })),
      };
    },
  );

  app.get(
    '/api/orders/promotions/:promotionId/results',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'getPromotionResults',
        tags,
        summary: 'Uses, discounts and the month after, beside those who were held out',
        params: Type.Object({ promotionId: Id('promotion') }),
        response: { 200: ResultsTold, ...problems },
      },
    },
    async (request) => {
      const id = parseId('promotion', request.params.promotionId);
      const told = await read(db, request, (tx) => findResults(tx, id), { timeoutMs: 30_000 });
      return { ...told, byDay: [...told.byDay] };
    },
  );
}
