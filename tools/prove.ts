/**
 * `npm run prove`: the long proofs (the `.prove.ts` files of server/) at full count; writes docs/proofs.md with days
 * and machine. `-- --short` runs the same with few rounds and writes nothing; a browser story that fails there is played
 * once more, and the end says so (↻). Further words choose files, of which only the rows are written anew.
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem, type } from 'node:os';
import { join, relative } from 'node:path';
import { postgresBinaries } from '../server/kernel/postgres/index.ts';
import { parseProofResults } from '../server/tests/checks/proof-results.ts';
import { joinProofs, type Machine, parseProofs, renderProofs } from './lib/proofs.ts';
import { root } from './lib/run-command.ts';
import { exitCodeFor, joinTries, runVitest, summaryLine, type TestRun } from './lib/run-vitest.ts';

const isShort = process.argv.includes('--short');
const filters = process.argv.slice(2).filter((word) => word !== '--short');

const folder = mkdtempSync(join(tmpdir(), 'engawa-proofs-'));
try {
  const resultsFile = join(folder, 'results.jsonl');
  const run = (files: readonly string[]) =>
    runVitest(['--config', 'server/prove.config.ts', ...files], {
      ENGAWA_PROOF_RESULTS: resultsFile,
      ENGAWA_PROOF: isShort ? 'short' : 'full',
    });
  const counts = await playAgain(await run(filters), run);
  if (counts.passed + counts.failed === 0) {
    console.log('No proof ran. Check the names given to `npm run prove --`.');
  }
  const results = existsSync(resultsFile)
    ? parseProofResults(readFileSync(resultsFile, 'utf8'))
    : [];
  const day = new Date().toISOString().slice(0, 10);
  // Of two tries the second is told.
  const last = new Map(results.map((result) => [result.claim, result]));
  const rows = [...last.values()].map((result) => ({ ...result, day }));
  const machine = describeMachine();
  console.log(`\n${renderProofs(rows, machine)}`);
  if (!isShort && rows.length > 0) {
    const pagePath = join(root, 'docs', 'proofs.md');
    const before = parseProofs(readFileSync(pagePath, 'utf8'));
    writeFileSync(pagePath, renderProofs(joinProofs(before, rows, isClaimed()), machine));
  }
  for (const line of [...counts.secondTries, ...counts.failures]) console.log(line);
  console.log(summaryLine(counts));
  process.exitCode = exitCodeFor(counts);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * A browser on a crowded machine loses now and then what no person would: such a story may be played a second time, which
 * is told. At full count, and of everything without a browser, the first time counts.
 */
async function playAgain(first: TestRun, run: (files: readonly string[]) => Promise<TestRun>) {
  const stories = first.failedFiles.filter(({ path }) =>
    readFileSync(path, 'utf8').includes('browserLacking'),
  );
  if (!isShort || stories.length === 0) {
    return { ...first, secondTries: [] };
  }
  const paths = stories.map(({ path }) => relative(root, path));
  console.log(`\nOnce more: ${paths.join(', ')}`);
  return joinTries(first, stories, await run(paths));
}

/** Whether a claim stands in the sources still. */
function isClaimed(): (claim: string) => boolean {
  const sources = globSync('server/**/*.ts', { cwd: root, exclude: ['**/node_modules'] })
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .filter((text) => text.includes('recordProof'))
    .join('\n');
  return (claim) => sources.includes(claim);
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
