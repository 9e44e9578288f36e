// A product file through a browser: sent in parts, tried, looked at row by row, then taken. 300,000 items are some 80 MB,
// more than a request may hold; a part that is lost on the way is sent again.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, newId, parseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { importsRefusals } from '../errors.ts';
import { findRun } from '../views.ts';
import { takeUploadJob } from './jobs.ts';
import {
  findUpload,
  insertUpload,
  lockUpload,
  putUploadPart,
  setUploadRuns,
  type UploadRow,
} from './store-uploads.ts';
import { partBytes, shapeUpload, Upload, uploadBytesMax } from './upload-schemas.ts';

const tags = ['imports'];
const params = Type.Object({ uploadId: Id('import') });
const access = 'catalog.write';

/** Routes under /api/imports/uploads. */
export function uploadRoutes(app: App, house: House): void {
  beginning(app, house);
  sending(app, house);
  asking(app, house);
  reading(app, house);
}

function beginning(app: App, { db, config }: House): void {
  app.post(
    '/api/imports/uploads',
    {
      config: { access },
      schema: {
        operationId: 'beginUpload',
        tags,
        summary: 'Begin to send a product file; its parts follow',
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            fileName: Text(200),
            sizeBytes: Type.Integer({ minimum: 1, maximum: uploadBytesMax }),
          },
          { additionalProperties: false },
        ),
        response: { 201: Upload, ...problems },
      },
    },
    async (request, reply) => {
      const { fileName, sizeBytes } = request.body;
      const { timeZone, currency } = config;
      const upload = await write(db, request, async (tx) => {
        const id = newId();
        await insertUpload(tx, {
          id,
          source: 'house',
          name: fileName,
          size_bytes: sizeBytes,
          time_zone: timeZone,
          currency,
        });
        return tell(tx, await get(tx, id));
      });
      return reply.code(201).send(upload);
    },
  );
}

function sending(app: App, { db }: House): void {
  app.put(
    '/api/imports/uploads/:uploadId/parts/:part',
    {
      config: { access },
      bodyLimit: 2 * partBytes,
      schema: {
        operationId: 'sendUploadPart',
        tags,
        summary: 'Send a part of the file; the same part may be sent again',
        params: Type.Object({
          uploadId: Id('import'),
          part: Type.Integer({ minimum: 0, maximum: Math.ceil(uploadBytesMax / partBytes) }),
        }),
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            content: Type.String({
              maxLength: Math.ceil(partBytes / 3) * 4,
              contentEncoding: 'base64',
              pattern: '^[A-Za-z0-9+/]*={0,2}$',
            }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ part: Type.Integer() }), ...problems },
      },
    },
    (request) => {
      const id = parseId('import', request.params.uploadId);
      const { part } = request.params;
      const bytes = Buffer.from(request.body.content, 'base64');
      return write(db, request, async (tx) => {
        const upload = await get(tx, id);
        const sizeBytes = upload.size_bytes;
        if (bytes.length !== Math.min(partBytes, sizeBytes - part * partBytes)) {
          throw importsRefusals.part_wrong({ part, sizeBytes, partBytes });
        }
        if (upload.trial_id !== null) {
          throw importsRefusals.already_asked({ importId: formatId('import', upload.trial_id) });
        }
        await putUploadPart(tx, id, part, bytes);
        return { part };
      });
    },
  );
}

function asking(app: App, { db }: House): void {
  const ways = [
    ['try', 'tryUpload', 'See what would become of every row; nothing is changed'],
    ['take', 'takeUpload', 'Take the rows that were found to be good'],
  ] as const;
  for (const [word, operationId, summary] of ways) {
    app.post(
      `/api/imports/uploads/:uploadId/${word}`,
      {
        config: { access },
        schema: {
          operationId,
          tags,
          summary,
          params,
          headers: IdempotencyHeaders,
          response: { 202: Upload, ...problems },
        },
      },
      async (request, reply) => {
        const id = parseId('import', request.params.uploadId);
        const upload = await write(db, request, async (tx) => {
          await lockUpload(tx, id);
          const before = await get(tx, id);
          await (word === 'try' ? askTrial(tx, before) : askRun(tx, before));
          return tell(tx, await get(tx, id));
        });
        return reply.code(202).send(upload);
      },
    );
  }
}

async function askTrial(tx: Tx, upload: UploadRow): Promise<void> {
  const wanted = Math.ceil(upload.size_bytes / partBytes);
  if (upload.parts < wanted) {
    throw importsRefusals.upload_incomplete({ received: upload.parts, wanted });
  }
  if (upload.run_id !== null) {
    throw importsRefusals.already_asked({ importId: formatId('import', upload.run_id) });
  }
  await ask(tx, upload.id, { trialId: newId(), runId: null });
}

async function askRun(tx: Tx, upload: UploadRow): Promise<void> {
  const { trial_id: trialId, run_id: runId } = upload;
  const trial = trialId === null ? undefined : await findRun(tx, trialId);
  if (trialId === null || trial?.state !== 'finished') {
    throw importsRefusals.not_tried();
  }
  if (runId !== null) {
    throw importsRefusals.already_asked({ importId: formatId('import', runId) });
  }
  await ask(tx, upload.id, { trialId, runId: newId() });
}

async function ask(
  tx: Tx,
  uploadId: string,
  runs: { readonly trialId: string; readonly runId: string | null },
): Promise<void> {
  await setUploadRuns(tx, uploadId, runs);
  const isTrial = runs.runId === null;
  const runId = runs.runId ?? runs.trialId;
  await enqueue(tx, takeUploadJob, { uploadId, runId, isTrial }, { key: `take_upload:${runId}` });
}

function reading(app: App, { db }: House): void {
  app.get(
    '/api/imports/uploads/:uploadId',
    {
      config: { access },
      schema: {
        operationId: 'getUpload',
        tags,
        summary: 'Where an uploaded file stands: its trial and what it became',
        params,
        response: { 200: Upload, ...problems },
      },
    },
    (request) => {
      const id = parseId('import', request.params.uploadId);
      return read(db, request, async (tx) => tell(tx, await get(tx, id)));
    },
  );
}

async function get(tx: Tx, id: string): Promise<UploadRow> {
  const upload = await findUpload(tx, id);
  if (upload === undefined) {
    throw importsRefusals.upload_unknown();
  }
  return upload;
}

async function tell(tx: Tx, upload: UploadRow): Promise<Upload> {
  const { trial_id: trialId, run_id: runId } = upload;
  const trial = trialId === null ? undefined : await findRun(tx, trialId);
  const run = runId === null ? undefined : await findRun(tx, runId);
  return shapeUpload(upload, { trial, run }, tx.now);
}
