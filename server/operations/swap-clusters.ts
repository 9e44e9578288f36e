// Puts a new cluster in the place of an old one. Two renames cannot be one, and a start between them would
// find no database and make an empty one: so what is to be done is written down first, and a start finishes
// it.
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

type Swap = {
  /** Where the cluster lives. */
  readonly place: string;
  /** Where the new one was made. */
  readonly fresh: string;
  /** Where the old one goes. */
  readonly kept: string;
};

function planFile(home: string): string {
  return join(home, 'postgres-swap.json');
}

/** Swaps; answers where the old cluster is now. */
export function swapClusters(home: string, place: string, fresh: string, major: number): string {
  let kept = `${place}-${major}`;
  for (let n = 2; existsSync(kept); n += 1) {
    kept = `${place}-${major}-${n}`;
  }
  const plan: Swap = { place, fresh, kept };
  writeFileSync(`${planFile(home)}.new`, JSON.stringify(plan), { flush: true });
  renameSync(`${planFile(home)}.new`, planFile(home));
  flushFolder(home);
  finishSwap(home);
  return kept;
}

/**
 * Ends a swap that was cut off; does nothing when there is none. Call it before the embedded database is
 * started. Answers whether there was one.
 */
export function finishSwap(home: string): boolean {
  if (!existsSync(planFile(home))) {
    return false;
  }
  const { place, fresh, kept } = JSON.parse(readFileSync(planFile(home), 'utf8')) as Swap;
  if (exists(fresh)) {
    if (exists(place) && !exists(kept)) {
      renameSync(place, kept);
    }
    renameSync(fresh, place);
    flushFolder(dirname(fresh));
    flushFolder(dirname(place));
  }
  rmSync(planFile(home));
  return true;
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function flushFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
