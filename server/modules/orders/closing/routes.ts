// Closing a shop from now on: for headquarters and its manager.
import { Type } from 'typebox';
import { type App, actorOf } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, problems, Text } from '#kernel/schemas';
import { closePlace } from './close-place.ts';

export function closingRoutes(app: App, { db }: House): void {
  app.post(
    '/api/orders/closures',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'closePlaceForNow',
        tags: ['orders'],
        summary: 'Close a shop from now on; its orders and bookings go on from its neighbours',
        body: Type.Object(
          {
            placeId: Id('place'),
            reason: Text(200),
            days: Type.Optional(
              Type.Integer({
                minimum: 0,
                maximum: 14,
                default: 0,
                description: 'Whole days after today; 0: the rest of today.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            moved: Type.Integer({ description: 'Pickups that a neighbour has whole.' }),
            lent: Type.Integer({ description: 'Pickups for which neighbours lend each other.' }),
            waiting: Type.Integer({ description: 'Orders that wait for the shop; she was told.' }),
            kept: Type.Integer({ description: 'Packed already, kept longer.' }),
            rerouted: Type.Integer({ description: 'Deliveries that a neighbour sends.' }),
            bookingsMoved: Type.Integer(),
            bookingsCancelled: Type.Integer(),
            neighbourIds: Type.Array(Id('place')),
          }),
          ...problems,
        },
      },
    },
    async (request) => {
      const { reason, days = 0 } = request.body;
      const placeId = parseId('place', request.body.placeId);
      refuseOtherPlace(request.principal, placeId);
      const closing = { placeId, reason, days };
      const { neighbours, ...counts } = await closePlace(db, actorOf(request.principal), closing);
      return { ...counts, neighbourIds: neighbours.map((place) => formatId('place', place.id)) };
    },
  );
}
