#!/usr/bin/env node
// Finds the Node that npm installed beside this package and runs the command with it; the system's Node may be
// older and cannot run TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const server = join(dirname(fileURLToPath(import.meta.url)), '..');
const beside = join(server, '..', 'node_modules', '.bin', 'node');
const isNew = Number(process.versions.node.split('.')[0]) >= 26;
const node = isNew || !existsSync(beside) ? process.execPath : beside;
const child = spawn(node, [join(server, 'cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The terminal tells the child too; this process waits for its end.
  process.on(signal, () => child.kill(signal));
}
child.on('error', (error) => {
  console.error(`engawa could not be started: ${error.message}. Run npm ci and try again.`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 130);
});
