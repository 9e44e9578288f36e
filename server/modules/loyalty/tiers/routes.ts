// Tiers over HTTP: what they are, and what others would do.
import { type App, read, write } from '#kernel/http';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import { saveTiers } from '../save-settings.ts';
import { TiersPreviewed, TierTableShape } from '../schemas.ts';
import { previewTiers } from './preview-tiers.ts';
import { findScheme, findTiers } from './store.ts';

const tags = ['loyalty'];
const headers = IdempotencyHeaders;

/** Routes under /api/loyalty/tiers. */
export function tierRoutes(app: App, { db }: House): void {
  app.get(
    '/api/loyalty/tiers',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'getTiers',
        tags,
        summary: 'Tiers, their period and days of grace',
        response: { 200: TierTableShape, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        ...(await findScheme(tx)),
        tiers: (await findTiers(tx)).map((row) => ({
          code: row.code,
          nameJa: row.name_ja,
          nameEn: row.name_en,
          thresholdMinor: row.threshold_minor,
        })),
      })),
  );
  app.put(
    '/api/loyalty/tiers',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'setTiers',
        tags,
        summary: 'Set all tiers at once',
        headers,
        body: TierTableShape,
        response: { 200: TierTableShape, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await saveTiers(tx, request.body);
        return request.body;
      }),
  );
  app.post(
    '/api/loyalty/tiers/preview',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'previewTiers',
        tags,
        summary: 'How many customers other tiers would lift and lower; nothing is kept',
        body: TierTableShape,
        response: { 200: TiersPreviewed, ...problems },
      },
    },
    (request) => {
      const { tiers, periodMonths, graceDays } = request.body;
      return read(db, request, async (tx) => {
        const seen = await previewTiers(tx, { tiers, scheme: { periodMonths, graceDays } });
        return {
          ...seen,
          now: Object.fromEntries(seen.now),
          proposed: Object.fromEntries(seen.proposed),
        };
      });
    },
  );
}
