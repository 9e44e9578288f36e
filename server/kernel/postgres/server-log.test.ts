import { closeSync, existsSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { logFileOf, openLog, readLogSince, rotateLog } from './server-log.ts';

const home = mkdtempSync(join(tmpdir(), 'engawa-log-'));
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('a large log is moved aside while its writer goes on, and only three older ones are kept', () => {
  const { descriptor } = openLog(home);
  for (let round = 1; round <= 5; round += 1) {
    writeSync(descriptor, `round ${round}\n`.padEnd(8 * 1024 * 1024, '.'));
    rotateLog(home);
  }
  writeSync(descriptor, 'the end\n');
  closeSync(descriptor);
  expect(readFileSync(logFileOf(home), 'utf8')).toBe('the end\n');
  expect(readFileSync(`${logFileOf(home)}.1`, 'utf8')).toContain('round 5');
  expect(readFileSync(`${logFileOf(home)}.3`, 'utf8')).toContain('round 3');
  expect(existsSync(`${logFileOf(home)}.4`)).toBe(false);
});

test('what was written since a start is read back alone', () => {
  const before = openLog(home);
  writeSync(before.descriptor, 'old\n');
  closeSync(before.descriptor);
  const { descriptor, startsAt } = openLog(home);
  writeSync(descriptor, 'new\n');
  closeSync(descriptor);
  expect(readLogSince(home, startsAt)).toBe('new\n');
});
