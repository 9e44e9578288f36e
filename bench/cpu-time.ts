// CPU time of this process and of all of Postgres, which neighbours on the machine disturb less than orders a second.
// From /proc, so on Linux only; elsewhere it answers undefined.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Microseconds of CPU since the start of each. */
export type CpuTime = { readonly nodeUs: number; readonly postgresUs: number };

const tickUs = 10_000;

/** Reads both now; `home` is the house's folder with its database. */
export function readCpuTime(home: string): CpuTime | undefined {
  const postmaster = postmasterOf(home);
  if (postmaster === undefined || !existsSync('/proc/self/stat')) {
    return undefined;
  }
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    const fields = /^\d+$/.test(entry) ? statOf(entry) : undefined;
    // Fields of proc(5) from the third on: parent, user, system, and the same of children that have ended.
    if (fields !== undefined && (entry === postmaster || fields[1] === postmaster)) {
      ticks += Number(fields[11]) + Number(fields[12]);
      ticks += entry === postmaster ? Number(fields[13]) + Number(fields[14]) : 0;
    }
  }
  const { user, system } = process.cpuUsage();
  return { nodeUs: user + system, postgresUs: ticks * tickUs };
}

/** CPU microseconds for each of `count`, rounded. */
export function cpuOfEach(
  before: CpuTime | undefined,
  after: CpuTime | undefined,
  count: number,
): Readonly<Record<string, number>> {
  return before === undefined || after === undefined
    ? {}
    : {
        node_cpu_us: Math.round((after.nodeUs - before.nodeUs) / count),
        postgres_cpu_us: Math.round((after.postgresUs - before.postgresUs) / count),
      };
}

function statOf(pid: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function postmasterOf(home: string): string | undefined {
  const path = readdirSync(home, { recursive: true }).find((file) =>
    String(file).endsWith('postmaster.pid'),
  );
  return path === undefined
    ? undefined
    : readFileSync(join(home, String(path)), 'utf8').split('\n')[0];
}
