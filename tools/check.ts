/**
 * `npm run check`: what CI runs, one line a step. Every step runs even when an earlier one failed, so
 * that one run shows all there is to mend. `npm run check -- types lint` runs only the steps named.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runCommand } from './lib/run-command.ts';

interface Step {
  name: string;
  command: string;
  args: string[];
  /** What a person does when the step fails. */
  mend: string;
  /** A file without which there is nothing to check. */
  needs?: string;
}

const steps: Step[] = [
  {
    name: 'lock',
    command: 'node',
    args: ['tools/complete-lock.ts', '--check'],
    mend: 'Run `npm run lock` and commit package-lock.json.',
  },
  {
    name: 'format',
    command: 'biome',
    args: ['check', '--error-on-warnings', '.'],
    mend: 'Run `npm run fix`; what it leaves, mend by hand.',
  },
  {
    name: 'lint',
    command: 'oxlint',
    args: ['--type-aware', '--deny-warnings'],
    mend: 'Run `npm run fix`; what it leaves, mend by hand. A missed await is always a bug.',
  },
  {
    name: 'unused',
    command: 'knip',
    args: ['--no-config-hints'],
    mend: 'Remove what nothing uses, or use it.',
  },
  {
    name: 'types',
    command: 'tsc',
    args: ['-b'],
    mend: 'Mend the types; `any` and ts-ignore are not a way.',
  },
  {
    name: 'generated',
    command: 'node',
    args: ['tools/generate.ts', '--check'],
    mend: 'Run `npm run generate` and commit what it wrote.',
    needs: 'tools/generate.ts',
  },
];

async function runStep(step: Step): Promise<{ line: string; isGood: boolean }> {
  if (step.needs !== undefined && !existsSync(join(root, step.needs))) {
    return { line: `–  ${step.name}: skipped, there is no ${step.needs} yet`, isGood: true };
  }
  const startedAtMs = performance.now();
  const exitCode = await runCommand(step.command, step.args);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  return exitCode === 0
    ? { line: `ok ${step.name} (${seconds} s)`, isGood: true }
    : { line: `NO ${step.name} (${seconds} s). ${step.mend}`, isGood: false };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No such step: ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}.`,
  );
  process.exit(2);
}

const lines: string[] = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  const { line, isGood } = await runStep(step);
  if (!isGood) process.exitCode = 1;
  lines.push(line);
}
console.log(lines.join('\n'));
