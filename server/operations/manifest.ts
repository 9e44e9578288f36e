// The manifest of a back-up: what it holds and how each file hashes. It carries a code made with the
// installation's own key, so that a manifest that was rewritten together with its files is noticed too.
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { MasterKeys } from '#kernel/sealing';
import { errorCodeOf, explainFileError, OperationError } from './errors.ts';

export const manifestFile = 'manifest.json';
const formatVersion = 1;

const StoredFile = Type.Object({
  path: Type.String({ pattern: '^[^/.][^\\0]*$' }),
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
export type StoredFile = Static<typeof StoredFile>;

const Named = { schema: Type.String(), name: Type.String() };

export const StoredTable = Type.Object({
  ...Named,
  columns: Type.Array(Type.String()),
  rows: Type.Integer({ minimum: 0 }),
  file: StoredFile,
  /** The table's sum where it was asked for, see table-sums.ts. */
  sum: Type.Optional(Type.String()),
});
export type StoredTable = Static<typeof StoredTable>;

export const DataManifest = Type.Object({
  format: Type.Literal(formatVersion),
  kind: Type.Literal('data'),
  release: Type.String(),
  startedAt: Type.String(),
  finishedAt: Type.String(),
  postgresVersion: Type.String(),
  epoch: Type.Integer(),
  position: Type.Integer(),
  migrations: Type.Array(Type.Object({ name: Type.String(), hash: Type.String() })),
  schemas: Type.Array(Type.String()),
  tables: Type.Array(StoredTable),
  partitions: Type.Array(
    Type.Object({ ...Named, parent: Type.Object(Named), bound: Type.String() }),
  ),
  sequences: Type.Array(Type.Object({ ...Named, value: Type.String(), isCalled: Type.Boolean() })),
  /** Files of the home, media for one. */
  files: Type.Array(StoredFile),
  code: Type.String(),
});
export type DataManifest = Static<typeof DataManifest>;

export const KeyManifest = Type.Object({
  format: Type.Literal(formatVersion),
  kind: Type.Literal('keys'),
  release: Type.String(),
  startedAt: Type.String(),
  finishedAt: Type.String(),
  /** The folder name of the data back-up made with it. */
  madeWith: Type.String(),
  masterKeys: StoredFile,
  /** Record keys and the register of erasures. */
  tables: Type.Array(StoredTable),
  code: Type.String(),
});
export type KeyManifest = Static<typeof KeyManifest>;

type Manifest = DataManifest | KeyManifest;

/** The manifest with its code, as text to be stored. */
export function signManifest(masters: MasterKeys, manifest: Manifest): string {
  const signed = { ...manifest, code: codeOf(masters, manifest) };
  return `${JSON.stringify(signed, null, 2)}\n`;
}

/** Throws OperationError `backup_foreign` when another installation, or nobody, wrote this manifest. */
export function assertSigned(masters: MasterKeys, manifest: Manifest, folder: string): void {
  const expected = Buffer.from(codeOf(masters, manifest));
  const given = Buffer.from(manifest.code);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new OperationError(
      'backup_foreign',
      `The manifest in ${folder} was not written with the keys at hand: it was changed, or the data and the keys are of two installations. Choose the back-ups that belong together.`,
    );
  }
}

function codeOf(masters: MasterKeys, manifest: Manifest): string {
  const key = hkdfSync('sha256', masters.indexKey, Buffer.alloc(0), 'engawa back-up manifest', 32);
  const text = JSON.stringify({ ...manifest, code: '' });
  return createHmac('sha256', Buffer.from(key)).update(text).digest('hex');
}

const readers = {
  data: Compile(DataManifest),
  keys: Compile(KeyManifest),
};

export function readDataManifest(folder: string): DataManifest {
  const value = readManifest(folder, 'data');
  if (readers.data.Check(value)) {
    return value;
  }
  throw unreadable(folder, 'data');
}

export function readKeyManifest(folder: string): KeyManifest {
  const value = readManifest(folder, 'keys');
  if (readers.keys.Check(value)) {
    return value;
  }
  throw unreadable(folder, 'key');
}

function readManifest(folder: string, kind: 'data' | 'keys'): unknown {
  let text: string;
  try {
    statSync(folder);
    text = readFileSync(join(folder, manifestFile), 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT' && basename(folder).endsWith('.part')) {
      throw incomplete(folder, error);
    }
    throw explainFileError(error, join(folder, manifestFile));
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable(folder, kind === 'data' ? 'data' : 'key');
  }
}

function incomplete(folder: string, cause: unknown): OperationError {
  return new OperationError(
    'backup_incomplete',
    `${folder} is a back-up that was never finished. Choose another one.`,
    cause,
  );
}

function unreadable(folder: string, kind: string): OperationError {
  return new OperationError(
    'backup_damaged',
    `${join(folder, manifestFile)} is no manifest of a ${kind} back-up that this release can read. Choose another back-up, or a newer release of Engawa.`,
  );
}

/** Reads every file and compares size and hash. Throws OperationError `backup_damaged`. */
export async function verifyFiles(
  folder: string,
  files: readonly StoredFile[],
  report: (message: string) => void,
): Promise<void> {
  report(`Checking ${files.length} files in ${folder} …`);
  for (const file of files) {
    const path = join(folder, file.path);
    const isEscaping = file.path.split('/').includes('..');
    const found = isEscaping ? undefined : await hashFile(path).catch(() => undefined);
    if (found?.sha256 !== file.sha256 || found.bytes !== file.bytes) {
      throw new OperationError(
        'backup_damaged',
        `${path} is ${found === undefined ? 'missing' : 'not what was written'} (its hash does not fit the manifest). Nothing was restored; choose another back-up.`,
      );
    }
  }
}

/** Size and SHA-256 of a file. */
async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { bytes: statSync(path).size, sha256: hash.digest('hex') };
}
