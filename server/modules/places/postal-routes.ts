// Addresses from postal codes, for every form of the house.
import { Type } from 'typebox';
import type { App } from '#kernel/http';
import { problems } from '#kernel/schemas';
import { townsOf } from './postal-codes.ts';

const Towns = Type.Object({
  towns: Type.Array(
    Type.Object({
      prefecture: Type.String({ examples: ['京都府'] }),
      city: Type.String({ examples: ['京都市中京区'] }),
      town: Type.String({ description: 'Empty where the code stands for a whole city.' }),
    }),
    { description: 'Several where one code has them, none for a code that is not given out.' },
  ),
});

export function postalRoutes(app: App): void {
  app.get(
    '/api/places/postal-codes/:code',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'findTowns',
        tags: ['places'],
        summary: 'The towns of a Japanese postal code',
        params: Type.Object({ code: Type.String({ pattern: '^[0-9]{7}$' }) }),
        response: { 200: Towns, ...problems },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'public, max-age=86400');
      return { towns: await townsOf(request.params.code) };
    },
  );
}
