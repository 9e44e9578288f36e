// Labels for the carriers, packing slips, and what has left.
import { Type } from 'typebox';
import { nameOf } from '#customers';
import { type App, lookAt, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { fromMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { findPlaces, findSeller } from '#places';
import { logOpenPage } from '#privacy';
import { ordersRefusals } from '../errors.ts';
import { chooseParcel } from '../parcels/choose-parcel.ts';
import { placesOf } from '../parcels/places-of.ts';
import { findParcels } from '../parcels/store.ts';
import { ParcelNumber, Shipped } from '../picking/schemas.ts';
import { OrderSummary } from '../schemas.ts';
import { shapeOrders } from '../shape-order.ts';
import { readContacts } from '../store/contacts.ts';
import { viewOrder } from '../views.ts';
import { sagawaHeader, sagawaRow, toCp932Csv, yamatoHeader, yamatoRow } from './labels.ts';
import { packingSlip } from './packing-slip.ts';
import { parcelsToSend } from './parcels-to-send.ts';
import { shipOrder } from './ship-order.ts';
import { trackingRoutes } from './tracking-routes.ts';

const tags = ['orders'];
const params = Type.Object({ orderId: Id('order') });

const layouts = {
  yamato: { header: yamatoHeader, row: yamatoRow },
  sagawa: { header: sagawaHeader, row: sagawaRow },
} as const;

export function shippingRoutes(app: App, house: House): void {
  labelling(app, house);
  sending(app, house);
  trackingRoutes(app, house);
}

function labelling(app: App, { db }: House): void {
  app.get(
    '/api/orders/labels',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'exportLabels',
        tags,
        summary: 'What stands packed for a carrier, for its label program (CSV in CP932)',
        querystring: Type.Object({
          placeId: Id('place'),
          carrier: Type.Union([Type.Literal('yamato'), Type.Literal('sagawa')]),
        }),
      },
    },
    async (request, reply) => {
      const placeId = parseId('place', request.query.placeId);
      const { carrier } = request.query;
      refuseOtherPlace(request.principal, placeId);
      const parcels = await lookAt(db, request, (tx) => parcelsToSend(tx, placeId, carrier));
      const { header, row } = layouts[carrier];
      return reply
        .type('text/csv; charset=Shift_JIS')
        .header('content-disposition', `attachment; filename="labels-${carrier}.csv"`)
        .header('cache-control', 'no-store')
        .send(toCp932Csv([header, ...parcels.map(row)]));
    },
  );

  app.get(
    '/api/orders/:orderId/packing-slip',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'getPackingSlip',
        tags,
        summary: 'What lies in the parcel, as a page to print',
        params,
        querystring: Type.Object({ parcel: Type.Optional(ParcelNumber) }),
      },
    },
    async (request, reply) => {
      const orderId = parseId('order', request.params.orderId);
      const page = await lookAt(db, request, async (tx) => {
        const view = await viewOrder(tx, orderId);
        if (view === undefined) {
          throw ordersRefusals.unknown();
        }
        const { order } = view;
        refuseOtherPlace(request.principal, ...(await placesOf(tx, order)));
        const parcels = await findParcels(tx, order);
        const which = { number: request.query.parcel, placeId: request.principal.placeId };
        const parcel = parcels.length === 0 ? undefined : chooseParcel(order, parcels, which);
        const senderId = parcel?.placeId ?? order.handover_place_id ?? order.place_id;
        const [place] = await findPlaces(tx, [senderId]);
        const told = (await readContacts(tx, [orderId])).get(orderId);
        await logOpenPage(tx, [told?.recordId ?? null], 'orders.packing_slip');
        const contact = told?.contact;
        return packingSlip({
          number: order.number,
          day: order.business_day.toString(),
          seller: (await findSeller(tx, order.place_id))?.name_ja ?? '',
          place: place?.name_ja ?? '',
          name: contact === undefined ? '' : (nameOf(contact) ?? ''),
          part: parcel === undefined ? null : { number: parcel.number, of: parcels.length },
          lines: view.lines
            .filter((line) => line.quantity_milli > 0)
            .filter(({ line }) => parcel?.lines.includes(line) !== false)
            .map((line) => ({ name: line.name, quantity: fromMilli(line.quantity_milli) })),
        });
      });
      return reply
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(page);
    },
  );
}

function sending(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/shipment',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'shipOrder',
        tags,
        summary: 'It has left with this number; she is told',
        params,
        headers: IdempotencyHeaders,
        body: Shipped,
        response: { 200: OrderSummary, ...problems },
      },
    },
    (request) => {
      const orderId = parseId('order', request.params.orderId);
      const { carrier, trackingNumber, parcel: number } = request.body;
      const which = { number, placeId: request.principal.placeId };
      return write(db, request, async (tx) => {
        const row = await shipOrder(tx, orderId, carrier, trackingNumber, which);
        refuseOtherPlace(request.principal, ...(await placesOf(tx, row)));
        const [summary] = await shapeOrders(tx, [row]);
        return summary as OrderSummary;
      });
    },
  );
}
