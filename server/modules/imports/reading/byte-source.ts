/**
 * The bytes of a file, decompressed. Gzip is told by its magic bytes, never by the name: exports
 * arrive as `orders.csv` that are gzip and as `orders.csv.gz` that a mail program has already
 * unpacked.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ReadingError } from './reading-error.ts';

/**
 * Measured: 16 KiB blocks (zlib's default) cost a third more time, blocks over 256 KiB gain
 * nothing.
 */
const BLOCK_BYTES = 256 * 1024;

export type Compression = 'gzip' | 'none';

interface FileOnDisk {
  readonly compression: Compression;
  readonly sizeBytes: number;
}

/** Looks at a path without reading it: exists, is a file, gzip or not. Throws ReadingError. */
export async function lookAtFile(path: string): Promise<FileOnDisk> {
  try {
    await using file = await open(path, 'r');
    const stat = await file.stat();
    if (stat.isDirectory()) throw directoryError(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, stat.isFile() ? 0 : null);
    const isGzip = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return { compression: isGzip ? 'gzip' : 'none', sizeBytes: stat.size };
  } catch (error) {
    throw asReadingError(path, error);
  }
}

/** Streams the decompressed bytes; stopping early closes the file. Throws ReadingError. */
export async function* readBytes(path: string, compression: Compression): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { highWaterMark: BLOCK_BYTES });
  const stream =
    compression === 'gzip'
      ? pipeline(source, createGunzip({ chunkSize: BLOCK_BYTES }), () => undefined)
      : source;
  try {
    for await (const block of stream) {
      // Readable is untyped in its items; a stream without an encoding only yields Buffers.
      yield block as Buffer;
    }
  } catch (error) {
    throw asReadingError(path, error);
  } finally {
    source.destroy();
  }
}

function directoryError(path: string): ReadingError {
  return new ReadingError('file_is_directory', {
    ja: `「${path}」はフォルダーです。取り込むファイルを指定してください。`,
    en: `"${path}" is a folder. Name the file to import.`,
  });
}

function asReadingError(path: string, error: unknown): ReadingError {
  if (error instanceof ReadingError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ReadingError(
      'file_not_found',
      {
        ja: `ファイル「${path}」が見つかりません。場所と名前を確かめてください。`,
        en: `There is no file "${path}". Check the folder and the name.`,
      },
      error,
    );
  }
  if (code === 'EISDIR') return directoryError(path);
  if (code.startsWith('Z_')) {
    return new ReadingError(
      'gzip_is_broken',
      {
        ja: `「${path}」の圧縮データ（gzip）が途中で壊れています。もう一度書き出すか、転送し直してください。`,
        en: `The gzip data of "${path}" is damaged or cut off. Export or transfer the file again.`,
      },
      error,
    );
  }
  return new ReadingError(
    'file_not_readable',
    {
      ja: `「${path}」を読めません（${code}）。ファイルの権限とディスクを確かめてください。`,
      en: `"${path}" cannot be read (${code}). Check its permissions and the disk.`,
    },
    error,
  );
}
