// The key store: master keys and the blind-index key, outside the database. On one machine a file that only
// its owner may read; in a container the ENGAWA_MASTER_KEYS variable with the same JSON.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MasterKeys } from './sealing.ts';

type StoredKeys = {
  readonly currentId: number;
  readonly keys: Readonly<Record<string, string>>;
  readonly indexKey: string;
};

export function keyStorePath(home: string): string {
  return join(home, 'secrets', 'master-keys.json');
}

/** Reads the key store, making one on first use. Throws with a sentence when it cannot be read. */
export function openKeyStore(home: string, fromEnvironment?: string): MasterKeys {
  if (fromEnvironment !== undefined) {
    return parseStoredKeys(fromEnvironment, 'the ENGAWA_MASTER_KEYS variable');
  }
  const path = keyStorePath(home);
  if (existsSync(path)) {
    return parseStoredKeys(readFileSync(path, 'utf8'), path);
  }
  const masters: MasterKeys = {
    currentId: 1,
    keys: new Map([[1, randomBytes(32)]]),
    indexKey: randomBytes(32),
  };
  saveKeyStore(home, masters);
  return masters;
}

/** Writes the key store so that a crash leaves the old or the new one, never half. */
export function saveKeyStore(home: string, masters: MasterKeys): void {
  const path = keyStorePath(home);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.new`;
  writeFileSync(temporary, formatStoredKeys(masters), { mode: 0o600, flush: true });
  renameSync(temporary, path);
}

/** A copy of the store with a new current master key; the old ones stay until nothing is wrapped by them. */
export function withNewMasterKey(masters: MasterKeys): MasterKeys {
  const id = Math.max(...masters.keys.keys()) + 1;
  return { ...masters, currentId: id, keys: new Map([...masters.keys, [id, randomBytes(32)]]) };
}

/** A copy of the store without a retired master key. */
export function withoutMasterKey(masters: MasterKeys, id: number): MasterKeys {
  if (id === masters.currentId) {
    throw new Error('the current master key cannot be retired; rotate first');
  }
  return { ...masters, keys: new Map([...masters.keys].filter(([each]) => each !== id)) };
}

export function formatStoredKeys(masters: MasterKeys): string {
  const stored: StoredKeys = {
    currentId: masters.currentId,
    keys: Object.fromEntries([...masters.keys].map(([id, key]) => [id, key.toString('base64')])),
    indexKey: masters.indexKey.toString('base64'),
  };
  return `${JSON.stringify(stored, null, 2)}\n`;
}

export function parseStoredKeys(text: string, from: string): MasterKeys {
  try {
    const stored = JSON.parse(text) as StoredKeys;
    const keys = new Map(
      Object.entries(stored.keys).map(([id, key]) => [Number(id), Buffer.from(key, 'base64')]),
    );
    const indexKey = Buffer.from(stored.indexKey, 'base64');
    if (indexKey.length !== 32 || keys.get(stored.currentId)?.length !== 32) {
      throw new Error('a key is missing or has the wrong length');
    }
    return { currentId: stored.currentId, keys, indexKey };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    throw new Error(
      `The key store in ${from} cannot be read (${why}). Put back the copy of your key back-up; without it sealed fields stay sealed.`,
      { cause: error },
    );
  }
}
