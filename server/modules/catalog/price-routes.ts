// The prices of an item by place and time: what holds, what held before, what is set for later.
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { AmountMinor, Currency, Id, Instant, Nullable, problems } from '#kernel/schemas';
import { listPricesOfItem } from './store-prices.ts';

const ItemPrices = Type.Object({
  prices: Type.Array(
    Type.Object({
      placeId: Nullable(Id('place')),
      amountMinor: AmountMinor,
      compareAtMinor: Nullable(AmountMinor),
      currency: Currency,
      validFrom: Instant,
      validUntil: Nullable(Instant),
      isNow: Type.Boolean({ description: 'The one that holds now, everywhere or at its place.' }),
      reason: Nullable(Type.String()),
    }),
    { description: 'Newest first, 200 at most; those of price lists are left out.' },
  ),
});

export function priceRoutes(app: App, { db }: House): void {
  app.get(
    '/api/catalog/items/:itemId/prices',
    {
      config: { access: 'catalog.read' },
      schema: {
        operationId: 'listPrices',
        tags: ['catalog'],
        summary: 'Prices of an item by place and time',
        params: Type.Object({ itemId: Id('item') }),
        response: { 200: ItemPrices, ...problems },
      },
    },
    async (request) => {
      const id = parseId('item', request.params.itemId);
      const rows = await read(db, request, (tx) => listPricesOfItem(tx, id));
      return {
        prices: rows.map((row) => ({
          placeId: formatOptionalId('place', row.place_id),
          amountMinor: row.amount_minor,
          compareAtMinor: row.compare_at_minor,
          currency: row.currency,
          validFrom: row.valid_from.toString(),
          validUntil: row.valid_until?.toString() ?? null,
          isNow: row.is_now,
          reason: row.reason,
        })),
      };
    },
  );
}
