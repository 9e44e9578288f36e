// Collects checks; a look that throws becomes a check itself.
import type { Check, CheckState } from './doctor.ts';
import { OperationError } from './errors.ts';

export type Checks = {
  readonly made: readonly Check[];
  ok(name: string, what: string): void;
  warn(name: string, what: string, mend: string): void;
  bad(name: string, what: string, mend: string): void;
  /** Runs a look; what it throws is noted as bad under `name`. */
  attempt(name: string, look: () => Promise<void> | void): Promise<void>;
};

export function openChecks(report: ((check: Check) => void) | undefined): Checks {
  const made: Check[] = [];
  const add = (name: string, state: CheckState, what: string, mend: string | null) => {
    const check = { name, state, what, mend };
    made.push(check);
    report?.(check);
  };
  return {
    made,
    ok: (name, what) => add(name, 'ok', what, null),
    warn: (name, what, mend) => add(name, 'warn', what, mend),
    bad: (name, what, mend) => add(name, 'bad', what, mend),
    attempt: async (name, look) => {
      try {
        await look();
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const mend =
          error instanceof OperationError
            ? 'Do what the sentence says, then run `engawa doctor` again.'
            : 'Mend what is named above first, then run `engawa doctor` again.';
        add(name, 'bad', `Could not be looked at: ${why}`, mend);
      }
    },
  };
}
