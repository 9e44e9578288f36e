// An uploaded file on disk while it is read: the reader goes through it several times.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '#kernel/db';
import { readUploadParts } from './store-uploads.ts';

export type UploadFile = AsyncDisposable & { readonly path: string };

/** Lays the file down; it goes away with its user. Never inside a transaction. */
export async function openUploadFile(db: Database, id: string): Promise<UploadFile> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-upload-'));
  const path = join(folder, 'file');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(Readable.from(readUploadParts(db, id)), createWriteStream(path));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}
