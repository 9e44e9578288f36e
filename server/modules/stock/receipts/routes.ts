// Receipts at the edge.
import { Type } from 'typebox';
import { findItems } from '#catalog';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { readLot } from '../lots/routes.ts';
import { ownPlace } from '../own-place.ts';
import { bookReceipt, differencesOf, type Receipt as InFull } from './book-receipt.ts';
import { NewReceipt, Receipt, ReceiptList } from './schemas.ts';
import { findReceiptLines, listReceiptRows } from './store.ts';

const tags = ['stock'];
const receiptsMax = 50;

/** Routes under /api/stock/receipts. */
export function receiptRoutes(app: App, { db }: House): void {
  app.post(
    '/api/stock/receipts',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'receiveStock',
        tags,
        summary:
          'Goods have come in (入荷): announced or not, with lot and date where they have them',
        headers: IdempotencyHeaders,
        body: NewReceipt,
        response: { 201: Receipt, ...problems },
      },
    },
    async (request, reply) => {
      const { id, transferId, slip, supplier, receivedAt, lines } = request.body;
      const receipt = {
        id: id === undefined ? newId() : parseId('receipt', id),
        placeId: ownPlace(request, request.body.placeId),
        transferId: transferId === undefined ? null : parseId('transfer', transferId),
        slip: slip ?? null,
        supplier: supplier ?? null,
        receivedAt: receivedAt === undefined ? undefined : Temporal.Instant.from(receivedAt),
        lines: lines.map(({ itemId, quantity, damaged = 0, lot }) => ({
          itemId: parseId('item', itemId),
          cameMilli: toMilli(quantity),
          damagedMilli: toMilli(damaged),
          lot: lot === undefined ? null : readLot(lot),
        })),
      };
      const booked = await write(db, request, async (tx) =>
        shapeOne(tx, await bookReceipt(tx, receipt)),
      );
      return reply.code(201).send(booked);
    },
  );

  app.get(
    '/api/stock/receipts',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'listReceipts',
        tags,
        summary: 'What came in at a place, the newest first',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: ReceiptList, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const rows = await listReceiptRows(
          tx,
          parseId('place', request.query.placeId),
          receiptsMax,
        );
        const lines = Map.groupBy(
          await findReceiptLines(
            tx,
            rows.map((row) => row.id),
          ),
          (line) => line.receipt_id,
        );
        return {
          receipts: await shapeReceipts(
            tx,
            rows.map((row) => ({ row, lines: lines.get(row.id) ?? [] })),
          ),
        };
      }),
  );
}

async function shapeOne(tx: Tx, receipt: InFull) {
  const [shaped] = await shapeReceipts(tx, [receipt]);
  if (shaped === undefined) {
    throw new Error('one receipt has one shape');
  }
  return shaped;
}

async function shapeReceipts(tx: Tx, receipts: readonly InFull[]) {
  const itemIds = receipts.flatMap(({ lines }) => lines.map((line) => line.item_id));
  const items = await findItems(tx, [...new Set(itemIds)]);
  return receipts.map(({ row, lines }) => ({
    id: formatId('receipt', row.id),
    placeId: formatId('place', row.place_id),
    transferId: formatOptionalId('transfer', row.transfer_id),
    slip: row.slip,
    supplier: row.supplier,
    receivedAt: row.received_at.toString(),
    ...differencesOf(lines),
    lines: lines.map((line) => ({
      itemId: formatId('item', line.item_id),
      code: items.get(line.item_id)?.code ?? '',
      name: items.get(line.item_id)?.name ?? '',
      expected: line.expected_milli === null ? null : fromMilli(line.expected_milli),
      came: fromMilli(line.came_milli),
      damaged: fromMilli(line.damaged_milli),
      lot: line.lot_code,
      bestBefore: line.best_before?.toString() ?? null,
    })),
  }));
}
