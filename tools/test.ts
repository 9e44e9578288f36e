/**
 * `npm test`: the whole suite, ending with one line `N passed, N failed`. Further words go to vitest:
 * `npm test -- server/kernel` runs one folder, `npm test -- -t 'merge'` the tests with that name.
 */
import { exitCodeFor, runVitest, summaryLine } from './lib/run-vitest.ts';

const counts = await runVitest(process.argv.slice(2));
if (counts.passed + counts.failed === 0) {
  console.log('No test ran. Check the names given to `npm test --`.');
}
console.log(summaryLine(counts));
process.exitCode = exitCodeFor(counts);
