import { expect, test } from 'vitest';
import { explainFileError, explainOutput, PostgresStartError } from './errors.ts';

const cases: [code: string, output: string][] = [
  ['disk_full', 'initdb: error: could not write file "…/base/1/2619": No space left on device'],
  ['library_missing', 'initdb: error while loading shared libraries: libpq.so.5: cannot open …'],
  ['port_in_use', 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use'],
  ['foreign_version', 'FATAL:  database files are incompatible with server'],
  ['wrong_owner', 'FATAL:  data directory "/x" has wrong ownership'],
  ['start_failed', 'FATAL:  could not load pg_hba.conf'],
];

test.each(cases)('an output that means %s becomes an error with advice', (code, output) => {
  const error = explainOutput(output, '/home/shop/postgres', '/home/shop/log/postgres.log');
  expect(error).toBeInstanceOf(PostgresStartError);
  expect(error.code).toBe(code);
  expect(error.message.length).toBeGreaterThan(60);
});

test('a full disk and a closed folder are told apart', () => {
  const told = (code: string) => explainFileError(Object.assign(new Error(code), { code }), '/x');
  expect(told('ENOSPC')).toMatchObject({ code: 'disk_full' });
  expect(told('EACCES')).toMatchObject({ code: 'home_not_writable' });
  expect(told('EROFS')).toMatchObject({ code: 'home_not_writable' });
});

test('an error nobody foresaw passes unchanged', () => {
  const bug = new TypeError('not foreseen');
  expect(explainFileError(bug, '/x')).toBe(bug);
});
