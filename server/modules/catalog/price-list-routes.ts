// Price lists over HTTP: whose they are is said where they are used (wholesale accounts).
import { type Static, Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import {
  AmountMinor,
  Currency,
  Id,
  IdempotencyHeaders,
  Instant,
  Nullable,
  PageQuery,
  problems,
  Text,
} from '#kernel/schemas';
import { changePrice } from './add-item.ts';
import { catalogRefusals } from './errors.ts';
import {
  findPriceList,
  insertPriceList,
  type ListedPrice,
  listPriceLists,
  listPricesOf,
  type PriceList,
} from './store-price-lists.ts';

const tags = ['catalog'];

const PriceListShape = Type.Object({
  id: Id('priceList'),
  code: Type.String(),
  nameJa: Type.String(),
  nameEn: Nullable(Type.String()),
  isTaxIncluded: Type.Boolean({ description: 'False: prices without tax, between companies.' }),
});

const NewPriceList = Type.Object(
  {
    code: Text(50),
    nameJa: Text(200),
    nameEn: Type.Optional(Text(200)),
    isTaxIncluded: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const ListPrices = Type.Object(
  {
    prices: Type.Array(
      Type.Object(
        {
          itemId: Id('item'),
          amountMinor: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
          currency: Type.Optional(Currency),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);

const PricesOfList = Type.Object({
  prices: Type.Array(
    Type.Object({
      itemId: Id('item'),
      code: Type.String(),
      name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
      amountMinor: AmountMinor,
      currency: Currency,
      validFrom: Instant,
    }),
  ),
  next: Nullable(Id('item')),
});
const noId = '00000000-0000-0000-0000-000000000000';

/** Routes under /api/catalog/price-lists. */
export function priceListRoutes(app: App, { db, config }: House): void {
  app.get(
    '/api/catalog/price-lists',
    {
      config: { access: 'catalog.read' },
      schema: {
        operationId: 'listPriceLists',
        tags,
        summary: 'Price lists beside the general prices',
        response: { 200: Type.Object({ priceLists: Type.Array(PriceListShape) }), ...problems },
      },
    },
    async (request) => ({ priceLists: (await read(db, request, listPriceLists)).map(shape) }),
  );

  app.post(
    '/api/catalog/price-lists',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'addPriceList',
        tags,
        summary: 'Add a price list',
        headers: IdempotencyHeaders,
        body: NewPriceList,
        response: { 201: PriceListShape, ...problems },
      },
    },
    async (request, reply) => {
      const { code, nameJa, nameEn = null, isTaxIncluded = true } = request.body;
      const made = await write(db, request, async (tx) => {
        const row = { id: newId(), code, nameJa, nameEn, isTaxIncluded };
        await insertPriceList(tx, row);
        return shape(row);
      });
      return reply.code(201).send(made);
    },
  );

  app.get(
    '/api/catalog/price-lists/:priceListId/prices',
    {
      config: { access: 'catalog.read' },
      schema: {
        operationId: 'listPricesOfList',
        tags,
        summary: 'What stands on a price list now',
        params: Type.Object({ priceListId: Id('priceList') }),
        querystring: Type.Object(PageQuery),
        response: { 200: PricesOfList, ...problems },
      },
    },
    async (request) => {
      const listId = parseId('priceList', request.params.priceListId);
      const { after, limit = 50 } = request.query;
      const from = after === undefined ? noId : parseId('item', after);
      const rows = await read(db, request, async (tx) => {
        if ((await findPriceList(tx, listId)) === undefined) {
          throw catalogRefusals.price_list_unknown();
        }
        return listPricesOf(tx, listId, from, limit + 1);
      });
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        prices: rows.slice(0, limit).map(shapePrice),
        next: last === undefined ? null : formatId('item', last.item_id),
      };
    },
  );

  app.post(
    '/api/catalog/price-lists/:priceListId/prices',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'setListPrices',
        tags,
        summary: 'Set prices of a list, from now on',
        params: Type.Object({ priceListId: Id('priceList') }),
        headers: IdempotencyHeaders,
        body: ListPrices,
        response: { 201: Type.Object({ set: Type.Integer() }), ...problems },
      },
    },
    async (request, reply) => {
      const priceListId = parseId('priceList', request.params.priceListId);
      const done = await write(db, request, async (tx) => {
        if ((await findPriceList(tx, priceListId)) === undefined) {
          throw catalogRefusals.price_list_unknown();
        }
        for (const { itemId, amountMinor, currency = config.currency } of request.body.prices) {
          await changePrice(tx, parseId('item', itemId), { amountMinor, currency, priceListId });
        }
        return { set: request.body.prices.length };
      });
      return reply.code(201).send(done);
    },
  );
}

function shape({ id, ...rest }: PriceList): Static<typeof PriceListShape> {
  return { ...rest, id: formatId('priceList', id) };
}

function shapePrice(row: ListedPrice): Static<typeof PricesOfList>['prices'][number] {
  return {
    itemId: formatId('item', row.item_id),
    code: row.code,
    name: { ja: row.name_ja, en: row.name_en },
    amountMinor: row.amount_minor,
    currency: row.currency,
    validFrom: row.valid_from.toString(),
  };
}
