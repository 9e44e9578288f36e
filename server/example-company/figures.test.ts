import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as figures from '../../examples/company/figures.ts';
import { measureSets } from '../../examples/company/measure.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = process.env.ENGAWA_DATA ?? join(root, '..', 'shared', 'data');
const hasSets = existsSync(join(folder, 'online-retail'));
if (!hasSets) {
  console.warn('Skipped: the figures are not measured again, for want of the sets in ENGAWA_DATA.');
}

/** Where two sets of figures part, numbers within the rounding of what is written. */
function differences(value: unknown, written: unknown, path: string): string[] {
  if (typeof value === 'number' && typeof written === 'number') {
    return Math.abs(value - written) <= 0.0005 ? [] : [`${path}: ${value}, not ${written}`];
  }
  const [a, b] = [value, written].map((each) => new Map(Object.entries(each ?? {})));
  const keys = new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])]);
  return [...keys].flatMap((key) =>
    a?.has(key) === true && b?.has(key) === true
      ? differences(a.get(key), b.get(key), `${path}.${key}`)
      : [`${path}.${key} is on one side only`],
  );
}

test.skipIf(!hasSets)(
  'the figures are what the sets give when they are measured again',
  () => {
    expect(differences(measureSets(folder), { ...figures }, 'figures')).toEqual([]);
  },
  60_000,
);
