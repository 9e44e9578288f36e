// What Stripe tells of its own accord. The signature is over the raw bytes, so this route lives in a scope
// with a body parser of its own. Events are deduplicated; each has its effect once.
import { Type } from 'typebox';
import type { App } from '#kernel/http';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { paymentsRefusals } from './errors.ts';
import type { ProviderEvent } from './provider.ts';
import type { StripeSettings } from './providers/stripe.ts';
import { recordProviderEvents } from './record-answer.ts';

export async function stripeRoutes(app: App, { config, db }: House): Promise<void> {
  const { stripeSecretKey: secretKey, stripeApiUrl: apiUrl, stripeWebhookSecret: secret } = config;
  await app.register(async (scope: App) => {
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      '/api/payments/stripe/events',
      {
        config: { access: 'public' },
        schema: {
          operationId: 'receiveStripeEvent',
          tags: ['payments'],
          summary: 'Webhook of Stripe; its signature is its sign-in',
          headers: Type.Object({
            'stripe-signature': Type.Optional(Type.String({ maxLength: 2000 })),
          }),
          response: { 200: Type.Object({ isNew: Type.Boolean() }), ...problems },
        },
      },
      async (request) => {
        if (secretKey === undefined || secret === undefined) {
          throw paymentsRefusals.provider_off();
        }
        const signature = request.headers['stripe-signature'] ?? '';
        const event = await verify({ secretKey, apiUrl }, secret, request.body, signature);
        const fresh =
          event === undefined
            ? 0
            : await transaction(db, { actor: 'provider:stripe' }, (tx) =>
                recordProviderEvents(tx, 'stripe', [event]),
              );
        return { isNew: fresh > 0 };
      },
    );
  });
}

async function verify(
  settings: StripeSettings,
  secret: string,
  body: unknown,
  signature: string,
): Promise<ProviderEvent | undefined> {
  if (!Buffer.isBuffer(body)) {
    throw paymentsRefusals.signature_wrong();
  }
  const { readStripeEvent } = await import('./providers/stripe.ts');
  try {
    return readStripeEvent(settings, secret, body, signature);
  } catch {
    throw paymentsRefusals.signature_wrong();
  }
}
