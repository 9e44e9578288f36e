import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  parseProofResults,
  recordProof,
  roundsOf,
} from '../../server/tests/checks/proof-results.ts';
import { renderProofs } from './proofs.ts';

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

test('the page names the day and the machine, and shows a claim that does not hold', () => {
  const machine = {
    cores: 2,
    processor: 'a chip',
    memoryGib: 24,
    system: 'Linux x64',
    node: '26.10.0',
    postgres: '18.4.0',
  };
  const page = renderProofs([kept, broken], machine, '2026-11-21');
  expect(page).toContain('2026-11-21 · 2 cores (a chip), 24 GiB, Linux x64 · Node 26.10.0');
  expect(page).toContain('| Orders survive | yes | 20 rounds, 0 lost | 12.3 |');
  expect(page).toContain('| a \\| b | **no** | two lines | 0.0 |');
});
