// Sends what is due for one webhook, in the order of the log. An event that fails waits for its next attempt
// and does not hold back those behind it; a receiver that wants strict order has the position in every
// event. After three failures in a row the receiver is taken to be down and the round ends.
import type { Database } from '#kernel/db';
import { readHead, toLoggedEvent } from '#kernel/events-store';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import type { AddressPolicy } from './addresses.ts';
import { webhooksDisabled } from './events.ts';
import type { Attempt } from './post.ts';
import { retryHours, secondsToNext } from './retry.ts';
import { openSecrets } from './secrets.ts';
import { sendOnce } from './send.ts';
import {
  type DueRow,
  deliveredSince,
  disableWebhook,
  findWebhook,
  giveBack,
  holdBack,
  markDelivered,
  markFailed,
  readNextDue,
  takeDue,
  type WebhookRow,
} from './store.ts';

const takenAtOnce = 5;
const sentInARound = 500;
const failuresInARow = 3;
const pauseSecondsMax = 300;

/** Answers when the next delivery of the webhook is due; undefined when none waits. */
export async function deliverDue(
  db: Database,
  webhookId: string,
  policy: AddressPolicy,
): Promise<Temporal.Instant | undefined> {
  const webhook = await db.maybe(findWebhook, [webhookId]);
  let failures = 0;
  for (let sent = 0; webhook?.is_enabled === true && sent < sentInARound; ) {
    const due = await db.all(takeDue, [webhookId, db.clock.now(), takenAtOnce]);
    const epoch = due.length === 0 ? 0 : (await db.one(readHead)).epoch;
    for (const [index, row] of due.entries()) {
      const outcome = await deliverOne(db, webhook, row, epoch, policy);
      failures = outcome === 'delivered' ? 0 : failures + 1;
      sent += 1;
      if (outcome === 'disabled' || failures >= failuresInARow) {
        await pause(db, webhookId, row.attempts + 1, due.slice(index + 1));
        return nextDue(db, webhookId);
      }
    }
    if (due.length < takenAtOnce) {
      break;
    }
  }
  return nextDue(db, webhookId);
}

async function nextDue(db: Database, webhookId: string): Promise<Temporal.Instant | undefined> {
  return (await db.one(readNextDue, [webhookId])).at ?? undefined;
}

/** Those behind a receiver that is down wait with it, or ten thousand would each try their luck. */
async function pause(
  db: Database,
  webhookId: string,
  attempts: number,
  rest: readonly DueRow[],
): Promise<void> {
  const seconds = Math.min(pauseSecondsMax, secondsToNext(attempts, 0) ?? pauseSecondsMax);
  const until = db.clock.now().add({ seconds });
  await db.run(giveBack, [webhookId, rest.map((row) => row.id), until]);
  await db.run(holdBack, [webhookId, until]);
}

async function deliverOne(
  db: Database,
  webhook: WebhookRow,
  row: DueRow,
  epoch: number,
  policy: AddressPolicy,
): Promise<'delivered' | 'failed' | 'disabled'> {
  const at = db.clock.now();
  const event = toLoggedEvent(row, epoch);
  const outgoing = {
    url: webhook.url,
    id: event.id,
    // A CloudEvent that also has the `timestamp` of Standard Webhooks.
    body: JSON.stringify({ ...event, timestamp: event.time }),
    at,
    secrets: openSecrets(db.masters, webhook.secret_sealed, at),
  };
  const attempt = await sendOnce(outgoing, policy);
  const { status } = attempt;
  if (status !== null && status >= 200 && status < 300) {
    await db.run(markDelivered, [webhook.id, row.id, db.clock.now(), status]);
    return 'delivered';
  }
  return noteFailure(db, webhook.id, row, attempt);
}

async function noteFailure(
  db: Database,
  webhookId: string,
  row: DueRow,
  { status, error }: Attempt,
): Promise<'failed' | 'disabled'> {
  return transaction(db, { actor: 'webhooks' }, async (tx) => {
    const seconds = status === 410 ? undefined : secondsToNext(row.attempts + 1, Math.random());
    const next =
      seconds === undefined ? null : tx.now.add({ milliseconds: Math.round(seconds * 1000) });
    const reason = error ?? `answered ${status}`;
    await tx.run(markFailed, [webhookId, row.id, next, status, reason]);
    if (next !== null) {
      return 'failed';
    }
    // 410 Gone is the receiver's way to unsubscribe; else all attempts of some days went wrong.
    const since = tx.now.subtract({ hours: retryHours });
    const isAlive = status !== 410 && (await tx.one(deliveredSince, [webhookId, since])).any;
    if (isAlive) {
      return 'failed';
    }
    const why = status === 410 ? 'gone' : 'unreachable';
    if ((await tx.run(disableWebhook, [webhookId, why])) > 0) {
      const id = formatId('webhook', webhookId);
      tx.emit(webhooksDisabled.make(id, { webhookId: id, reason: why }));
    }
    return 'disabled';
  });
}
