import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { listTextRows } from './store.ts';

const PurposeList = Type.Object({
  purposes: Type.Array(
    Type.Object({
      purpose: Type.String(),
      dpv: Type.String({ description: 'Term of the W3C Data Privacy Vocabulary.' }),
      version: Type.Integer(),
      text: Type.Object({ ja: Type.String(), en: Type.String() }),
    }),
  ),
});

/** Routes under /api/privacy. */
export function privacyRoutes(app: App, { db }: House): void {
  app.get(
    '/api/privacy/purposes',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listPurposes',
        tags: ['privacy'],
        summary: 'Purposes of use with the texts people are shown',
        response: { 200: PurposeList, ...problems },
      },
    },
    async (request) => {
      const rows = await read(db, request, (tx) => listTextRows(tx));
      return {
        purposes: rows.map((row) => ({
          purpose: row.name,
          dpv: row.dpv,
          version: row.version,
          text: { ja: row.ja, en: row.en },
        })),
      };
    },
  );
}
