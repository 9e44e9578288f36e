// Somebody who has stopped every use of her data, for the pages that say so.
import type { RealServer } from '../support/real-server.ts';
import { signInByMail } from './sign-in-by-mail.ts';

export async function stopSomebody(
  server: RealServer,
): Promise<{ readonly session: string; readonly customerId: string }> {
  const session = await signInByMail(server, 'tomari@example.jp');
  const hers = { authorization: `Bearer ${session}` };
  await server.request('POST', '/api/rights/me/stop', { scope: 'all' }, hers);
  const { body } = await server.request('GET', '/api/customers/me', undefined, hers);
  return { session, customerId: String(body.customerId) };
}
