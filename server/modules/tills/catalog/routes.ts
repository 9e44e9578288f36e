// What a till keeps to work without a line: how the place sells, and the whole catalogue in pages and then in changes.
import { Type } from 'typebox';
import { countItems, listCompactChanges, listCompactShelf, listTaxRates } from '#catalog';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Currency, Id, IdempotencyHeaders, Instant, Nullable, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { findPolicy } from '#orders';
import { findPlaces, findSeller } from '#places';
import { findQuickKeys, saveQuickKeys } from '../drawers/store.ts';
import { tillsRefusals } from '../errors.ts';

const tags = ['tills'];
const pageItems = 10_000;
const firstId = '00000000-0000-0000-0000-000000000000';

const TillHead = Type.Object({
  placeId: Id('place'),
  name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
  address: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  seller: Type.Object({ name: Type.String(), invoiceNumber: Nullable(Type.String()) }),
  timeZone: Type.String(),
  dayEndsMinute: Type.Integer(),
  currency: Currency,
  taxRounding: Type.Union([Type.Literal('floor'), Type.Literal('half_up'), Type.Literal('ceil')]),
  pointsAs: Type.Union([Type.Literal('discount'), Type.Literal('payment')]),
  pointValueMinor: Type.Integer(),
  taxRates: Type.Array(
    Type.Object({ taxClass: Type.String(), validFrom: Type.String(), rateBp: Type.Integer() }),
  ),
  quickKeys: Type.Array(Id('item')),
  itemCount: Type.Integer(),
  now: Instant,
});

const ShelfPage = Type.Object({
  rows: Type.String({
    description:
      'A line an item, fields parted by tabs: id, code, barcodes, name, English name, kana, kind, price per, prices, product with category and brand.',
  }),
  next: Nullable(Type.String()),
  asOf: Instant,
});

export function catalogRoutes(app: App, { db }: House): void {
  app.get(
    '/api/tills/head',
    {
      config: { access: 'tills.read' },
      schema: {
        operationId: 'getTillHead',
        tags,
        summary: 'How a place sells: seller, tax, points, quick keys',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: TillHead, ...problems },
      },
    },
    (request) => read(db, request, (tx) => tellHead(tx, parseId('place', request.query.placeId))),
  );

  app.get(
    '/api/tills/now',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getNow',
        tags,
        summary: 'The clock of the house, by which a till sets what it tells',
        response: { 200: Type.Object({ now: Instant }), ...problems },
      },
    },
    (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { now: db.clock.now().toString() };
    },
  );

  app.get(
    '/api/tills/catalog',
    {
      config: { access: 'tills.read' },
      schema: {
        operationId: 'listTillCatalog',
        tags,
        summary: 'The whole catalogue in pages, or what of it changed since a moment',
        querystring: Type.Object({
          placeId: Id('place'),
          after: Type.Optional(Id('item')),
          since: Type.Optional(Instant),
        }),
        response: { 200: ShelfPage, ...problems },
      },
    },
    (request) => {
      const { placeId, after, since } = request.query;
      return read(
        db,
        request,
        async (tx) => {
          const place = await placeOf(tx, parseId('place', placeId));
          const asked = {
            placeId: place.id,
            currency: place.currency,
            after: after === undefined ? firstId : parseId('item', after),
            limit: pageItems,
          };
          const { rows, next } =
            since === undefined
              ? await listCompactShelf(tx, asked)
              : await listCompactChanges(tx, { ...asked, since: Temporal.Instant.from(since) });
          return {
            rows,
            next: next === undefined ? null : formatId('item', next),
            asOf: tx.now.toString(),
          };
        },
        { timeoutMs: 30_000 },
      );
    },
  );

  app.put(
    '/api/tills/quick-keys/:placeId',
    {
      config: { access: 'tills.write' },
      schema: {
        operationId: 'setQuickKeys',
        tags,
        summary: 'The quick keys of a place, in their order',
        params: Type.Object({ placeId: Id('place') }),
        headers: IdempotencyHeaders,
        body: Type.Object(
          { itemIds: Type.Array(Id('item'), { maxItems: 60 }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ isDone: Type.Literal(true) }), ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.params.placeId);
      const itemIds = request.body.itemIds.map((id) => parseId('item', id));
      return write(db, request, async (tx) => {
        await placeOf(tx, placeId);
        await saveQuickKeys(tx, placeId, itemIds);
        return { isDone: true as const };
      });
    },
  );
}

async function placeOf(tx: Tx, placeId: string) {
  const [place] = await findPlaces(tx, [placeId]);
  if (place === undefined) {
    throw tillsRefusals.place_unknown();
  }
  return place;
}

async function tellHead(tx: Tx, placeId: string) {
  const place = await placeOf(tx, placeId);
  const seller = await findSeller(tx, placeId);
  const policy = await findPolicy(tx);
  return {
    placeId: formatId('place', place.id),
    name: { ja: place.name_ja, en: place.name_en },
    address: place.address,
    phone: place.phone,
    seller: {
      name: seller?.name_ja ?? place.name_ja,
      invoiceNumber: seller?.invoice_number ?? null,
    },
    timeZone: place.time_zone,
    dayEndsMinute: place.day_ends_minute,
    currency: place.currency,
    taxRounding: policy.taxRounding,
    pointsAs: policy.pointsAs,
    pointValueMinor: policy.pointValueMinor,
    taxRates: await listTaxRates(tx),
    quickKeys: (await findQuickKeys(tx, placeId)).map((id) => formatId('item', id)),
    itemCount: await countItems(tx),
    now: tx.now.toString(),
  };
}
