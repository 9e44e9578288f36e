// One message on its way: claim (a lease), hand over outside any transaction, note what came of it. The
// transactions declare the message's purpose, so row security keeps a marketing text from any other use.
import { findCompanions } from '#customers';
import type { Database } from '#kernel/db';
import { formatId } from '#kernel/ids';
import { enqueue, type Job } from '#kernel/jobs';
import { maskOf, type Purpose, purposes } from '#kernel/purposes';
import { type Tx, transaction } from '#kernel/transaction';
import { consentMaskOf, findDecisions } from '#privacy';
import { type Content, type Envelope, Undeliverable } from './channel.ts';
import { type Channels, channelsOf } from './channels.ts';
import { isRefused } from './choices/choices.ts';
import { messagesFailed, messagesSent } from './events.ts';
import { withHouseAddress } from './house-address.ts';
import { offerFrom } from './limits/limits.ts';
import { openContents } from './open-content.ts';
import { goneCode, openDevice } from './push/devices.ts';
import { deleteDeviceRows } from './push/store.ts';
import { aboutMessage } from './queue-message.ts';
import { afterQuietHours, waitAfter } from './quiet-hours.ts';
import {
  claimMessageRow,
  deleteContentRow,
  findSealedContent,
  type MessageRow,
  putMailboxRow,
  saveMessageRow,
} from './store.ts';

const leaseS = 120;
const attemptsMax = 10;
/** News of her order are of no use to a browser that comes back later. */
const pushKeptS = 24 * 3600;
/** Nothing went wrong: there is nobody any more who wants it. */
const overCodes = new Set(['no_consent', 'not_wanted', 'no_device', 'erased', 'expired']);

export type DeliverPayload = { readonly messageId: string; readonly purpose: Purpose };

export const deliverMessageJob: Job<DeliverPayload> = {
  name: 'messages.deliver',
  run: (db, { messageId, purpose }) => deliverMessage(db, messageId, purpose),
};

export type DeliverManyPayload = { readonly messages: readonly DeliverPayload[] };

/** Messages that were queued together, one after the other; what is delivered already is passed by when it is tried again. */
export const deliverManyJob: Job<DeliverManyPayload> = {
  name: 'messages.deliver_many',
  run: async (db, { messages }) => {
    const failures: unknown[] = [];
    for (const { messageId, purpose } of messages) {
      await deliverMessage(db, messageId, purpose).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  },
};

type Claimed = {
  readonly row: MessageRow;
  readonly content: Content;
  readonly sealed: Buffer;
  /** What only push messages have. */
  readonly device: Pick<Envelope, 'target' | 'liveS'>;
};

/** Delivers a due message, or puts it off. */
export async function deliverMessage(
  db: Database,
  messageId: string,
  purpose: Purpose,
): Promise<void> {
  const channels = channelsOf(db);
  const options = { purpose, actor: 'job:messages.deliver' } as const;
  const claimed = await transaction(db, options, (tx) => claim(tx, messageId, channels));
  if (claimed === undefined) {
    return;
  }
  const { row, content, sealed, device } = claimed;
  const channel = channels.byName.get(row.channel);
  if (channel === undefined) {
    await transaction(db, options, async (tx) => {
      // The owner looks into the mailbox in the recipient's place, hence with `service`.
      await putMailboxRow(tx, row.id, maskOf([row.purpose]), sealed);
      await noteSent(tx, row, 'mailbox');
    });
    return;
  }
  try {
    const text = withHouseAddress(content.text, channels.houseAddress);
    const typedId = formatId('message', row.id);
    const envelope: Envelope = {
      ...content,
      ...device,
      text,
      messageId: typedId,
      language: row.language,
    };
    const sent = await channel.deliver(envelope);
    await transaction(db, options, (tx) => noteSent(tx, row, sent.reference));
  } catch (error) {
    const code = error instanceof Undeliverable ? error.code : undefined;
    await transaction(db, options, (tx) => noteTrouble(tx, row, code));
  }
}

async function claim(tx: Tx, id: string, channels: Channels): Promise<Claimed | undefined> {
  const row = await claimMessageRow(tx, id, tx.now.add({ seconds: leaseS }));
  if (row === undefined) {
    return undefined;
  }
  const isExpired =
    row.expires_at !== null && Temporal.Instant.compare(row.expires_at, tx.now) <= 0;
  if (isExpired) {
    await giveUp(tx, row, 'expired');
    return undefined;
  }
  if (row.purpose !== 'service') {
    if (!(await hasConsent(tx, row))) {
      await giveUp(tx, row, 'no_consent');
      return undefined;
    }
    const from = afterQuietHours((await offerFrom(tx, row)) ?? tx.now, channels.timeZone);
    if (row.expires_at !== null && Temporal.Instant.compare(from, row.expires_at) >= 0) {
      // Of no use any more by the time there is room.
      await giveUp(tx, row, 'expired');
      return undefined;
    }
    if (Temporal.Instant.compare(from, tx.now) > 0) {
      await saveMessageRow(tx, row.id, { state: 'queued', nextTryAt: from });
      return undefined;
    }
  }
  const { record_id: recordId, template, channel } = row;
  if (row.purpose === 'service' && (await isRefused(tx, { recordId, template, channel }))) {
    await giveUp(tx, row, 'not_wanted');
    return undefined;
  }
  const device = await deviceOf(tx, row);
  if (device === undefined) {
    await giveUp(tx, row, 'no_device');
    return undefined;
  }
  const sealed = await findSealedContent(tx, row.id);
  const [content] =
    sealed === undefined ? [] : await openContents(tx, [{ record_id: row.record_id, sealed }]);
  if (sealed === undefined || content === undefined) {
    await giveUp(tx, row, 'erased');
    return undefined;
  }
  return { row, content, sealed, device };
}

/** Of a push message, its browser and how long the push service may keep it; undefined when the browser is gone. */
async function deviceOf(tx: Tx, row: MessageRow): Promise<Claimed['device'] | undefined> {
  if (row.device_id === null) {
    return {};
  }
  const target = await openDevice(tx, row.device_id);
  const leftS = row.expires_at?.since(tx.now).total('seconds') ?? pushKeptS;
  return target === undefined
    ? undefined
    : { target, liveS: Math.round(Math.min(leftS, pushKeptS)) };
}

/** Over all her records: the stricter wins, wherever she said it. */
async function hasConsent(tx: Tx, { record_id: recordId, purpose }: MessageRow): Promise<boolean> {
  if (recordId === null) {
    return false;
  }
  const hers = (await findCompanions(tx, [recordId])).get(recordId) ?? [recordId];
  const mask = consentMaskOf([...(await findDecisions(tx, hers)).values()]);
  return (mask & purposes[purpose].bit) !== 0;
}

async function noteSent(tx: Tx, row: MessageRow, reference: string | null): Promise<void> {
  const saved = await saveMessageRow(tx, row.id, { state: 'sent', reference });
  if (saved === undefined) {
    return;
  }
  if (row.record_id === null) {
    // No key of a person can be deleted for it, so the content itself goes.
    await deleteContentRow(tx, row.id);
  }
  const about = aboutMessage(saved);
  tx.emit(messagesSent.make(about.messageId, about, contextOf(saved)));
}

/** Tries again later, until the message has been tried often enough. */
async function noteTrouble(tx: Tx, row: MessageRow, finalCode: string | undefined): Promise<void> {
  if (finalCode === goneCode && row.device_id !== null) {
    await deleteDeviceRows(tx, [row.device_id]);
  }
  if (finalCode !== undefined || row.attempts >= attemptsMax) {
    await giveUp(tx, row, finalCode ?? 'not_taken');
    return;
  }
  const nextTryAt = tx.now.add({ seconds: waitAfter(row.attempts) });
  await saveMessageRow(tx, row.id, { state: 'queued', nextTryAt });
  const payload = { messageId: row.id, purpose: row.purpose };
  await enqueue(tx, deliverMessageJob, payload, {
    runAt: nextTryAt,
    key: `messages.deliver:${row.id}`,
  });
}

async function giveUp(tx: Tx, row: MessageRow, failureCode: string): Promise<void> {
  const state = overCodes.has(failureCode) ? 'cancelled' : 'failed';
  const saved = await saveMessageRow(tx, row.id, { state, failureCode });
  await deleteContentRow(tx, row.id);
  if (saved !== undefined && state === 'failed') {
    const about = { ...aboutMessage(saved), failureCode };
    tx.emit(messagesFailed.make(about.messageId, about, contextOf(saved)));
  }
}

function contextOf(row: MessageRow) {
  return { recordId: row.record_id, placeId: row.place_id, channel: row.channel };
}
