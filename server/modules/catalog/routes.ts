// The edge of the catalogue.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { addItem, changePrice } from './add-item.ts';
import { catalogRefusals } from './errors.ts';
import { findKeptPage, tellKeptItem, tellKeptItems } from './kept-items.ts';
import { CategoryList, Item, ItemList, ItemQuery, NewItem, PriceToSet } from './schemas.ts';
import { openSearchIndex } from './search/kept-index.ts';
import { searchItems, searchKeptItems } from './search-items.ts';
import { foldForSearch } from './search-text.ts';
import { listCategories } from './shelf.ts';
import { tellItem } from './tell-items.ts';

const ItemParams = Type.Object({ itemId: Id('item') });

/** Routes under /api/catalog. */
export function catalogRoutes(app: App, house: House): void {
  // A server that answers shoppers has its search ready before the first asks.
  app.addHook('onListen', async () => {
    void openSearchIndex(house.db);
  });
  readRoutes(app, house);
  writeRoutes(app, house);
}

function readRoutes(app: App, { db }: House): void {
  app.get(
    '/api/catalog/items',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listItems',
        tags: ['catalog'],
        summary:
          'Active items by name, or those that fit a search; with the price of a place if asked',
        querystring: ItemQuery,
        response: { 200: ItemList, ...problems },
      },
    },
    async (request) => {
      const { q: query = '', after, limit = 50, placeId } = request.query;
      const place = placeId === undefined ? null : parseId('place', placeId);
      const page =
        foldForSearch(query) === ''
          ? await findKeptPage(db, { after, limit })
          : ((await searchKeptItems(db, { query, after, limit })) ??
            (await read(db, request, (tx) => searchItems(tx, { query, after, limit }))));
      return { items: await tellKeptItems(db, page.itemIds, place), next: page.next };
    },
  );

  app.get(
    '/api/catalog/categories',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listCategories',
        tags: ['catalog'],
        summary: 'All categories in their order, each under its parent',
        response: { 200: CategoryList, ...problems },
      },
    },
    async (request) => {
      const rows = await read(db, request, listCategories);
      return {
        categories: rows.map(({ id, parentId, name }) => ({
          id: formatId('category', id),
          parentId: parentId === null ? null : formatId('category', parentId),
          name,
        })),
      };
    },
  );

  app.get(
    '/api/catalog/items/:itemId',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getItem',
        tags: ['catalog'],
        summary: 'One item with all that is known of it',
        params: ItemParams,
        querystring: Type.Object({ placeId: Type.Optional(Id('place')) }),
        response: { 200: Item, ...problems },
      },
    },
    async (request) => {
      const id = parseId('item', request.params.itemId);
      const { placeId } = request.query;
      const place = placeId === undefined ? null : parseId('place', placeId);
      return tellKeptItem(db, id, place);
    },
  );
}

function writeRoutes(app: App, { db, config }: House): void {
  app.post(
    '/api/catalog/items',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'addItem',
        tags: ['catalog'],
        summary: 'Add a product with one item, its barcodes and price',
        headers: IdempotencyHeaders,
        body: NewItem,
        response: { 201: Item, ...problems },
      },
    },
    async (request, reply) => {
      const { brandId, categoryId, price, ...body } = request.body;
      const item = await write(db, request, async (tx) => {
        const id = await addItem(tx, {
          ...body,
          ...(brandId === undefined ? {} : { brandId: parseId('brand', brandId) }),
          ...(categoryId === undefined ? {} : { categoryId: parseId('category', categoryId) }),
          ...(price === undefined
            ? {}
            : { price: { ...price, currency: price.currency ?? config.currency } }),
        });
        return tellItem(tx, id, null);
      });
      return reply.code(201).send(item);
    },
  );

  app.put(
    '/api/catalog/items/:itemId/price',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'changePrice',
        tags: ['catalog'],
        summary: 'Set the price from a moment on, everywhere or at one place',
        params: ItemParams,
        headers: IdempotencyHeaders,
        body: PriceToSet,
        response: { 200: Item, ...problems },
      },
    },
    async (request) => {
      const id = parseId('item', request.params.itemId);
      const { placeId, validFrom, validUntil, currency, ...body } = request.body;
      const place = placeId === undefined ? undefined : parseId('place', placeId);
      return write(db, request, async (tx) => {
        await changePrice(tx, id, {
          ...body,
          currency: currency ?? (await currencyOf(tx, place)) ?? config.currency,
          ...(place === undefined ? {} : { placeId: place }),
          ...(validFrom === undefined ? {} : { validFrom: readMoment(validFrom) }),
          ...(validUntil === undefined ? {} : { validUntil: readMoment(validUntil) }),
        });
        return tellItem(tx, id, place ?? null);
      });
    },
  );
}

/** The currency of a place; refuses with catalog.place_unknown. */
async function currencyOf(tx: Tx, placeId: string | undefined): Promise<string | undefined> {
  if (placeId === undefined) {
    return undefined;
  }
  const [place] = await findPlaces(tx, [placeId]);
  if (place === undefined) {
    throw catalogRefusals.place_unknown();
  }
  return place.currency;
}

const earliest = Temporal.Instant.from('1900-01-01T00:00:00Z');
const latest = Temporal.Instant.from('3000-01-01T00:00:00Z');

/** The form of a moment lets years through that the database does not know. */
function readMoment(text: string): Temporal.Instant {
  try {
    const moment = Temporal.Instant.from(text);
    const isWithin =
      Temporal.Instant.compare(earliest, moment) <= 0 &&
      Temporal.Instant.compare(moment, latest) < 0;
    if (isWithin) {
      return moment;
    }
  } catch {
    // Refused below, with the text.
  }
  throw catalogRefusals.moment_impossible({ moment: text.slice(0, 40) });
}
