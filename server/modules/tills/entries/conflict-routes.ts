// Where what tills told did not fit, and what people do about it: say how it ended, book again what is parked, or set it
// aside.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import {
  AmountMinor,
  Currency,
  Id,
  IdempotencyHeaders,
  Instant,
  Nullable,
  problems,
  Text,
} from '#kernel/schemas';
import { findPlaces } from '#places';
import { tillsRefusals } from '../errors.ts';
import { tillsConflictSettled } from '../events.ts';
import { EntryAnswer } from './schemas.ts';
import { bookAgain, setAside } from './settle-parked.ts';
import { listOpenConflicts, type OpenConflictRow, settleConflictRow } from './store.ts';
import { isOfParked } from './store-parked.ts';

const tags = ['tills'];

const Conflict = Type.Object({
  id: Id('tillConflict'),
  placeId: Id('place'),
  entryId: Id('tillEntry'),
  orderId: Nullable(Id('order')),
  kind: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
  openedAt: Instant,
  parked: Nullable(
    Type.Object(
      {
        kind: Type.String(),
        at: Instant,
        totalMinor: Nullable(AmountMinor),
        currency: Currency,
        lines: Type.Array(
          Type.Object({
            name: Type.String(),
            quantity: Type.Number(),
            unitPriceMinor: AmountMinor,
          }),
        ),
        refusal: Nullable(
          Type.Object({ code: Type.String(), ja: Type.String(), en: Type.String() }),
        ),
      },
      { description: 'What is not in the books, and why; null where it is.' },
    ),
  ),
});

export function conflictRoutes(app: App, house: House): void {
  conflicts(app, house);
  parked(app, house);
}

function conflicts(app: App, { db }: House): void {
  app.get(
    '/api/tills/conflicts',
    {
      config: { access: 'tills.read' },
      schema: {
        operationId: 'listTillConflicts',
        tags,
        summary:
          'Where what a till told did not fit, oldest first; shortages are under /api/stock/conflicts',
        querystring: Type.Object({ placeId: Type.Optional(Id('place')) }),
        response: { 200: Type.Object({ conflicts: Type.Array(Conflict) }), ...problems },
      },
    },
    (request) => {
      const { placeId } = request.query;
      const place = placeId === undefined ? null : parseId('place', placeId);
      return read(db, request, async (tx) => {
        const rows = await listOpenConflicts(tx, place, 500);
        const places = await findPlaces(tx, [...new Set(rows.map((row) => row.place_id))]);
        const currencies = new Map(places.map(({ id, currency }) => [id, currency]));
        return {
          conflicts: rows.map((row) => shapeConflict(row, currencies.get(row.place_id) ?? 'JPY')),
        };
      });
    },
  );

  app.post(
    '/api/tills/conflicts/:conflictId/settlement',
    {
      config: { access: 'tills.write' },
      schema: {
        operationId: 'settleTillConflict',
        tags,
        summary: 'Say how it ended',
        params: Type.Object({ conflictId: Id('tillConflict') }),
        headers: IdempotencyHeaders,
        body: Type.Object({ settlement: Text(200) }, { additionalProperties: false }),
        response: { 200: Type.Object({ isDone: Type.Literal(true) }), ...problems },
      },
    },
    (request) => {
      const id = parseId('tillConflict', request.params.conflictId);
      return write(db, request, async (tx) => {
        if (await isOfParked(tx, id)) {
          throw tillsRefusals.entry_parked();
        }
        const row = await settleConflictRow(tx, id, request.body.settlement);
        if (row === undefined) {
          throw tillsRefusals.conflict_unknown();
        }
        refuseOtherPlace(request.principal, row.place_id);
        const conflictId = formatId('tillConflict', row.id);
        const placeId = formatId('place', row.place_id);
        const orderId = formatOptionalId('order', row.order_id);
        tx.emit(
          tillsConflictSettled.make(
            conflictId,
            { conflictId, placeId, kind: row.kind, orderId },
            { placeId: row.place_id, channel: 'pos' },
          ),
        );
        return { isDone: true as const };
      });
    },
  );
}

function parked(app: App, { db }: House): void {
  const params = Type.Object({ entryId: Id('tillEntry') });
  app.post(
    '/api/tills/entries/:entryId/booking',
    {
      config: { access: 'tills.write' },
      schema: {
        operationId: 'bookTillEntryAgain',
        tags,
        summary: 'Book what was parked, as it happened, once its cause is gone',
        params,
        headers: IdempotencyHeaders,
        response: { 200: EntryAnswer, ...problems },
      },
    },
    (request) => {
      const id = parseId('tillEntry', request.params.entryId);
      return write(db, request, (tx) =>
        bookAgain(tx, id, (placeId) => refuseOtherPlace(request.principal, placeId)),
      );
    },
  );

  app.post(
    '/api/tills/entries/:entryId/set-aside',
    {
      // Money may have changed hands: a manager or an owner says why it stays out of the books.
      config: { access: 'places.write' },
      schema: {
        operationId: 'setTillEntryAside',
        tags,
        summary: 'Say why what was parked stays out of the books',
        params,
        headers: IdempotencyHeaders,
        body: Type.Object({ reason: Text(200) }, { additionalProperties: false }),
        response: { 200: Type.Object({ isDone: Type.Literal(true) }), ...problems },
      },
    },
    (request) => {
      const id = parseId('tillEntry', request.params.entryId);
      return write(db, request, async (tx) => {
        const refuse = (placeId: string) => refuseOtherPlace(request.principal, placeId);
        await setAside(tx, id, request.body.reason, refuse);
        return { isDone: true as const };
      });
    },
  );
}

function shapeConflict(row: OpenConflictRow, currency: string) {
  const { told, refusal } = row;
  return {
    id: formatId('tillConflict', row.id),
    placeId: formatId('place', row.place_id),
    entryId: formatId('tillEntry', row.entry_id),
    orderId: formatOptionalId('order', row.order_id),
    kind: row.kind,
    facts: row.facts,
    openedAt: row.opened_at.toString(),
    parked:
      told === null
        ? null
        : {
            kind: String(told.kind),
            at: told.at,
            totalMinor:
              told.sale?.totalMinor ?? told.return?.totalMinor ?? told.amountMinor ?? null,
            currency,
            lines: (told.sale?.lines ?? told.return?.lines ?? []).map(
              ({ name, quantity, unitPriceMinor }) => ({ name, quantity, unitPriceMinor }),
            ),
            refusal,
          },
  };
}
