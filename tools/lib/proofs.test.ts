import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  parseProofResults,
  recordProof,
  roundsOf,
} from '../../server/tests/checks/proof-results.ts';
import { joinProofs, parseProofs, renderProofs } from './proofs.ts';

const kept = {
  claim: 'Orders survive',
  measured: '20 rounds, 0 lost',
  holds: true,
  seconds: 12.34,
};
const broken = { claim: 'a | b', measured: 'two\nlines', holds: false, seconds: 0 };

test('results recorded by several proofs are read back in order', () => {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-proofs-'));
  try {
    const file = join(folder, 'results.jsonl');
    recordProof(kept, file);
    recordProof(broken, file);
    expect(parseProofResults(readFileSync(file, 'utf8'))).toEqual([kept, broken]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a short run repeats less often', () => {
  expect(roundsOf({ full: 20, short: 2 }, 'short')).toBe(2);
  expect(roundsOf({ full: 20, short: 2 }, 'full')).toBe(20);
});

test('a line that is no result is refused', () => {
  expect(() => parseProofResults('{"claim":"x"}\n')).toThrow('This line is no proof result');
});

const machine = {
  cores: 2,
  processor: 'a chip',
  memoryGib: 24,
  system: 'Linux x64',
  node: '26.10.0',
  postgres: '18.4.0',
};
const rows = [kept, broken].map((result) => ({ ...result, day: '2026-11-21' }));

test('the page names days and machine, and shows a claim that does not hold', () => {
  const page = renderProofs(rows, machine);
  expect(page).toContain('2 cores (a chip), 24 GiB, Linux x64 · Node 26.10.0');
  expect(page).toContain('| Orders survive | yes | 20 rounds, 0 lost | 12.3 | 2026-11-21 |');
  expect(page).toContain('| a \\| b | **no** | two lines | 0.0 | 2026-11-21 |');
});

test('a part of the proofs writes its own rows anew, keeps the others, and drops what nobody claims', () => {
  const before = parseProofs(renderProofs(rows, machine));
  expect(before.map(({ claim, holds }) => [claim, holds])).toEqual([
    ['Orders survive', true],
    ['a | b', false],
  ]);
  const mended = { ...broken, holds: true, day: '2026-11-22' };
  const fresh = { ...kept, claim: 'Stock survives', day: '2026-11-22' };
  expect(joinProofs(before, [mended, fresh], () => true)).toEqual([before[0], mended, fresh]);
  expect(joinProofs(before, [fresh], (claim) => claim !== 'a | b')).toEqual([before[0], fresh]);
  expect(parseProofs('# Proofs\n\n| claim | holds |\n|---|---|\n| old | yes |\n')).toEqual([]);
});
