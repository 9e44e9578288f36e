// npm run bench -- <name> [--seconds N] [--json]. Each bench is a file beside this one that starts its own clean
// database, measures the raw limit in the same run and answers results with ratios to it.
import { readdirSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchResult, BenchRun } from './result.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
});
const [name = ''] = positionals;
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const seconds = Number(values.seconds);
if (!known.includes(name) || !(seconds > 0)) {
  console.error(`npm run bench -- ${known.join('|')} [--seconds N] [--json]`);
  process.exit(2);
}

const { run } = (await import(join(import.meta.dirname, `${name}.bench.ts`))) as { run: BenchRun };
const results = await run({ seconds, say: (text) => process.stderr.write(`${text}\n`) });

const columns = ['name', 'value', 'unit', 'p50_ms', 'p99_ms'] as const;
const machine = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, node ${process.version}`;
console.log(`\n${name}, ${seconds} s each, ${machine}, ${new Date().toISOString().slice(0, 10)}\n`);
console.log(columns.join('\t'));
for (const result of results) {
  console.log(columns.map((column) => show(result[column])).join('\t') + showRatios(result));
}
if (values.json) {
  console.log(JSON.stringify({ bench: name, results }));
}

function show(value: string | number | undefined): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : (value ?? '');
}

function showRatios({ ratios = {} }: BenchResult): string {
  return Object.entries(ratios)
    .map(([to, ratio]) => `\t${show(ratio)} × ${to}`)
    .join('');
}
