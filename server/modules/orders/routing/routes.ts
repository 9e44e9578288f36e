// How the house routes deliveries, as the owner sets it.
import { type Static, Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import {
  Id,
  IdempotencyHeaders,
  Instant,
  problems,
  Quantity,
  Text,
  WantedQuantity,
} from '#kernel/schemas';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { quoteParcels } from './quote-parcels.ts';
import { findRouting, type KeptRouting, saveRouting } from './store.ts';

const tags = ['orders'];
/** Where nothing else was set. */
const usualSplitMax = 3;

const terms = {
  strategy: Type.Union(
    [Type.Literal('nearest'), Type.Literal('fewest'), Type.Literal('capacity')],
    {
      description:
        'Nearest with stock, fewest parcels, or whoever has most room; for deliveries from a place that holds no stock.',
    },
  ),
  packing: Type.Array(
    Type.Object(
      {
        placeId: Id('place'),
        parcelsMax: Type.Integer({
          minimum: 0,
          maximum: 1_000_000,
          description: 'As many parcels wait there at once; 0: it sends nothing.',
        }),
      },
      { additionalProperties: false },
    ),
    { maxItems: 5000, description: 'Places that are not named pack whatever comes.' },
  ),
};
const SplitMax = Type.Integer({
  minimum: 1,
  maximum: 8,
  default: usualSplitMax,
  description:
    'In as many parcels an order comes at most that no one place has all of; 1: it is refused.',
});
const RoutingShape = Type.Object(
  { ...terms, parcelsMax: SplitMax, changedAt: Instant },
  { additionalProperties: false },
);
const RoutingToSet = Type.Object(
  {
    ...terms,
    parcelsMax: Type.Optional(SplitMax),
    changedAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'Of the settings that were looked at; others since are not written over.',
      }),
    ),
  },
  { additionalProperties: false },
);
type RoutingShape = Static<typeof RoutingShape>;

const ParcelsAsked = Type.Object(
  {
    placeId: Id('place'),
    lines: Type.Array(
      Type.Object(
        { itemId: Id('item'), quantity: WantedQuantity },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 200 },
    ),
    prefecture: Type.Optional(Text(10)),
    isFromAnywhere: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const ParcelsQuoted = Type.Object({
  parcels: Type.Array(
    Type.Object({
      placeId: Id('place'),
      lines: Type.Array(Type.Object({ itemId: Id('item'), quantity: Quantity })),
    }),
    { description: 'Empty where the place of sale sends from its own shelf.' },
  ),
});

/** Routes under /api/orders/routing. */
export function routingRoutes(app: App, house: House): void {
  quoting(app, house);
  setting(app, house);
}

function quoting(app: App, { db }: House): void {
  app.post(
    '/api/orders/routing/quote',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'quoteParcels',
        tags,
        summary: 'In how many parcels a delivery would come, and from where, ordered now',
        body: ParcelsAsked,
        response: { 200: ParcelsQuoted, ...problems },
      },
    },
    (request) => {
      const { placeId, lines, prefecture, isFromAnywhere = false } = request.body;
      return read(db, request, async (tx) => {
        const parcels = await quoteParcels(tx, {
          placeId: parseId('place', placeId),
          isFromAnywhere,
          lines: lines.map(({ itemId, quantity }) => ({
            itemId: parseId('item', itemId),
            quantityMilli: toMilli(quantity),
          })),
          ...(prefecture === undefined ? {} : { contact: { prefecture } }),
        });
        return {
          parcels: parcels.map((parcel) => ({
            placeId: formatId('place', parcel.placeId),
            lines: parcel.lines.map(({ itemId, quantityMilli }) => ({
              itemId: formatId('item', itemId),
              quantity: fromMilli(quantityMilli),
            })),
          })),
        };
      });
    },
  );
}

function setting(app: App, { db }: House): void {
  app.get(
    '/api/orders/routing',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'getRouting',
        tags,
        summary: 'From where deliveries are sent that another place has sold',
        response: { 200: RoutingShape, ...problems },
      },
    },
    (request) => read(db, request, async (tx) => shape(await findRouting(tx))),
  );

  app.put(
    '/api/orders/routing',
    {
      config: { access: 'house.write' },
      schema: {
        operationId: 'setRouting',
        tags,
        summary: 'Change it whole, from the next order on',
        headers: IdempotencyHeaders,
        body: RoutingToSet,
        response: { 200: RoutingShape, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { strategy, packing, parcelsMax: splitMax = usualSplitMax, changedAt } = request.body;
        const parcelsMax = new Map(
          packing.map((each) => [parseId('place', each.placeId), each.parcelsMax]),
        );
        if ((await findPlaces(tx, [...parcelsMax.keys()])).length < parcelsMax.size) {
          throw ordersRefusals.place_unknown();
        }
        const seenAt = changedAt === undefined ? undefined : Temporal.Instant.from(changedAt);
        if (!(await saveRouting(tx, { strategy, splitMax, parcelsMax }, seenAt))) {
          throw ordersRefusals.setting_changed();
        }
        return shape(await findRouting(tx));
      }),
  );
}

function shape({ strategy, splitMax, parcelsMax, changedAt }: KeptRouting): RoutingShape {
  return {
    changedAt: changedAt.toString(),
    strategy,
    parcelsMax: splitMax,
    packing: [...parcelsMax].map(([id, max]) => ({
      placeId: formatId('place', id),
      parcelsMax: max,
    })),
  };
}
