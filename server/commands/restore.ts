// engawa restore: a back-up into an empty place; who was erased since stays erased.
import { mkdirSync } from 'node:fs';
import { readConfig } from '#kernel/config';
import { parseStoredKeys } from '#kernel/key-store';
import { transaction } from '#kernel/transaction';
import { eraseRecords } from '#privacy';
import { openForCommand, openInstallation } from '../installation.ts';
import { restore } from '../operations/restore.ts';
import { type Command, readWords, say, UsageError } from './usage.ts';

const usage = `engawa restore FOLDER [options]

Brings a back-up into an empty ENGAWA_HOME (or an empty database at DATABASE_URL). FOLDER is one back-up or a
folder of them; the newest is taken. Everything is verified before anything is written.

  --keys FOLDER     the key back-up (default: the newest beside the data back-ups, in <folder>-keys)
  --without-keys    restore although the keys are lost: sealed fields stay unreadable for ever`;

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'bring a back-up into an empty place',
  usage,
  run: async (words) => {
    const { values, positionals } = readWords(words, usage, {
      keys: { type: 'string' },
      'without-keys': { type: 'boolean' },
    });
    const [from, ...more] = positionals;
    if (from === undefined || more.length > 0) {
      throw new UsageError(`Name one folder to restore from.\n\n${usage}`);
    }
    const config = readConfig(process.env);
    mkdirSync(config.home, { recursive: true });
    const report = await restore({
      from,
      home: config.home,
      ...(values.keys === undefined ? {} : { keysFrom: values.keys }),
      ...(values['without-keys'] === true ? { withoutKeys: true } : {}),
      ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
      ...(config.masterKeys === undefined
        ? {}
        : { mastersInUse: parseStoredKeys(config.masterKeys, 'ENGAWA_MASTER_KEYS') }),
      report: say,
    });
    await eraseAgain(report.eraseAgain);
    for (const note of report.notes) {
      say(note);
    }
    say(
      `${report.rows.toLocaleString('en')} rows of ${report.tables} tables as of ${report.madeAt}, ` +
        `${report.recordKeys.toLocaleString('en')} keys, in ${report.seconds.toFixed(1)} s. ` +
        'The log has a new epoch; everybody signs in anew.',
    );
    return 0;
  },
};

/** People who were erased after the back-up was made are erased once more. */
async function eraseAgain(recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) {
    return;
  }
  const installation = await openInstallation(say);
  try {
    const { db, close } = await openForCommand(installation, 'restore');
    await transaction(db, { actor: 'restore', timeoutMs: 60_000 }, (tx) =>
      eraseRecords(tx, recordIds),
    );
    await close();
    say(`${recordIds.length} records that were erased after the back-up were erased again.`);
  } finally {
    await installation.close();
  }
}
