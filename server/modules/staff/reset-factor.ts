// The way back for a lone owner who lost telephone, passkeys and recovery codes: nobody else in the house could take the factor away.
// Whoever has the terminal of the server and its keys has the house already; what was done is in the log, every session
// of that person ends, and the next one opens nothing but setting up a new factor.
import { endSessionsOf } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { staffRefusals } from './errors.ts';
import { loginToken } from './member.ts';
import { takeFactorsAway } from './second-factor.ts';
import { findMemberByLogin } from './store.ts';

/** By sign-in name. Refuses with staff.unknown, staff.second_factor_off. Answers her id (uuid). */
export async function resetFactorOf(tx: Tx, login: string): Promise<string> {
  const member = await findMemberByLogin(tx, loginToken(tx.masters, login));
  if (member === undefined) {
    throw staffRefusals.unknown();
  }
  await takeFactorsAway(tx, member.id);
  await endSessionsOf(tx, 'staff', member.id, tx.now);
  return member.id;
}
