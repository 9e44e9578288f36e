// A message to everybody in a segment. Starting one is a row and a job; the job puts messages into the outbox page by
// page, each page in one transaction under the segment's purpose with the place where the next begins, so that one that
// was cut off goes on and nobody is written to twice. Consent is looked at again when each message goes out.
import { readProfiles } from '#customers';
import type { Database } from '#kernel/db';
import { formatId, newId } from '#kernel/ids';
import { enqueue, type Job } from '#kernel/jobs';
import { type Tx, transaction } from '#kernel/transaction';
import { type MessageToQueue, messagesToDevices, queueMessages } from '#messages';
import type { Selected } from './conditions.ts';
import { segmentsRefusals } from './errors.ts';
import { segmentsQueued } from './events.ts';
import type { SegmentPurpose } from './purposes.ts';
import { findSegment } from './save-segment.ts';
import { selectPage } from './select-customers.ts';
import {
  findSegmentRow,
  insertSendingRow,
  lockSendingRow,
  moveSendingRow,
  type SegmentRow,
  type SendingRow,
} from './store.ts';

const channelOf = {
  marketing_mail: 'mail',
  marketing_sms: 'sms',
  marketing_push: 'push',
} as const satisfies Partial<Record<SegmentPurpose, string>>;

const pageMs = 30_000;
/** Where it is taken back, in every message (特定電子メール法 art. 4). */
const footer =
  '\n\n--\n配信の停止: house:/shop/account/data\nTo stop these messages: house:/shop/account/data';

type SendPayload = { readonly sendingId: string; readonly purpose: SegmentPurpose };

export const sendJob: Job<SendPayload> = {
  name: 'segments.send',
  run: (db, { sendingId, purpose }) => queueSending(db, sendingId, purpose),
};

export type MessageToSend = {
  readonly subject: string;
  readonly text: string;
  readonly notBefore: Temporal.Instant | null;
};

function isChannel(purpose: SegmentPurpose): purpose is keyof typeof channelOf {
  return Object.hasOwn(channelOf, purpose);
}

/** Starts a message to a segment (uuid). Refuses with segments.unknown, segments.no_channel. */
export async function startSending(
  tx: Tx,
  segmentId: string,
  { subject, text, notBefore }: MessageToSend,
): Promise<SendingRow> {
  const { purpose } = await findSegment(tx, segmentId);
  if (!isChannel(purpose)) {
    throw segmentsRefusals.no_channel({ purpose });
  }
  const row = await insertSendingRow(tx, {
    id: newId(),
    segment_id: segmentId,
    subject,
    body: text,
    not_before: notBefore ?? tx.now,
  });
  await enqueue(tx, sendJob, { sendingId: row.id, purpose }, { key: `segments.send:${row.id}` });
  return row;
}

/** Puts the messages of a sending (uuid) into the outbox; what is there already stays one message. */
export async function queueSending(
  db: Database,
  sendingId: string,
  purpose: SegmentPurpose,
): Promise<void> {
  const options = { purpose, actor: 'job:segments.send', timeoutMs: pageMs } as const;
  let isOpen = true;
  while (isOpen) {
    isOpen = await transaction(db, options, async (tx) => {
      const sending = await lockSendingRow(tx, sendingId);
      return sending !== undefined && (await queuePage(tx, sending));
    });
  }
}

/** False when it was the last page. */
async function queuePage(tx: Tx, sending: SendingRow): Promise<boolean> {
  const segment = await findSegmentRow(tx, sending.segment_id);
  // Ended, or for another purpose now than the transaction declares: what is not queued yet is not.
  const isFitting = segment !== undefined && segment.purpose === tx.purpose;
  const { customers, next } = isFitting
    ? await selectPage(tx, segment, sending.after_id)
    : { customers: [], next: undefined };
  const messages = isFitting ? await writeMessages(tx, segment, sending, customers) : [];
  const queued = messages.length === 0 ? 0 : (await queueMessages(tx, messages)).length;
  const isLast = next === undefined;
  const afterId = next ?? sending.after_id;
  const moved = await moveSendingRow(tx, sending.id, { afterId, queued, isLast });
  if (isLast) {
    const sendingId = formatId('sending', sending.id);
    tx.emit(
      segmentsQueued.make(sendingId, {
        sendingId,
        segmentId: formatId('segment', sending.segment_id),
        purpose: tx.purpose,
        messages: moved.queued_count,
      }),
    );
  }
  return !isLast;
}

async function writeMessages(
  tx: Tx,
  { purpose }: SegmentRow,
  sending: SendingRow,
  customers: readonly Selected[],
): Promise<MessageToQueue[]> {
  if (!isChannel(purpose)) {
    return [];
  }
  const channel = channelOf[purpose];
  if (channel === 'push') {
    return writeToDevices(tx, sending, customers);
  }
  const profiles = await readProfiles(
    tx,
    customers.flatMap(({ recordIds }) => recordIds),
  );
  return customers.flatMap(({ customerId, recordIds }): MessageToQueue[] => {
    for (const recordId of recordIds) {
      const { email, mobilePhone, phone } = profiles.get(recordId) ?? {};
      const to = channel === 'mail' ? email : (mobilePhone ?? phone);
      if (to !== undefined && to !== '') {
        return [
          {
            recordId,
            channel,
            to,
            purpose,
            template: 'segment',
            words: { subject: sending.subject, text: `${sending.body}${footer}` },
            language: 'ja',
            cause: `segment:${sending.id}:${customerId}`,
            notBefore: sending.not_before,
          },
        ];
      }
    }
    return [];
  });
}

/** To the browsers of each; what they show has a way to where it is taken back. */
function writeToDevices(
  tx: Tx,
  sending: SendingRow,
  customers: readonly Selected[],
): Promise<MessageToQueue[]> {
  const glance = { title: sending.subject, text: sending.body, path: '/shop/' };
  return messagesToDevices(
    tx,
    customers.flatMap(({ customerId, recordIds }) =>
      recordIds.map((recordId) => ({
        recordId,
        purpose: 'marketing_push' as const,
        template: 'segment',
        glance: () => glance,
        cause: `segment:${sending.id}:${customerId}`,
        notBefore: sending.not_before,
      })),
    ),
  );
}
