/**
 * `npm run audit`: asks the registry whether a production dependency has a known weakness. Three ends: none known (0), some
 * known (1), and no answer (2). A registry that does not answer, or answers something else, is never taken for a clean one.
 */
import { spawnSync } from 'node:child_process';
import { readAudit } from './lib/read-audit.ts';
import { root } from './lib/run-command.ts';

const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: root, encoding: 'utf8' });
const { exitCode, sentence } = readAudit(asked.stdout, asked.stderr);
(exitCode === 0 ? console.log : console.error)(sentence);
process.exitCode = exitCode;
