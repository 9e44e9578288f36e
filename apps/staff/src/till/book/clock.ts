// What time it is for the house. This machine's clock may be off, and may jump: whenever the house answers, the till
// learns how far off it is; within a run (a page, until the clock jumps) that stays the same. A sale keeps what the
// clock said and in which run; how late that was is reckoned when it is told, by what is known then.
import { keepValue, readValue } from './entries.ts';

type Run = {
  readonly id: string;
  /** Added to this machine's clock gives the house's; null as long as nobody knows. */
  offsetMs: number | null;
};

const jumpMs = 2000;
const runsMax = 200;

let runs: Run[] = [];
/** Those of before have been read; until then none may be written over them. */
let isRead = false;
let base = { wallMs: Date.now(), steadyMs: performance.now() };

/** Begins a run; call it once when the page opens. */
export async function beginClock(): Promise<void> {
  const kept = (await readValue<Run[]>('runs')) ?? [];
  runs = [...kept.slice(-runsMax), ...runs];
  isRead = true;
  begin(null);
}

function begin(offsetMs: number | null): void {
  runs.push({ id: crypto.randomUUID(), offsetMs });
  base = { wallMs: Date.now(), steadyMs: performance.now() };
  keepRuns();
}

function keepRuns(): void {
  if (isRead) {
    void keepValue('runs', runs);
  }
}

/** The run of now; a new one when the clock has jumped since, by as much as it jumped. */
function runOfNow(): Run {
  const jumped = Date.now() - base.wallMs - (performance.now() - base.steadyMs);
  const last = runs.at(-1);
  if (last === undefined || Math.abs(jumped) > jumpMs) {
    const offsetMs = last?.offsetMs ?? null;
    begin(offsetMs === null ? null : offsetMs - Math.round(jumped));
  }
  return runs.at(-1) as Run;
}

/** The house said what time it is. */
export function heardHouseTime(now: string): void {
  const run = runOfNow();
  const offsetMs = Date.parse(now) - Date.now();
  if (run.offsetMs === null || Math.abs(run.offsetMs - offsetMs) > 1000) {
    run.offsetMs = offsetMs;
    keepRuns();
  }
}

/** What this machine's clock says, and in which run. */
export function stamp(): { readonly wallMs: number; readonly run: string } {
  return { run: runOfNow().id, wallMs: Date.now() };
}

/**
 * The house's time of a moment of a run: by that run's own difference, else by the next one that is known (a clock that
 * is off stays so until somebody sets it), else by the last one before.
 */
export function houseTime(wallMs: number, run: string): number {
  const at = runs.findIndex(({ id }) => id === run);
  const known =
    runs[at]?.offsetMs ??
    runs.slice(at + 1).find(({ offsetMs }) => offsetMs !== null)?.offsetMs ??
    runs.slice(0, Math.max(at, 0)).findLast(({ offsetMs }) => offsetMs !== null)?.offsetMs ??
    0;
  return wallMs + known;
}

/** The house's time now, as far as it is known. */
export function houseNow(): number {
  const { wallMs, run } = stamp();
  return houseTime(wallMs, run);
}
