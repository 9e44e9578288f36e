// What is wrong, and how to mend it. Works when things are broken: each check stands for itself, and one that
// cannot even be made says so instead of stopping the others.
import type { Config } from '#kernel/config';
import { openChecks } from './doctor-check.ts';
import { checkDatabase } from './doctor-database.ts';
import { checkMachine, findDatabase } from './doctor-machine.ts';
import { withOwner } from './owner-connection.ts';

export type CheckState = 'ok' | 'warn' | 'bad';

export type Check = {
  readonly name: string;
  readonly state: CheckState;
  /** What was found, one sentence. */
  readonly what: string;
  /** What to do about it; null when there is nothing to do. */
  readonly mend: string | null;
};

/** A proof over the books (stock, ledger); answers what is wrong, undefined when nothing is. */
export type Proof = { readonly name: string; run(): Promise<string | undefined> };

export type DoctorOptions = {
  readonly config: Pick<Config, 'home' | 'databaseUrl' | 'host' | 'port' | 'masterKeys'>;
  /** Folder of back-ups to look for the last one in. */
  readonly backupsIn?: string;
  readonly proofs?: readonly Proof[];
  /** Told of each check as it is made. */
  readonly report?: (check: Check) => void;
};

/** Makes all checks, the machine's first. Never throws. */
export async function doctor(options: DoctorOptions): Promise<readonly Check[]> {
  const checks = openChecks(options.report);
  await checkMachine(checks, options);
  const url = findDatabase(options.config);
  if (url === undefined) {
    checks.warn(
      'database',
      'The embedded database is not running, so nothing could be looked at in it.',
      'Start Engawa (`npm start`) and run `engawa doctor` beside it.',
    );
    return checks.made;
  }
  await checks.attempt('database', () =>
    withOwner(url, async (client) => {
      await client.query("SET statement_timeout = '20s'");
      await checkDatabase(checks, client);
    }),
  );
  for (const proof of options.proofs ?? []) {
    await checks.attempt(`proof: ${proof.name}`, async () => {
      const wrong = await proof.run();
      if (wrong === undefined) {
        checks.ok(`proof: ${proof.name}`, 'The books add up.');
      } else {
        checks.bad(
          `proof: ${proof.name}`,
          wrong,
          'Keep a back-up of now (`engawa backup`) and report it with this line.',
        );
      }
    });
  }
  return checks.made;
}

/** The worst state among checks, for the exit code. */
export function worstOf(checks: readonly Check[]): CheckState {
  const states = new Set(checks.map((check) => check.state));
  return states.has('bad') ? 'bad' : states.has('warn') ? 'warn' : 'ok';
}
