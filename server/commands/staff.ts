// engawa staff: what only the terminal of the server may do for the people who work here.
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { resetFactorOf } from '#staff';
import { openForCommand, openInstallation } from '../installation.ts';
import { type Command, readWords, say, UsageError } from './usage.ts';

const usage = `engawa staff reset-second-factor NAME

Takes the second factor of the member with this sign-in name away, when telephone and recovery codes are lost and no
other owner is there to do it in the console. Every session of theirs ends; with the password one signs in and has to
set up a new second factor before anything else opens. It is written into the log. The server may run.`;

export const staffCommand: Command = {
  name: 'staff',
  summary: 'reset the second factor of a lone owner who lost it',
  usage,
  run: async (words) => {
    const { positionals } = readWords(words, usage, {});
    const [verb, login, ...more] = positionals;
    if (verb !== 'reset-second-factor' || login === undefined || more.length > 0) {
      throw new UsageError(usage);
    }
    const installation = await openInstallation(say);
    try {
      const { db, close } = await openForCommand(installation, 'staff');
      try {
        const id = await transaction(db, { actor: 'terminal' }, (tx) => resetFactorOf(tx, login));
        say(
          `The second factor of ${formatId('staff', id)} is gone and every session of theirs has ended. ` +
            'Sign in with the password and set up a new one.',
        );
        return 0;
      } catch (error) {
        if (error instanceof Refusal) {
          say(error.message);
          return 1;
        }
        throw error;
      } finally {
        await close();
      }
    } finally {
      await installation.close();
    }
  },
};
