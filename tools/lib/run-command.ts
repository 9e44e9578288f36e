/** Starts one program of this workspace with the shell's output, and waits for it. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

const binFolder = join(root, 'node_modules', '.bin');

/**
 * The exit code of `command`; 1 when a signal ended it. Programs installed in node_modules/.bin are
 * found first, so that a check behaves alike from npm and from a bare shell.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const path = `${binFolder}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment, PATH: path },
    // On Windows npm's programs are .cmd files, which only a shell can start.
    shell: process.platform === 'win32',
  });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
