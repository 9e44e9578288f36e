/**
 * `npm run prove`: the long proofs (the `.prove.ts` files of server/) at full count; writes docs/proofs.md with date
 * and machine. `-- --short` runs the same with few rounds and writes nothing. Further words choose files.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { postgresBinaries } from '../server/kernel/postgres/index.ts';
import { parseProofResults } from '../server/tests/checks/proof-results.ts';
import { type Machine, renderProofs } from './lib/proofs.ts';
import { root } from './lib/run-command.ts';
import { exitCodeFor, runVitest, summaryLine } from './lib/run-vitest.ts';

const isShort = process.argv.includes('--short');
const filters = process.argv.slice(2).filter((word) => word !== '--short');

const folder = mkdtempSync(join(tmpdir(), 'engawa-proofs-'));
try {
  const resultsFile = join(folder, 'results.jsonl');
  const counts = await runVitest(['--config', 'server/prove.config.ts', ...filters], {
    ENGAWA_PROOF_RESULTS: resultsFile,
    ENGAWA_PROOF: isShort ? 'short' : 'full',
  });
  if (counts.passed + counts.failed === 0) {
    console.log('No proof ran. Check the names given to `npm run prove --`.');
  }
  const results = existsSync(resultsFile)
    ? parseProofResults(readFileSync(resultsFile, 'utf8'))
    : [];
  const page = renderProofs(results, describeMachine(), new Date().toISOString().slice(0, 10));
  console.log(`\n${page}`);
  // A part of the proofs, or fewer rounds, must not replace the results of all of them.
  if (!isShort && filters.length === 0) writeFileSync(join(root, 'docs', 'proofs.md'), page);
  for (const line of counts.failures) console.log(line);
  console.log(summaryLine(counts));
  process.exitCode = exitCodeFor(counts);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function describeMachine(): Machine {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${process.arch}`,
    node: process.versions.node,
    postgres: postgresBinaries().version,
  };
}
