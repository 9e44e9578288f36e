// What tills tell, and what a sale would come to.
import { Type } from 'typebox';
import { type App, actorOf, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { AmountMinor, Id, Nullable, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { findPlaces } from '#places';
import { tillsRefusals } from '../errors.ts';
import { assertTill } from '../own-till.ts';
import { tellEntry } from './book-entry.ts';
import { quoteSale } from './book-sale.ts';
import { EntriesAnswered, EntriesTold, type EntryAnswer, ToldSale } from './schemas.ts';
import { findKnownEntries } from './store.ts';

const tags = ['tills'];

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
}
