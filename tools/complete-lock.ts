/**
 * Completes package-lock.json (see lib/lock.ts for why). Run it after every change of dependencies:
 * `npm run lock`. With `--check` it writes nothing and fails when the lock is not complete.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLock, type Lock } from './lib/lock.ts';

const lockPath = join(import.meta.dirname, '..', 'package-lock.json');
const before = readFileSync(lockPath, 'utf8');
const { lock, added } = completeLock(JSON.parse(before) as Lock);
const after = `${JSON.stringify(lock, null, 2)}\n`;

if (after === before) {
  console.log('package-lock.json is complete.');
} else if (process.argv.includes('--check')) {
  console.error(
    `package-lock.json is not complete (${added.length} platform packages left out by npm). Run \`npm run lock\` and commit the file.`,
  );
  process.exitCode = 1;
} else {
  writeFileSync(lockPath, after);
  console.log(`package-lock.json completed: ${added.length} platform packages put back.`);
}
