// A customer comes in by the code in her mail, which the house keeps in its mailbox.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RealServer } from '../support/real-server.ts';

/** Signs in, or up, with the code that comes by mail; answers the session. */
export async function signInByMail(server: RealServer, email: string): Promise<string> {
  const owner = await server.signIn();
  await server.request('POST', '/api/customers/sign-in/start', { email });
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await server.request('GET', '/api/messages/mailbox', undefined, owner);
    const mail = body.messages.find(
      (each: { to: string; template: string }) =>
        each.to === email && each.template === 'sign_in_code',
    );
    const code = /\d{6}/.exec(mail?.text ?? '')?.[0];
    if (code !== undefined) {
      const finish = { email, code };
      const answer = await server.request('POST', '/api/customers/sign-in/finish', finish);
      return String(answer.body.token);
    }
    await sleep(100);
  }
  throw new Error('no code came by mail');
}
