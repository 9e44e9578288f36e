/** The page that `npm run prove` writes: what was proved, on which day, and on which machine. */
import type { ProofResult } from '../../server/tests/checks/proof-results.ts';

export interface Machine {
  cores: number;
  processor: string;
  memoryGib: number;
  system: string;
  node: string;
  postgres: string;
}

/** A proof as the page shows it; `day` is ISO 8601. */
export interface ProofRow extends ProofResult {
  readonly day: string;
}

const head = ['| claim | holds | measured | seconds | day |', '|---|---|---|---|---|'];

export function renderProofs(rows: readonly ProofRow[], machine: Machine): string {
  return [
    '# Proofs',
    '',
    'Written by `npm run prove`; do not edit. Each row is a `*.prove.ts` file under `server/` at full count, as it was seen last.',
    '',
    `${machine.cores} cores (${machine.processor}), ${machine.memoryGib} GiB, ${machine.system} · Node ${machine.node} · Postgres ${machine.postgres}`,
    '',
    ...head,
    ...rows.map(
      ({ claim, measured, holds, seconds, day }) =>
        `| ${cell(claim)} | ${holds ? 'yes' : '**no**'} | ${cell(measured)} | ${seconds.toFixed(1)} | ${day} |`,
    ),
    '',
  ].join('\n');
}

/** The rows of a page that was written before; those of another form are left out. */
export function parseProofs(page: string): ProofRow[] {
  return page
    .slice(Math.max(0, page.indexOf(head.join('\n'))))
    .split('\n')
    .map((line) => line.split(/(?<!\\)\|/).map((part) => part.trim().replaceAll('\\|', '|')))
    .flatMap(([, claim = '', holds, measured = '', seconds, day = '']) =>
      /^\d{4}-\d\d-\d\d$/.test(day)
        ? [{ claim, measured, holds: holds === 'yes', seconds: Number(seconds), day }]
        : [],
    );
}

/**
 * What is shown after some of the proofs ran: their results in place of those of the same claims, the others as they were.
 * A claim that nobody makes any more goes.
 */
export function joinProofs(
  before: readonly ProofRow[],
  after: readonly ProofRow[],
  isClaimed: (claim: string) => boolean,
): ProofRow[] {
  const fresh = new Map(after.map((row) => [row.claim, row]));
  const kept = before.filter(({ claim }) => isClaimed(claim));
  const known = new Set(kept.map(({ claim }) => claim));
  return [
    ...kept.map((row) => fresh.get(row.claim) ?? row),
    ...after.filter(({ claim }) => !known.has(claim)),
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
