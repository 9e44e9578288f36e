// The gentle question at the counter. Whoever may serve customers may ask, with the customer before her.
import { Type } from 'typebox';
import { type App, actorOf, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { answerSuggestion, suggestTo } from './ask-customer.ts';
import { Decided, Said, Suggestions } from './schemas.ts';

const params = Type.Object({ customerId: Id('customer') });

export function askRoutes(app: App, { db }: House): void {
  app.get(
    '/api/identity/customers/:customerId/suggestions',
    {
      config: { access: 'customers.read' },
      schema: {
        operationId: 'suggestToCustomer',
        tags: ['identity'],
        summary: 'Records that may be hers too, to ask her while she is there; the look is logged',
        params,
        querystring: Type.Object({
          reason: Type.Literal('customer_present', {
            description: 'Asked only of herself: her card was shown, or she said who she is.',
          }),
        }),
        response: { 200: Suggestions, ...problems },
      },
    },
    (request) =>
      // Not `read`: the look is logged. Not `write`: its idempotency would keep what was shown.
      transaction(db, { actor: actorOf(request.principal) }, async (tx) => ({
        suggestions: (await suggestTo(tx, parseId('customer', request.params.customerId))).map(
          ({ recordIds, other }) => ({ recordIds: [...recordIds], other }),
        ),
      })),
  );

  app.post(
    '/api/identity/customers/:customerId/suggestions',
    {
      config: { access: 'customers.write' },
      schema: {
        operationId: 'answerSuggestion',
        tags: ['identity'],
        summary: 'What she said: it is hers too, it is not, or not sure',
        params,
        headers: IdempotencyHeaders,
        body: Said,
        response: { 200: Decided, ...problems },
      },
    },
    (request) => {
      const { recordIds, verdict } = request.body;
      const [one = '', other = ''] = recordIds.map((id) => parseId('record', id));
      return write(db, request, async (tx) => {
        const customerId = parseId('customer', request.params.customerId);
        await answerSuggestion(tx, customerId, { recordIds: [one, other], verdict });
        return { decided: 1 };
      });
    },
  );
}
