// Correcting an item and adding variants.
import { Type } from 'typebox';
import { type App, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { addVariant, changeItem } from './change-item.ts';
import { Item, ItemChange, NewVariant } from './schemas.ts';
import { tellItem } from './tell-items.ts';

const params = Type.Object({ itemId: Id('item') });

export function changeRoutes(app: App, { db, config }: House): void {
  app.patch(
    '/api/catalog/items/:itemId',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'changeItem',
        tags: ['catalog'],
        summary: 'Change what is named; names, descriptions and tags are those of all variants',
        params,
        headers: IdempotencyHeaders,
        body: ItemChange,
        response: { 200: Item, ...problems },
      },
    },
    (request) => {
      const id = parseId('item', request.params.itemId);
      return write(db, request, async (tx) => {
        await changeItem(tx, id, request.body);
        return tellItem(tx, id, null);
      });
    },
  );

  app.post(
    '/api/catalog/items/:itemId/variants',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'addVariant',
        tags: ['catalog'],
        summary: 'Add a variant beside an item: another size, colour or weight',
        params,
        headers: IdempotencyHeaders,
        body: NewVariant,
        response: { 201: Item, ...problems },
      },
    },
    async (request, reply) => {
      const { price, ...body } = request.body;
      const item = await write(db, request, async (tx) => {
        const id = await addVariant(tx, parseId('item', request.params.itemId), {
          ...body,
          ...(price === undefined
            ? {}
            : { price: { ...price, currency: price.currency ?? config.currency } }),
        });
        return tellItem(tx, id, null);
      });
      return reply.code(201).send(item);
    },
  );
}
