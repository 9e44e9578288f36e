/** The page that `npm run prove` writes: what was proved, when, and on which machine. */
import type { ProofResult } from '../../server/tests/checks/proof-results.ts';

export interface Machine {
  cores: number;
  processor: string;
  memoryGib: number;
  system: string;
  node: string;
  postgres: string;
}

/** `date` is ISO 8601 with the day only. */
export function renderProofs(
  results: readonly ProofResult[],
  machine: Machine,
  date: string,
): string {
  const rows = results.map(
    ({ claim, measured, holds, seconds }) =>
      `| ${cell(claim)} | ${holds ? 'yes' : '**no**'} | ${cell(measured)} | ${seconds.toFixed(1)} |`,
  );
  return [
    '# Proofs',
    '',
    'Written by `npm run prove`; do not edit. Each row is a `*.prove.ts` file under `server/`.',
    '',
    `${date} · ${machine.cores} cores (${machine.processor}), ${machine.memoryGib} GiB, ${machine.system} · Node ${machine.node} · Postgres ${machine.postgres}`,
    '',
    '| claim | holds | measured | seconds |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
