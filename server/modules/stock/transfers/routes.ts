// Transfers at the edge. Whoever is bound to a place asks for it or of it, sends from it, and unpacks at it.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { findItems } from '#catalog';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { stockRefusals } from '../errors.ts';
import { readLot } from '../lots/routes.ts';
import { refuseOtherPlace } from '../own-place.ts';
import type { Transfer as TransferInFull } from './lock-transfer.ts';
import { receiveTransfer } from './receive-transfer.ts';
import { cancelTransfer, expectDelivery, requestTransfer } from './request-transfer.ts';
import {
  NewTransfer,
  PackedLines,
  Transfer,
  TransferList,
  TransfersQuery,
  UnpackedLines,
} from './schemas.ts';
import { sendTransfer } from './send-transfer.ts';
import { findTransferLines, findTransferRow, listTransferRows } from './store.ts';
import { transferSlip } from './transfer-slip.ts';

const tags = ['stock'];
const params = Type.Object({ transferId: Id('transfer') });
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Routes under /api/stock/transfers. */
export function transferRoutes(app: App, house: House): void {
  looking(app, house);
  printing(app, house);
  asking(app, house);
  moving(app, house);
}

function looking(app: App, { db }: House): void {
  app.get(
    '/api/stock/transfers',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'listTransfers',
        tags,
        summary: 'Transfers and expected deliveries, the newest first',
        querystring: TransfersQuery,
        response: { 200: TransferList, ...problems },
      },
    },
    async (request) => {
      const { placeId, state, slip = null, after, limit = 50 } = request.query;
      const place = placeId === undefined ? null : parseId('place', placeId);
      const before = after === undefined ? lastId : parseId('transfer', after);
      return read(db, request, async (tx) => {
        const rows = await listTransferRows(tx, place, state ?? null, before, limit + 1, slip);
        const page = rows.slice(0, limit);
        const last = rows.length > limit ? page.at(-1) : undefined;
        const lines = await findTransferLines(
          tx,
          page.map((row) => row.id),
        );
        const ofTransfer = Map.groupBy(lines, (line) => line.transfer_id);
        const transfers = page.map((row) => ({ row, lines: ofTransfer.get(row.id) ?? [] }));
        return {
          transfers: await shapeTransfers(tx, transfers),
          next: last === undefined ? null : formatId('transfer', last.id),
        };
      });
    },
  );

  app.get(
    '/api/stock/transfers/:transferId',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'findTransfer',
        tags,
        summary: 'A transfer',
        params,
        response: { 200: Transfer, ...problems },
      },
    },
    async (request) => {
      const id = parseId('transfer', request.params.transferId);
      return read(db, request, async (tx) => {
        const row = await findTransferRow(tx, id);
        if (row === undefined) {
          throw stockRefusals.transfer_unknown();
        }
        return shapeOne(tx, { row, lines: await findTransferLines(tx, [id]) });
      });
    },
  );
}

function printing(app: App, { db }: House): void {
  app.get(
    '/api/stock/transfers/:transferId/slip',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'getTransferSlip',
        tags,
        summary: 'The slip that lies in the box, with the code that the other shop scans, to print',
        params,
      },
    },
    async (request, reply) => {
      const id = parseId('transfer', request.params.transferId);
      const slip = await read(db, request, async (tx) => {
        const row = await findTransferRow(tx, id);
        if (row === undefined) {
          throw stockRefusals.transfer_unknown();
        }
        const transfer = await shapeOne(tx, { row, lines: await findTransferLines(tx, [id]) });
        const places = await findPlaces(
          tx,
          [row.from_place_id, row.to_place_id].filter((each) => each !== null),
        );
        const nameOf = (placeId: string | null) =>
          places.find((place) => place.id === placeId)?.name_ja ?? row.supplier ?? '';
        return {
          code: transfer.id,
          from: nameOf(row.from_place_id),
          to: nameOf(row.to_place_id),
          lines: transfer.lines.map((line) => ({
            code: line.code,
            name: line.name,
            quantity: line.sent ?? line.requested,
          })),
        };
      });
      return reply
        .header(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        )
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(await transferSlip(slip));
    },
  );
}

function asking(app: App, { db }: House): void {
  app.post(
    '/api/stock/transfers',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'requestTransfer',
        tags,
        summary: 'Ask another place for pieces, or expect a delivery',
        description: 'Without fromPlaceId it is a delivery that is on its way from a maker.',
        headers: IdempotencyHeaders,
        body: NewTransfer,
        response: { 201: Transfer, ...problems },
      },
    },
    async (request, reply) => {
      const { fromPlaceId, toPlaceId, orderId, dueOn, slip = null, supplier = null } = request.body;
      const to = parseId('place', toPlaceId);
      const from = fromPlaceId === undefined ? null : parseId('place', fromPlaceId);
      refuseOtherPlace(request, request.principal.placeId === from ? from : to);
      const wanted = {
        toPlaceId: to,
        dueOn: dueOn === undefined ? null : Temporal.PlainDate.from(dueOn),
        lines: request.body.lines.map((line) => ({
          itemId: parseId('item', line.itemId),
          quantityMilli: toMilli(line.quantity),
        })),
      };
      const subjectId = orderId === undefined ? null : parseId('order', orderId);
      const made = await write(db, request, async (tx) =>
        shapeOne(
          tx,
          from === null
            ? await expectDelivery(tx, { ...wanted, slip, supplier })
            : await requestTransfer(tx, { ...wanted, fromPlaceId: from, subjectId }),
        ),
      );
      return reply.code(201).send(made);
    },
  );

  app.delete(
    '/api/stock/transfers/:transferId',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'cancelTransfer',
        tags,
        summary: 'Not after all: only what nobody has sent yet',
        params,
        response: { 200: Transfer, ...problems },
      },
    },
    async (request) => {
      const id = parseId('transfer', request.params.transferId);
      return write(db, request, async (tx) => {
        const transfer = await cancelTransfer(tx, id);
        refuseNeitherEnd(request, transfer);
        return shapeOne(tx, transfer);
      });
    },
  );
}

function moving(app: App, { db }: House): void {
  app.post(
    '/api/stock/transfers/:transferId/send',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'sendTransfer',
        tags,
        summary: 'Packed and gone; lines that are not named went as requested',
        params,
        headers: IdempotencyHeaders,
        body: PackedLines,
        response: { 200: Transfer, ...problems },
      },
    },
    async (request) => {
      const id = parseId('transfer', request.params.transferId);
      const lines = (request.body.lines ?? []).map((line) => ({
        itemId: parseId('item', line.itemId),
        quantityMilli: toMilli(line.quantity),
      }));
      return write(db, request, async (tx) => {
        const transfer = await sendTransfer(tx, id, lines);
        refuseOtherPlace(request, transfer.row.from_place_id);
        return shapeOne(tx, transfer);
      });
    },
  );

  app.post(
    '/api/stock/transfers/:transferId/receive',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'receiveTransfer',
        tags,
        summary: 'Unpacked; lines that are not named came as they were sent',
        params,
        headers: IdempotencyHeaders,
        body: UnpackedLines,
        response: { 200: Transfer, ...problems },
      },
    },
    async (request) => {
      const id = parseId('transfer', request.params.transferId);
      const lines = (request.body.lines ?? []).map(({ itemId, quantity, lot }) => {
        const quantityMilli = toMilli(quantity);
        const line = { itemId: parseId('item', itemId), quantityMilli };
        if (lot === undefined) {
          return line;
        }
        const { code, bestBefore, dateKind } = readLot(lot);
        const packed = { code, bestBefore: bestBefore?.toString() ?? null, dateKind };
        return { ...line, lots: [{ ...packed, quantityMilli }] };
      });
      return write(db, request, async (tx) => {
        const transfer = await receiveTransfer(tx, id, lines);
        refuseOtherPlace(request, transfer.row.to_place_id);
        return shapeOne(tx, transfer);
      });
    },
  );
}

function refuseNeitherEnd(request: FastifyRequest, { row }: TransferInFull): void {
  const isFrom = request.principal.placeId === row.from_place_id;
  refuseOtherPlace(request, isFrom ? row.from_place_id : row.to_place_id);
}

async function shapeOne(tx: Tx, transfer: TransferInFull) {
  const [shaped] = await shapeTransfers(tx, [transfer]);
  if (shaped === undefined) {
    throw new Error('one transfer has one shape');
  }
  return shaped;
}

async function shapeTransfers(tx: Tx, transfers: readonly TransferInFull[]) {
  const itemIds = transfers.flatMap(({ lines }) => lines.map((line) => line.item_id));
  const items = await findItems(tx, [...new Set(itemIds)]);
  const optional = (milli: number | null) => (milli === null ? null : fromMilli(milli));
  return transfers.map(({ row, lines }) => ({
    id: formatId('transfer', row.id),
    fromPlaceId: formatOptionalId('place', row.from_place_id),
    toPlaceId: formatId('place', row.to_place_id),
    state: row.state,
    dueOn: row.due_on?.toString() ?? null,
    slip: row.slip,
    supplier: row.supplier,
    createdAt: row.created_at.toString(),
    sentAt: row.sent_at?.toString() ?? null,
    receivedAt: row.received_at?.toString() ?? null,
    lines: lines.map((line) => ({
      itemId: formatId('item', line.item_id),
      code: items.get(line.item_id)?.code ?? '',
      name: items.get(line.item_id)?.name ?? '',
      requested: fromMilli(line.requested_milli),
      sent: optional(line.sent_milli),
      received: optional(line.received_milli),
    })),
  }));
}
