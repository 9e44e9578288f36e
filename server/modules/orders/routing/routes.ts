// How the house routes deliveries, as the owner sets it.
import { type Static, Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, Instant, problems } from '#kernel/schemas';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { findRouting, type KeptRouting, saveRouting } from './store.ts';

const tags = ['orders'];

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
const RoutingShape = Type.Object({ ...terms, changedAt: Instant }, { additionalProperties: false });
const RoutingToSet = Type.Object(
  {
    ...terms,
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

/** Routes under /api/orders/routing. */
export function routingRoutes(app: App, { db }: House): void {
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
        const { strategy, packing, changedAt } = request.body;
        const parcelsMax = new Map(
          packing.map((each) => [parseId('place', each.placeId), each.parcelsMax]),
        );
        if ((await findPlaces(tx, [...parcelsMax.keys()])).length < parcelsMax.size) {
          throw ordersRefusals.place_unknown();
        }
        const seenAt = changedAt === undefined ? undefined : Temporal.Instant.from(changedAt);
        if (!(await saveRouting(tx, { strategy, parcelsMax }, seenAt))) {
          throw ordersRefusals.setting_changed();
        }
        return shape(await findRouting(tx));
      }),
  );
}

function shape({ strategy, parcelsMax, changedAt }: KeptRouting): RoutingShape {
  return {
    changedAt: changedAt.toString(),
    strategy,
    packing: [...parcelsMax].map(([id, max]) => ({
      placeId: formatId('place', id),
      parcelsMax: max,
    })),
  };
}
