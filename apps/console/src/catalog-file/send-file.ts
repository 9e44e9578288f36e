// A file goes up in parts, each asked for again when the line breaks; then it is tried.
import { answerOf, Unreachable } from '@engawa/client';
import { api } from '../api.ts';
import { lettersOf } from '../catalog/letters-of.ts';

const triesMax = 5;
const waitMs = 500;

/** Sends a file and has it tried; answers the id of the upload. Throws what the server refuses. */
export async function sendFile(
  file: File,
  report: (done: number, of: number) => void,
): Promise<string> {
  const upload = await answerOf(
    api.POST('/api/imports/uploads', {
      params: { header: { 'idempotency-key': crypto.randomUUID() } },
      body: { fileName: file.name, sizeBytes: file.size },
    }),
  );
  const uploadId = upload.id;
  const parts = Math.ceil(file.size / upload.partBytes);
  for (let part = 0; part < parts; part += 1) {
    report(part, parts);
    const from = part * upload.partBytes;
    const content = await lettersOf(file.slice(from, from + upload.partBytes));
    await patiently(() =>
      answerOf(
        api.PUT('/api/imports/uploads/{uploadId}/parts/{part}', {
          params: { path: { uploadId, part } },
          body: { content },
        }),
      ),
    );
  }
  report(parts, parts);
  await patiently(() =>
    answerOf(api.POST('/api/imports/uploads/{uploadId}/try', { params: { path: { uploadId } } })),
  );
  return uploadId;
}

/** The same part twice is one part; a broken line is waited for. */
async function patiently<Given>(ask: () => Promise<Given>): Promise<Given> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unreachable) || tries === triesMax) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs * tries));
    }
  }
}
