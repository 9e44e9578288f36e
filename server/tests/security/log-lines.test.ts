// No line of the log tells of a person or holds a secret. `npm test` looks through the lines of its whole run; here the
// look itself is shown to find what is planted, in a house as tests open it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, openTestHouse, test } from '#testing';
import { scanLogFolder, scanLogLines } from '../checks/log-scan.ts';
import { flushKept } from '../support/kept-lines.ts';

const line = (fields: object) => JSON.stringify({ level: 50, time: 1_764_000_000_000, ...fields });

test.each([
  ['an e-mail address', 'no row for hanako.engawa@example.jp'],
  ['a telephone number', 'could not call 090-1234-5678'],
  ['a telephone number', 'could not call +819012345678'],
  ['a session token', `${'A'.repeat(43)}.${'b'.repeat(16)}`],
  ['a hash of a password', 'scrypt$16384$8$5$abc$def'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['a secret of a webhook or provider', 'whsec_abcdef'],
  ['a second factor’s secret', 'otpauth://totp/x?secret=ABC'],
  ['an address with its password', 'postgres://engawa_app:secret@127.0.0.1:5432/engawa'],
])('a line with %s is found: %s', (what, error) => {
  expect(scanLogLines([line({ error })], []).findings).toMatchObject([{ what }]);
});

test('a personal field that went past the sealing, and a value that a test entered, are found', () => {
  const nested = line({ a: { b: { c: { d: { familyName: 'x' } } } } });
  expect(scanLogLines([nested], []).findings).toMatchObject([{ what: 'the field familyName' }]);
  const told = line({ error: 'the row of 縁側花子 is locked' });
  expect(scanLogLines([told], ['givenName 花子']).findings).toMatchObject([
    { what: 'a value of givenName' },
  ]);
  expect(scanLogLines([told], ['givenName 太郎']).findings).toEqual([]);
});

test('lines as the program writes them are clean', () => {
  const lines = [
    line({
      requestId: 'req-1',
      route: '/api/places',
      stack: 'Error: x\n  at f (file:///a/b.ts:1:2)',
    }),
    line({ listener: 'messages', position: 1_012_345_678, ms: 0.123_456_789 }),
    line({ recordId: '01960000-0000-7000-8000-012345678901', name: '[sealed]' }),
  ];
  expect(scanLogLines(lines, ['familyName 縁側'])).toEqual({ lines: 3, findings: [] });
});

test('a planted line is found among those of a house that serves people, and without it none is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-planted-'));
  const before = process.env.ENGAWA_TEST_LINES;
  process.env.ENGAWA_TEST_LINES = folder;
  const house = await openTestHouse();
  try {
    const owner = await house.as('owner');
    const login = 'log-clerk';
    const member = { login, name: '記録', password: 'planted password 1', roles: ['clerk'] };
    expect((await house.request('POST', '/api/staff/members', member, owner)).status).toBe(201);
    house.db.log.info({ staff: 1 }, 'somebody was added');
    // What the program seals by itself is no finding.
    house.db.log.warn({ email: 'sealed@example.jp' }, 'a field that is sealed');
    flushKept();
    const clean = scanLogFolder(folder);
    expect(clean.findings).toEqual([]);
    expect(clean.lines).toBeGreaterThanOrEqual(2);
    house.db.log.error({ error: 'could not hash planted password 1' }, 'a bug');
    flushKept();
    expect(scanLogFolder(folder).findings).toMatchObject([{ what: 'a value of password' }]);
  } finally {
    await house.drop();
    if (before === undefined) {
      delete process.env.ENGAWA_TEST_LINES;
    } else {
      process.env.ENGAWA_TEST_LINES = before;
    }
    rmSync(folder, { recursive: true, force: true });
  }
});
