// Which providers this house has. Set once at the start, read by jobs and by the webhook route.
import type { Config } from '#kernel/config';
import type { Database } from '#kernel/db';
import { defaultProvider } from './payment.ts';
import type { PaymentProvider } from './provider.ts';
import { sandboxProvider } from './providers/sandbox.ts';

const providersOfHouse = new WeakMap<Database, ReadonlyMap<string, PaymentProvider>>();

/** Stripe when its key is set; else the sandbox, so that a pretended card never pays a real order. */
export async function chooseProviders(config: Config, db: Database): Promise<void> {
  const { stripeSecretKey: secretKey, stripeApiUrl: apiUrl } = config;
  if (secretKey === undefined) {
    setProviders(db, [sandboxProvider(db.clock)]);
    return;
  }
  // Two hundred files that a house without Stripe does not read.
  const { stripeProvider } = await import('./providers/stripe.ts');
  setProviders(db, [stripeProvider({ secretKey, apiUrl })]);
}

/** The first is the one for cards without a named provider. */
function setProviders(db: Database, providers: readonly PaymentProvider[]): void {
  const named = new Map(providers.map((provider) => [provider.name, provider]));
  const [first] = providers;
  if (first !== undefined) {
    named.set(defaultProvider, first);
  }
  providersOfHouse.set(db, named);
}

export function findProvider(db: Database, name: string): PaymentProvider | undefined {
  return providersOfHouse.get(db)?.get(name);
}
