/**
 * `npm test`: the whole suite, ending with one line `N passed, N failed`. Further words go to vitest:
 * `npm test -- server/kernel` runs one folder, `npm test -- -t 'merge'` the tests with that name.
 * At its end the log lines of all servers that the tests started are looked through for persons and secrets.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellLogScan } from './lib/log-scan.ts';
import { exitCodeFor, runVitest, summaryLine } from './lib/run-vitest.ts';

const lines = mkdtempSync(join(tmpdir(), 'engawa-lines-'));
const counts = await runVitest(process.argv.slice(2), { ENGAWA_TEST_LINES: lines });
if (counts.passed + counts.failed === 0) {
  console.log('No test ran. Check the names given to `npm test --`.');
}
const scan = tellLogScan(lines);
rmSync(lines, { recursive: true, force: true });
console.log(scan.sentence);
counts[scan.isClean ? 'passed' : 'failed'] += counts.passed + counts.failed === 0 ? 0 : 1;
for (const line of counts.failures) console.log(line);
console.log(summaryLine(counts));
process.exitCode = exitCodeFor(counts);
