// Before and after the label program: what it would stumble over, by which contract a shop sends, and the numbers that come
// back.
import { Type } from 'typebox';
import { type App, lookAt, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { ordersRefusals } from '../errors.ts';
import { importTracking } from './import-tracking.ts';
import { labelProblems } from './label-problems.ts';
import { parcelsToSend } from './parcels-to-send.ts';
import { readTracking } from './read-tracking.ts';
import { findContracts, setContract } from './store-contracts.ts';

const tags = ['orders'];
const CarrierWord = Type.Union([Type.Literal('yamato'), Type.Literal('sagawa')]);
const CustomerCode = Type.String({ pattern: '^[0-9]{10,12}$', description: 'Digits only.' });
const FareCode = Type.String({ pattern: '^[0-9]{2}$' });
const query = Type.Object({ placeId: Id('place'), carrier: CarrierWord });

const LabelCheck = Type.Object({
  parcels: Type.Integer({ description: 'That wait for this carrier.' }),
  hasContract: Type.Boolean(),
  problems: Type.Array(
    Type.Object({
      number: Type.String(),
      problems: Type.Array(
        Type.Union([
          Type.Literal('no_phone'),
          Type.Literal('no_postal_code'),
          Type.Literal('no_address'),
          Type.Literal('no_name'),
          Type.Literal('address_long'),
          Type.Literal('name_long'),
          Type.Literal('sign_unknown'),
          Type.Literal('no_contract'),
        ]),
      ),
    }),
  ),
});

const Tracked = Type.Object({
  shipped: Type.Integer(),
  rows: Type.Array(
    Type.Object({
      row: Type.Integer(),
      number: Type.String(),
      trackingNumber: Type.String(),
      outcome: Type.Union([
        Type.Literal('shipped'),
        Type.Literal('already'),
        Type.Literal('no_number'),
        Type.Literal('unknown'),
        Type.Literal('other_number'),
        Type.Literal('not_ready'),
      ]),
    }),
  ),
});

/** Of one file: each is an order that is shipped in the same transaction. */
const rowsMax = 1000;

/** Routes under /api/orders/labels. */
export function trackingRoutes(app: App, house: House): void {
  checking(app, house);
  contracting(app, house);
  importing(app, house);
}

function checking(app: App, { db }: House): void {
  app.get(
    '/api/orders/labels/check',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'checkLabels',
        tags,
        summary: 'What the label program of a carrier would stumble over',
        querystring: query,
        response: { 200: LabelCheck, ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.query.placeId);
      const { carrier } = request.query;
      refuseOtherPlace(request.principal, placeId);
      return lookAt(db, request, async (tx) => {
        const parcels = await parcelsToSend(tx, placeId, carrier);
        return {
          parcels: parcels.length,
          hasContract: (await findContracts(tx, placeId)).has(carrier),
          problems: parcels
            .map((parcel) => ({
              number: parcel.number,
              problems: labelProblems(carrier, parcel),
            }))
            .filter((each) => each.problems.length > 0),
        };
      });
    },
  );
}

function contracting(app: App, { db }: House): void {
  app.put(
    '/api/orders/labels/contract',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'setCarrierContract',
        tags,
        summary: 'By what contract a shop sends with a carrier (請求先顧客コード, 運賃管理番号)',
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            placeId: Id('place'),
            carrier: CarrierWord,
            customerCode: CustomerCode,
            fareCode: Type.Optional(FareCode),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ placeId: Id('place') }), ...problems },
      },
    },
    (request) => {
      const { carrier, customerCode, fareCode = '01' } = request.body;
      const placeId = parseId('place', request.body.placeId);
      refuseOtherPlace(request.principal, placeId);
      return write(db, request, async (tx) => {
        await setContract(tx, placeId, carrier, { customerCode, fareCode });
        return { placeId: formatId('place', placeId) };
      });
    },
  );
}

function importing(app: App, { db }: House): void {
  app.post(
    '/api/orders/labels/tracking',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'importTracking',
        tags,
        summary: 'The file that a label program gives back: its parcels have left, she is told',
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            placeId: Id('place'),
            carrier: CarrierWord,
            file: Type.String({
              maxLength: 900_000,
              contentEncoding: 'base64',
              pattern: '^[A-Za-z0-9+/]*={0,2}$',
              description: 'The CSV as it is, in base64.',
            }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Tracked, ...problems },
      },
    },
    (request) => {
      const { carrier, file } = request.body;
      const placeId = parseId('place', request.body.placeId);
      refuseOtherPlace(request.principal, placeId);
      const rows = readTracking(carrier, Buffer.from(file, 'base64'));
      if (rows.length > rowsMax) {
        throw ordersRefusals.tracking_too_many({ rows: rows.length, most: rowsMax });
      }
      return write(
        db,
        request,
        async (tx) => {
          const outcomes = await importTracking(tx, placeId, carrier, rows);
          return {
            shipped: outcomes.filter(({ outcome }) => outcome === 'shipped').length,
            rows: outcomes,
          };
        },
        { timeoutMs: 30_000 },
      );
    },
  );
}
