// An uploaded file as the API tells it.
import { type Static, Type } from 'typebox';
import { formatId } from '#kernel/ids';
import { Id, Nullable } from '#kernel/schemas';
import { Import, shapeImport } from '../schemas.ts';
import type { RunRow } from '../store.ts';
import type { UploadRow } from './store-uploads.ts';

/** 100 MiB: 300,000 items with their prices are some 80. Gzip may hold more. */
export const uploadBytesMax = 104_857_600;
/** A multiple of three, so that base64 needs no padding in the middle. */
export const partBytes = 600_000;

export const Upload = Type.Object({
  id: Id('import'),
  fileName: Type.String(),
  sizeBytes: Type.Integer(),
  partBytes: Type.Integer({ description: 'Of every part but the last.' }),
  partsReceived: Type.Integer(),
  failure: Nullable(
    Type.Object(
      { code: Type.String(), ja: Type.String(), en: Type.String() },
      { description: 'Why the file as a whole could not be read.' },
    ),
  ),
  isTrying: Type.Boolean(),
  trial: Nullable(Import),
  isTaking: Type.Boolean(),
  run: Nullable(Import),
});
export type Upload = Static<typeof Upload>;

export function shapeUpload(
  upload: UploadRow,
  runs: { readonly trial: RunRow | undefined; readonly run: RunRow | undefined },
  now: Temporal.Instant,
): Upload {
  const isUnderWay = (id: string | null, run: RunRow | undefined) =>
    id !== null && upload.failure === null && (run === undefined || run.state === 'running');
  return {
    id: formatId('import', upload.id),
    fileName: upload.name,
    sizeBytes: upload.size_bytes,
    partBytes,
    partsReceived: upload.parts,
    failure: upload.failure,
    isTrying: isUnderWay(upload.trial_id, runs.trial),
    trial: runs.trial === undefined ? null : shapeImport(runs.trial, now),
    isTaking: isUnderWay(upload.run_id, runs.run),
    run: runs.run === undefined ? null : shapeImport(runs.run, now),
  };
}
