// A message is put into the outbox in the transaction of its cause, so that it goes out exactly when that
// was committed. Who gets it and what it says is sealed under the record's key, or under the house's own
// while there is no record.
import { formatId, newId } from '#kernel/ids';
import type { Language } from '#kernel/problem';
import { type Purpose, purposes } from '#kernel/purposes';
import { seal, sealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import type { Attachment, ChannelName, Content } from './channel.ts';
import { messagesQueued } from './events.ts';
import { insertContentRows, insertMessageRows, type MessageRow } from './store.ts';
import type { Words } from './templates.ts';

/** What is bound into the sealed bytes of contents and of the mailbox. */
export const contentUse = 'messages.content';

export type MessageToQueue = {
  /** uuid; null when there is no record of the person yet. */
  readonly recordId: string | null;
  readonly channel: ChannelName;
  /** Where to: a mail address, a phone number, a LINE user id; of a push message the kind of browser, in codes. */
  readonly to: string;
  /** Of a push message: its browser (uuid), the page it leads to, and the cause it shares with her other browsers. */
  readonly deviceId?: string;
  readonly path?: string;
  readonly sharedCause?: string;
  /** Anything but `service` is sent only with consent and outside quiet hours. */
  readonly purpose?: Purpose;
  /** The code of the words (`sign_in_code`), for counting. */
  readonly template: string;
  readonly words: Words;
  readonly attachments?: readonly Attachment[];
  readonly language: Language;
  /** Names what it is about (`booking_reminder:bkg_…`); a second message of one cause is not queued. */
  readonly cause?: string;
  readonly notBefore?: Temporal.Instant;
  readonly expiresAt?: Temporal.Instant;
  readonly placeId?: string | null;
};

/**
 * Queues a message and answers its id (uuid); undefined when its cause has one already, or the record was
 * erased. The transaction must have declared the message's purpose: row security lets no other write it.
 */
export async function queueMessage(tx: Tx, message: MessageToQueue): Promise<string | undefined> {
  const [id] = await queueMessages(tx, [message]);
  return id;
}

/** Queues many in three statements; answers the ids of those that were queued. */
export async function queueMessages(
  tx: Tx,
  messages: readonly MessageToQueue[],
): Promise<string[]> {
  const recordIds = new Set(messages.flatMap(({ recordId }) => recordId ?? []));
  const keys = await loadRecordKeys(tx, [...recordIds]);
  const sealed = messages.flatMap((message) => {
    const bytes = sealContent(tx, keys, message);
    return bytes === undefined ? [] : [{ message, bytes, id: newId() }];
  });
  if (sealed.length === 0) {
    return [];
  }
  const rows = await insertMessageRows(
    tx,
    sealed.map(({ id, message }) => ({
      id,
      record_id: message.recordId,
      channel: message.channel,
      purpose: message.purpose ?? 'service',
      template: message.template,
      language: message.language,
      expires_at: message.expiresAt ?? null,
      place_id: message.placeId ?? null,
      cause: message.cause ?? null,
      notBefore: message.notBefore ?? tx.now,
      device_id: message.deviceId ?? null,
      sharedCause: message.sharedCause ?? null,
    })),
  );
  const bytesOf = new Map(sealed.map(({ id, bytes }) => [id, bytes]));
  const contents = rows.flatMap((row) => {
    const bytes = bytesOf.get(row.id);
    const consent = purposes[row.purpose].bit;
    return bytes === undefined ? [] : [{ messageId: row.id, consent, sealed: bytes }];
  });
  if (contents.length > 0) {
    await insertContentRows(tx, contents);
  }
  for (const row of rows) {
    tx.emit(
      messagesQueued.make(formatId('message', row.id), aboutMessage(row), {
        recordId: row.record_id,
        placeId: row.place_id,
        channel: row.channel,
      }),
    );
  }
  return rows.map(({ id }) => id);
}

/** The facts every event about a message carries. */
export function aboutMessage(row: MessageRow) {
  return {
    messageId: formatId('message', row.id),
    channel: row.channel,
    purpose: row.purpose,
    template: row.template,
  };
}

/** Undefined when the record has been erased. */
function sealContent(
  tx: Tx,
  keys: ReadonlyMap<string, Buffer>,
  { recordId, to, words, path, attachments }: MessageToQueue,
): Buffer | undefined {
  const content: Content = {
    to,
    subject: words.subject,
    text: words.text,
    ...(path === undefined ? {} : { path }),
    ...(attachments === undefined ? {} : { attachments }),
  };
  if (recordId === null) {
    return sealSecret(tx.masters, contentUse, JSON.stringify(content));
  }
  const key = keys.get(recordId);
  return key === undefined ? undefined : seal(key, contentUse, content);
}
