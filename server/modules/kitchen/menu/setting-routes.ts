// What headquarters read before they edit menus and cafés.
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { MenuSettings, ShopSettings } from '../schemas-settings.ts';
import { viewMenuSettings, viewShopSettings } from './view-settings.ts';

const tags = ['kitchen'];

/** Routes under /api/kitchen/settings. */
export function settingRoutes(app: App, { db }: House): void {
  app.get(
    '/api/kitchen/settings/menu',
    {
      config: { access: 'kitchen.read' },
      schema: {
        operationId: 'getMenuSettings',
        tags,
        summary: 'Everything on the menu as it was set, also what is off it for now',
        response: { 200: MenuSettings, ...problems },
      },
    },
    (request) => read(db, request, viewMenuSettings),
  );
  app.get(
    '/api/kitchen/settings/shops',
    {
      config: { access: 'kitchen.read' },
      schema: {
        operationId: 'listCafeSettings',
        tags,
        summary: 'Cafés with their stations, what each makes in a slot, and what is sold out',
        response: { 200: Type.Object({ shops: Type.Array(ShopSettings) }), ...problems },
      },
    },
    (request) => read(db, request, async (tx) => ({ shops: await viewShopSettings(tx) })),
  );
}
