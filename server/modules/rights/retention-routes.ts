import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { rightsRefusals } from './errors.ts';
import { setRule, showRules } from './retention.ts';
import { RuleChange, Rules } from './schemas.ts';

export function retentionRoutes(app: App, { db }: House): void {
  app.get(
    '/api/rights/retention',
    {
      config: { access: 'rights.read' },
      schema: {
        operationId: 'listRetentionRules',
        tags: ['rights'],
        summary: 'How many days data is kept without a sign of life; the rules run every night',
        response: { 200: Rules, ...problems },
      },
    },
    async (request) => ({ rules: await read(db, request, showRules) }),
  );

  app.put(
    '/api/rights/retention/:rule',
    {
      config: { access: 'privacy.write' },
      schema: {
        operationId: 'setRetentionRule',
        tags: ['rights'],
        summary: 'Keep for more or fewer days, never for too few; a person decides (owner)',
        params: Type.Object({ rule: Type.String({ pattern: '^[a-z][a-z_]{1,39}$' }) }),
        body: RuleChange,
        response: { 200: Rules, ...problems },
      },
    },
    (request) => {
      if (request.principal.kind !== 'staff') {
        throw rightsRefusals.person_needed();
      }
      return write(db, request, async (tx) => {
        await setRule(tx, request.params.rule, request.body.days);
        return { rules: await showRules(tx) };
      });
    },
  );
}
