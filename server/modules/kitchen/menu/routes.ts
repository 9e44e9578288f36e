// The menu over HTTP.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { AllergenCode, Code, Menu, MenuItem, OptionGroup } from '../schemas.ts';
import { allergenCodes, allergens } from './allergens.ts';
import { setMenuItems, setOptionGroup } from './set-menu.ts';
import { viewMenu } from './view-menu.ts';

const tags = ['kitchen'];
const Done = Type.Object({ isDone: Type.Literal(true) });
const done = { isDone: true } as const;

export function menuRoutes(app: App, { db }: House): void {
  app.get(
    '/api/kitchen/shops/:placeId/menu',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getMenu',
        tags,
        summary: 'What a café makes now, with choices, allergens and what is sold out',
        params: Type.Object({ placeId: Id('place') }),
        response: { 200: Menu, ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.params.placeId);
      return read(db, request, async (tx) => {
        const menu = await viewMenu(tx, placeId);
        return {
          isPaused: menu.isPaused,
          items: menu.items.map((item) => ({
            ...item,
            allergens: [...item.allergens],
            groups: [...item.groups],
          })),
          groups: menu.groups.map((group) => ({
            ...group,
            options: group.options.map((option) => ({
              ...option,
              adds: [...option.adds],
              removes: [...option.removes],
              excludes: [...option.excludes],
            })),
          })),
        };
      });
    },
  );

  app.get(
    '/api/kitchen/allergens',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listAllergens',
        tags,
        summary: 'The eight allergens by law and the twenty recommended, in their standard words',
        response: {
          200: Type.Object({
            allergens: Type.Array(
              Type.Object({
                code: AllergenCode,
                ja: Type.String(),
                en: Type.String(),
                isMandatory: Type.Boolean(),
              }),
            ),
          }),
          ...problems,
        },
      },
    },
    async () => ({
      allergens: allergenCodes.map((code) => ({ code, ...allergens[code] })),
    }),
  );

  app.put(
    '/api/kitchen/groups/:code',
    {
      config: { access: 'kitchen.write' },
      schema: {
        operationId: 'setOptionGroup',
        tags,
        summary: 'A choice of the menu with its options; what is left out is offered no longer',
        params: Type.Object({ code: Code }),
        headers: IdempotencyHeaders,
        body: OptionGroup,
        response: { 200: Done, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await setOptionGroup(tx, { code: request.params.code, ...request.body });
        return done;
      }),
  );

  app.put(
    '/api/kitchen/items/:itemId',
    {
      config: { access: 'kitchen.write' },
      schema: {
        operationId: 'setMenuItem',
        tags,
        summary: 'Put an item on the menu, or change how it is made',
        params: Type.Object({ itemId: Id('item') }),
        headers: IdempotencyHeaders,
        body: MenuItem,
        response: { 200: Done, ...problems },
      },
    },
    (request) => {
      const itemId = parseId('item', request.params.itemId);
      return write(db, request, async (tx) => {
        await setMenuItems(tx, [{ itemId, ...request.body }]);
        return done;
      });
    },
  );
}
