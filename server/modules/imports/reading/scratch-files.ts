/** Files for the tests of this folder, in a folder that goes away with the test. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileShape, type InspectOptions, inspectFile } from './inspect-file.ts';
import { type RawRow, type ReadOptions, readRows } from './read-rows.ts';

interface ScratchFolder extends AsyncDisposable {
  readonly path: string;
  write(name: string, content: string | Uint8Array): Promise<string>;
}

export async function createScratchFolder(): Promise<ScratchFolder> {
  const path = await mkdtemp(join(tmpdir(), 'engawa-reading-'));
  return {
    path,
    async write(name, content) {
      await writeFile(join(path, name), content);
      return join(path, name);
    },
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true });
    },
  };
}

interface WholeFile {
  readonly shape: FileShape;
  readonly rows: readonly RawRow[];
}

/** Inspects and reads a file that fits in memory. */
export async function readWhole(
  content: string | Uint8Array,
  options: ReadOptions & InspectOptions = {},
): Promise<WholeFile> {
  await using folder = await createScratchFolder();
  const path = await folder.write('file.csv', content);
  const shape = await inspectFile(path, options);
  const chunks = await Array.fromAsync(readRows(path, shape, options));
  return { shape, rows: chunks.flat() };
}
