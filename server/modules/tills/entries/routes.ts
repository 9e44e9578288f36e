// What tills tell, and what of it did not fit.
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import {
  AmountMinor,
  Id,
  IdempotencyHeaders,
  Instant,
  Nullable,
  problems,
  Text,
} from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { findPlaces } from '#places';
import { tillsRefusals } from '../errors.ts';
import { tillsConflictSettled } from '../events.ts';
import { assertTill } from '../own-till.ts';
import { tellEntry } from './book-entry.ts';
import { quoteSale } from './book-sale.ts';
import { EntriesAnswered, EntriesTold, type EntryAnswer, ToldSale } from './schemas.ts';
import { findKnownEntries, listOpenConflicts, settleConflictRow } from './store.ts';

const tags = ['tills'];

const Conflict = Type.Object({
  id: Id('tillConflict'),
  placeId: Id('place'),
  entryId: Id('tillEntry'),
  orderId: Nullable(Id('order')),
  kind: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
  openedAt: Instant,
});

export function entryRoutes(app: App, { db }: House): void {
  app.post(
    '/api/tills/entries',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'tellTillEntries',
        tags,
        summary:
          'What was done at a till, in its order; each entry is worked once however often it is told',
        body: EntriesTold,
        response: { 200: EntriesAnswered, ...problems },
      },
    },
    async (request) => {
      const { till, entries } = request.body;
      const placeId = parseId('place', request.body.placeId);
      assertTill(request.principal, placeId);
      const telling = { actor: actorOf(request.principal), placeId, till };
      const ids = entries.map(({ id }) => parseId('tillEntry', id));
      const known = await transaction(db, { readOnly: true, actor: telling.actor }, (tx) =>
        findKnownEntries(tx, ids),
      );
      const answers: EntryAnswer[] = [];
      for (const [index, entry] of entries.entries()) {
        // One by one, in the order in which they happened: a return may be of the sale before it.
        answers.push(known.get(ids[index] ?? '')?.answer ?? (await tellEntry(db, telling, entry)));
      }
      return { now: db.clock.now().toString(), answers };
    },
  );

  app.post(
    '/api/tills/quotes',
    {
      config: { access: 'tills.write' },
      schema: {
        operationId: 'quoteTillSale',
        tags,
        summary: 'What a sale would come to with its coupons; nothing is written',
        body: Type.Object(
          { placeId: Id('place'), sale: ToldSale },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            totalMinor: AmountMinor,
            couponMinor: AmountMinor,
            pointsEarned: Type.Integer(),
            offers: Type.Array(
              Type.Object({
                promotionId: Nullable(Id('promotion')),
                version: Type.Integer(),
                nameJa: Type.String(),
                nameEn: Nullable(Type.String()),
                couponCode: Nullable(Type.String()),
                shares: Type.Array(AmountMinor, { description: 'Off each line.' }),
              }),
              { description: 'All that takes something off, by itself or by a coupon.' },
            ),
            hints: Type.Array(
              Type.Object({
                nameJa: Type.String(),
                nameEn: Nullable(Type.String()),
                ja: Type.String(),
                en: Type.String(),
              }),
              { description: 'What nearly applies, with what would make it.' },
            ),
            best: Nullable(
              Type.Object(
                { codes: Type.Array(Type.String()), savesMinor: AmountMinor },
                { description: 'Of her own coupons those that take most off together.' },
              ),
            ),
          }),
          ...problems,
        },
      },
    },
    (request) => {
      const placeId = parseId('place', request.body.placeId);
      return write(db, request, async (tx) => {
        const [place] = await findPlaces(tx, [placeId]);
        if (place === undefined) {
          throw tillsRefusals.place_unknown();
        }
        return quoteSale(tx, request.body.sale, { place, at: tx.now, staffId: null });
      });
    },
  );

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
      return read(db, request, async (tx) => ({
        conflicts: (await listOpenConflicts(tx, place, 500)).map((row) => ({
          id: formatId('tillConflict', row.id),
          placeId: formatId('place', row.place_id),
          entryId: formatId('tillEntry', row.entry_id),
          orderId: formatOptionalId('order', row.order_id),
          kind: row.kind,
          facts: row.facts,
          openedAt: row.opened_at.toString(),
        })),
      }));
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
