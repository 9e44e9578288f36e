// Somebody who has stopped every use of her data, for the pages that say so.
import type { RealServer } from '../support/real-server.ts';
import { signInByMail } from './sign-in-by-mail.ts';

/** One for each app (`at`): a code that came before would be read for the next one. */
export async function stopSomebody(
  server: RealServer,
  at: 'shop' | 'tablet' | 'console',
): Promise<{ readonly session: string; readonly customerId: string }> {
  const session = await signInByMail(server, `${at}-tomari@example.jp`);
  const hers = { authorization: `Bearer ${session}` };
  await server.request('POST', '/api/rights/me/stop', { scope: 'all' }, hers);
  const { body } = await server.request('GET', '/api/customers/me', undefined, hers);
  if (typeof body.customerId !== 'string' || body.stoppedAt === null) {
    throw new Error(`nobody could stop the use of her data: ${JSON.stringify(body)}`);
  }
  return { session, customerId: body.customerId };
}
