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
  announceQueued(tx, rows);
  return rows.map(({ id }) => id);
}

/** Messages an event tells of. */
const togetherMax = 100;

function announceQueued(tx: Tx, rows: readonly MessageRow[]): void {
  const kinds = Map.groupBy(rows, (row) =>
    [row.channel, row.purpose, row.template, row.place_id].join(' '),
  );
  for (const alike of kinds.values()) {
    for (let from = 0; from < alike.length; from += togetherMax) {
      const messageIds = alike.slice(from, from + togetherMax).map(typedId);
      const [first] = alike;
      const [subject] = messageIds;
      if (first !== undefined && subject !== undefined) {
        const about = { messageIds, ...kindOf(first) };
        const { place_id: placeId, channel } = first;
        tx.emit(messagesQueued.make(subject, about, { placeId, channel }));
      }
    }
  }
}

/** The facts every event about one message carries. */
export function aboutMessage(row: MessageRow) {
  return { messageId: typedId(row), ...kindOf(row) };
}

function kindOf({ channel, purpose, template }: MessageRow) {
  return { channel, purpose, template };
}

function typedId({ id }: MessageRow): string {
  return formatId('message', id);
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
