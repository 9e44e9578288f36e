import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '#kernel/ids';

/** Whole or not at all: nobody is served half a picture. */
export async function keepFile(folder: string, path: string, bytes: Buffer): Promise<void> {
  const file = join(folder, path);
  const part = `${file}.${newId()}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(part, bytes);
  await rename(part, file);
}
