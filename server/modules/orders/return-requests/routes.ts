// Requests to give goods back, as people of the house see and decide them; what the house says about returns is public.
// She herself asks on her order's page. Goods are taken back by POST /api/orders/{order}/returns, as ever.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId, tryParseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, Nullable, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { openNote } from './ask-return.ts';
import { requestRefusals } from './errors.ts';
import { moveRequest } from './move-request.ts';
import {
  ReturnRequest,
  ReturnRequestMove,
  ReturnRequestQuery,
  ReturnRequestSeen,
  ReturnTermsShape,
} from './schemas.ts';
import { shapeRequests } from './shape-request.ts';
import { findRequest, findRequestParts, listRequests } from './store.ts';
import {
  type ExclusionRow,
  findTerms,
  listExclusions,
  saveExclusions,
  saveTerms,
} from './store-terms.ts';

const tags = ['orders'];
const params = Type.Object({ requestId: Id('returnRequest') });

export function returnRequestRoutes(app: App, house: House): void {
  terms(app, house);
  looking(app, house);
  deciding(app, house);
}

function terms(app: App, { db }: House): void {
  app.get(
    '/api/orders/return-terms',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'getReturnTerms',
        tags,
        summary: 'What the house says about giving back (返品特約)',
        response: { 200: ReturnTermsShape, ...problems },
      },
    },
    (request) => read(db, request, shapeTerms),
  );

  app.put(
    '/api/orders/return-terms',
    {
      config: { access: 'house.write' },
      schema: {
        operationId: 'setReturnTerms',
        tags,
        summary: 'Change it; requests that were asked keep what she was told',
        headers: IdempotencyHeaders,
        body: ReturnTermsShape,
        response: { 200: ReturnTermsShape, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { exclusions, parcelPlaceId, ...plain } = request.body;
        const placeId = parcelPlaceId === null ? null : parseId('place', parcelPlaceId);
        if (placeId !== null && (await findPlaces(tx, [placeId])).length === 0) {
          throw ordersRefusals.place_unknown();
        }
        await saveTerms(tx, { ...plain, parcelPlaceId: placeId });
        const rows = exclusions.map(toExclusion);
        await saveExclusions(tx, [...new Map(rows.map((row) => [row.subject_id, row])).values()]);
        return shapeTerms(tx);
      }),
  );
}

function toExclusion({ subjectId, reason }: ReturnTermsShape['exclusions'][number]): ExclusionRow {
  const itemId = tryParseId('item', subjectId);
  return {
    subject_id: itemId ?? parseId('category', subjectId),
    subject_kind: itemId === undefined ? 'category' : 'item',
    reason: reason,
  };
}

async function shapeTerms(tx: Tx): Promise<ReturnTermsShape> {
  const { parcelPlaceId, ways, ...plain } = await findTerms(tx);
  return {
    ...plain,
    ways: [...ways],
    parcelPlaceId: formatOptionalId('place', parcelPlaceId),
    exclusions: (await listExclusions(tx)).map((row) => ({
      subjectId: formatId(row.subject_kind, row.subject_id),
      reason: row.reason,
    })),
  };
}

function looking(app: App, { db }: House): void {
  app.get(
    '/api/orders/return-requests',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listReturnRequests',
        tags,
        summary: 'What customers ask to give back, newest first',
        querystring: ReturnRequestQuery,
        response: {
          200: Type.Object({
            requests: Type.Array(ReturnRequest),
            next: Nullable(Type.String()),
          }),
          ...problems,
        },
      },
    },
    (request) => {
      const { state, way, parcelPlace, open, after, limit = 50 } = request.query;
      return read(db, request, async (tx) => {
        const rows = await listRequests(tx, {
          state,
          way,
          placeId: parcelPlace === undefined ? undefined : parseId('place', parcelPlace),
          isOpen: open,
          after: after === undefined ? undefined : parseId('returnRequest', after),
          limit,
        });
        const last = rows.length < limit ? undefined : rows.at(-1);
        return {
          requests: await shapeRequests(tx, rows),
          next: last === undefined ? null : formatId('returnRequest', last.id),
        };
      });
    },
  );

  app.get(
    '/api/orders/return-requests/:requestId',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'getReturnRequest',
        tags,
        summary: 'One request with what she wrote, as its code is scanned',
        params,
        response: { 200: ReturnRequestSeen, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const row = await findRequest(tx, parseId('returnRequest', request.params.requestId));
        if (row === undefined) {
          throw requestRefusals.return_request_unknown();
        }
        const [shaped] = await shapeRequests(tx, [row]);
        const steps = (await findRequestParts(tx, [row])).get(row.id)?.steps ?? [];
        return {
          ...(shaped as ReturnRequest),
          note: await openNote(tx, row),
          steps: steps.map(({ state, at }) => ({ state, at: at.toString() })),
        };
      }),
  );
}

function deciding(app: App, { db }: House): void {
  app.post(
    '/api/orders/return-requests/:requestId/state',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'moveReturnRequest',
        tags,
        summary: 'Accept a request, take its parcel in, or refuse it and say why; she is told',
        params,
        headers: IdempotencyHeaders,
        body: ReturnRequestMove,
        response: { 200: ReturnRequest, ...problems },
      },
    },
    (request) => {
      const { to, placeId, refusedFor } = request.body;
      return write(db, request, async (tx) => {
        const row = await moveRequest(tx, {
          requestId: parseId('returnRequest', request.params.requestId),
          to: to,
          placeId: parseId('place', placeId),
          ...(refusedFor === undefined ? {} : { refusedFor }),
        });
        const [shaped] = await shapeRequests(tx, [row]);
        return shaped as ReturnRequest;
      });
    },
  );
}
