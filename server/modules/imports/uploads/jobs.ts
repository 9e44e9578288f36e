// Uploaded files are tried and taken in the background: 300,000 rows are more than a request waits for.
import type { Database } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { ReadingError } from '../reading/index.ts';
import { runImport } from '../run-import.ts';
import {
  dropRunsOf,
  findUpload,
  forgetUploads,
  setUploadFailure,
  type UploadFailure,
} from './store-uploads.ts';
import { openUploadFile } from './upload-file.ts';

type Payload = { readonly uploadId: string; readonly runId: string; readonly isTrial: boolean };

/** Stopped in the middle it begins anew: what is taken already is then left alone. */
export const takeUploadJob: Job<Payload> = {
  name: 'imports.take_upload',
  attemptsMax: 3,
  run: takeUpload,
};

async function takeUpload(db: Database, { uploadId, runId, isTrial }: Payload): Promise<void> {
  const upload = await transaction(db, {}, async (tx) => {
    await dropRunsOf(tx, [runId]);
    return findUpload(tx, uploadId);
  });
  if (upload === undefined) {
    return;
  }
  await using file = await openUploadFile(db, uploadId);
  try {
    await runImport(db, {
      kind: upload.kind,
      path: file.path,
      source: upload.source,
      map: { timeZone: upload.time_zone },
      timeZone: upload.time_zone,
      currency: upload.currency,
      upload: { id: uploadId, runId, fileName: upload.name, isTrial },
    });
  } catch (error) {
    const failure = failureOf(error, file.path, upload.name);
    if (failure === undefined) {
      throw error;
    }
    await transaction(db, {}, (tx) => setUploadFailure(tx, uploadId, failure));
  }
}

/** What is the file's own fault; everything else is tried again. */
function failureOf(error: unknown, path: string, name: string): UploadFailure | undefined {
  const named = (text: string) => text.replaceAll(path, name).slice(0, 2000);
  if (error instanceof ReadingError) {
    const { ja, en } = error.sentence;
    return { code: error.code, ja: named(ja), en: named(en) };
  }
  return error instanceof Refusal && error.kind !== 'unavailable'
    ? { code: error.code, ja: error.ja, en: error.en }
    : undefined;
}

const keptDays = 7;

export const forgetUploadsJob: Job<Record<string, never>> = {
  name: 'imports.forget_uploads',
  cron: '23 * * * *',
  run: async (db) => {
    const before = db.clock.now().subtract({ hours: 24 * keptDays });
    let dropped = 0;
    do {
      dropped = await transaction(db, {}, (tx) => forgetUploads(tx, before));
    } while (dropped > 0);
  },
};
