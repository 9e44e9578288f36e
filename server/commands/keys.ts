// engawa keys: the master keys under which the keys of records are wrapped.

import { resealSecrets } from '#kernel/sealed-secrets';
import { masterKeyUse, retireMasterKey, rewrapKeys, rotateMasterKey } from '#privacy';
import { openForCommand, openInstallation } from '../installation.ts';
import { type Command, readWords, say, UsageError } from './usage.ts';

const usage = `engawa keys status | rotate | retire N

  status     which master keys there are and how many record keys each wraps
  rotate     makes a new master key and wraps everything under it; stop the server first, start it after
  retire N   takes the old master key N out of the key store for good; back-ups from before the rotation need it`;

export const keysCommand: Command = {
  name: 'keys',
  summary: 'look at, rotate and retire the master keys',
  usage,
  run: async (words) => {
    const { positionals } = readWords(words, usage, {});
    const [verb, which, ...more] = positionals;
    const id = Number(which);
    const isFine =
      (verb === 'retire' ? Number.isInteger(id) : which === undefined) && more.length === 0;
    if (!isFine || !['status', 'rotate', 'retire'].includes(verb ?? '')) {
      throw new UsageError(usage);
    }
    const installation = await openInstallation(say);
    try {
      const { home } = installation.config;
      const masters = verb === 'rotate' ? rotateMasterKey(home) : installation.masters;
      const { db, close } = await openForCommand({ ...installation, masters }, 'keys');
      try {
        if (verb === 'rotate') {
          const { rewrapped } = await rewrapKeys(db);
          const resealed = await resealSecrets(db);
          say(
            `Master key ${masters.currentId} is current: ${rewrapped} record keys and ${resealed} secrets are under it. ` +
              'Back the keys up now (engawa backup), and start the server again.',
          );
        } else if (verb === 'retire') {
          await retireMasterKey(db, home, id);
          say(`Master key ${id} is out of the key store.`);
        }
        const use = await masterKeyUse(db);
        for (const key of masters.keys.keys()) {
          const current = key === masters.currentId ? ', current' : '';
          console.log(`master key ${key}: wraps ${use.get(key) ?? 0} record keys${current}`);
        }
      } finally {
        await close();
      }
    } finally {
      await installation.close();
    }
    return 0;
  },
};
