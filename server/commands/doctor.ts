// engawa doctor: what is wrong and how to mend it; works beside the server and when things are broken.
import { join } from 'node:path';
import { readConfig } from '#kernel/config';
import { openKeyStore } from '#kernel/key-store';
import { type Tx, transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { proveStock } from '#stock';
import { openForCommand, openInstallation } from '../installation.ts';
import { doctor, type Proof, worstOf } from '../operations/doctor.ts';
import { type Command, readWords } from './usage.ts';

const usage = `engawa doctor [options]

Looks at the machine, the folder, the keys, the database, the log, jobs, back-ups and the books.
Exit code 0 when all is well (warnings included), 1 when something is wrong.

  --backups FOLDER   where back-ups are (default <ENGAWA_HOME>/backups)
  --json             the checks as JSON`;

const marks = { ok: '  ok  ', warn: ' warn ', bad: ' BAD  ' } as const;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'what is wrong, and how to mend it',
  usage,
  run: async (words) => {
    const { values } = readWords(words, usage, {
      backups: { type: 'string' },
      json: { type: 'boolean' },
    });
    const config = readConfig(process.env);
    const isJson = values.json === true;
    const checks = await doctor({
      config,
      backupsIn: values.backups ?? join(config.home, 'backups'),
      proofs: [
        { name: 'stock', run: () => prove(async (tx) => tell(await proveStock(tx))) },
        {
          name: 'ledger',
          run: () => prove(async (tx) => tell((await proveLedger(tx)).differences)),
        },
      ],
      report: (check) => {
        if (!isJson) {
          console.log(`${marks[check.state]} ${check.name}: ${check.what}`);
          if (check.mend !== null) {
            console.log(`         → ${check.mend}`);
          }
        }
      },
    });
    if (isJson) {
      console.log(JSON.stringify(checks, null, 2));
    }
    return worstOf(checks) === 'bad' ? 1 : 0;
  },
};

/** Runs a proof over the books in the database that is there. */
async function prove(work: (tx: Tx) => Promise<string | undefined>): ReturnType<Proof['run']> {
  const installation = await openInstallation(() => undefined);
  try {
    openKeyStore(installation.config.home, installation.config.masterKeys);
    const { db, close } = await openForCommand(installation, 'doctor');
    try {
      return await transaction(db, { readOnly: true, timeoutMs: 120_000 }, work);
    } finally {
      await close();
    }
  } finally {
    await installation.close();
  }
}

function tell(differences: readonly unknown[]): string | undefined {
  return differences.length === 0
    ? undefined
    : `${differences.length} differences, the first: ${JSON.stringify(differences[0])}`;
}
