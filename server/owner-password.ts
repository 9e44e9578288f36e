// The owner's first password: made once, kept in a file only its owner may read, so that every start can tell it.
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

export function ownerPassword(home: string): string {
  const path = join(home, 'secrets', 'owner-password.txt');
  if (existsSync(path)) {
    return readFileSync(path, 'utf8').trim();
  }
  const group = () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const password = [group(), group(), group(), group()].join('-');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}
