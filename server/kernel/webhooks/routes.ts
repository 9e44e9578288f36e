// Webhooks over HTTP. A new secret is read after the transaction that made it and not returned from it: what a
// `write` returns is kept, in clear, as the answer of its idempotency key.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, newId, parseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import { formatCursor, parseCursor } from '#kernel/log';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { AddressError, parseAddress } from './addresses.ts';
import { webhooksRefusals } from './errors.ts';
import { webhooksChanged, webhooksCreated, webhooksRemoved } from './events.ts';
import { deliverJob } from './jobs.ts';
import {
  type Delivery,
  DeliveryPage,
  NewWebhook,
  Replay,
  Replayed,
  type Webhook,
  WebhookChange,
  WebhookList,
  WebhookWithSecret,
} from './schemas.ts';
import { changeSecret, newSecret, openSecrets, sealSecrets } from './secrets.ts';
import {
  countWebhooks,
  type DeliveryRow,
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  replayAfter,
  replayEvents,
  updateWebhook,
  type WebhookRow,
} from './store.ts';

const webhooksMax = 100;
const replayedMax = 10_000;
const params = Type.Object({ webhookId: Id('webhook') });

/** Routes under /api/webhooks. */
export function webhookRoutes(app: App, house: House): void {
  listingRoutes(app, house);
  changingRoutes(app, house);
  replayRoute(app, house);
}

function listingRoutes(app: App, { db }: House): void {
  app.get(
    '/api/webhooks',
    {
      config: { access: 'webhooks.read' },
      schema: {
        operationId: 'listWebhooks',
        tags: ['webhooks'],
        summary: 'Webhooks, with what waits and what failed',
        response: { 200: WebhookList, ...problems },
      },
    },
    async (request) => {
      const rows = await read(db, request, (tx) => tx.all(listWebhooks));
      return { webhooks: rows.map(toWebhook) };
    },
  );

  app.get(
    '/api/webhooks/:webhookId/deliveries',
    {
      config: { access: 'webhooks.read' },
      schema: {
        operationId: 'listWebhookDeliveries',
        tags: ['webhooks'],
        summary: 'Deliveries of a webhook, newest first',
        params,
        querystring: Type.Object({
          state: Type.Optional(
            Type.Union([
              Type.Literal('waiting'),
              Type.Literal('delivered'),
              Type.Literal('failed'),
            ]),
          ),
          before: Type.Optional(Type.Integer({ minimum: 1, description: 'A position.' })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
        }),
        response: { 200: DeliveryPage, ...problems },
      },
    },
    async (request) => {
      const id = parseId('webhook', request.params.webhookId);
      const { state = null, before = Number.MAX_SAFE_INTEGER, limit = 50 } = request.query;
      const rows = await read(db, request, async (tx) => {
        await existing(tx, id);
        return tx.all(listDeliveries, [id, before, state, limit]);
      });
      const next = rows.length < limit ? null : (rows.at(-1)?.position ?? null);
      return { deliveries: rows.map(toDelivery), next };
    },
  );
}

function changingRoutes(app: App, { db, config }: House): void {
  const policy = { allowPrivate: config.webhookPrivate };
  app.post(
    '/api/webhooks',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'createWebhook',
        tags: ['webhooks'],
        summary: 'Have events sent to an address from now on',
        headers: IdempotencyHeaders,
        body: NewWebhook,
        response: { 201: WebhookWithSecret, ...problems },
      },
    },
    async (request, reply) => {
      const { url, eventTypes } = request.body;
      const made = await write(db, request, async (tx) => {
        const address = allowedAddress(url, policy);
        if ((await tx.one(countWebhooks)).count >= webhooksMax) {
          throw webhooksRefusals.too_many({ max: webhooksMax });
        }
        const id = newId();
        const sealed = sealSecrets(tx.masters, newSecret());
        await tx.run(insertWebhook, [id, address, eventTypes, sealed, tx.now]);
        const webhookId = formatId('webhook', id);
        tx.emit(webhooksCreated.make(webhookId, { webhookId, eventTypes }));
        return { id };
      });
      // The secret is read anew and not kept as the answer of an idempotency key.
      const webhook = await read(db, request, async (tx) => withSecret(tx, made.id));
      return reply.code(201).send(webhook);
    },
  );

  app.patch(
    '/api/webhooks/:webhookId',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'changeWebhook',
        tags: ['webhooks'],
        summary: 'Change a webhook, switch it on or off, give it a new secret',
        params,
        headers: IdempotencyHeaders,
        body: WebhookChange,
        response: { 200: WebhookWithSecret, ...problems },
      },
    },
    async (request) => {
      const id = parseId('webhook', request.params.webhookId);
      const { url, eventTypes, isEnabled, newSecret: isSecretNew } = request.body;
      await write(db, request, async (tx) => {
        const row = await existing(tx, id);
        const sealed =
          isSecretNew === true
            ? changeSecret(tx.masters, row.secret_sealed, newSecret(), tx.now)
            : null;
        await tx.run(updateWebhook, [
          id,
          url === undefined ? null : allowedAddress(url, policy),
          eventTypes ?? null,
          isEnabled ?? null,
          sealed,
        ]);
        if (isEnabled === true) {
          await wake(tx, id);
        }
        const webhookId = formatId('webhook', id);
        const changed = Object.keys(request.body).toSorted();
        tx.emit(webhooksChanged.make(webhookId, { webhookId, changed }));
        return {};
      });
      return read(db, request, async (tx) =>
        isSecretNew === true ? withSecret(tx, id) : toWebhook(await existing(tx, id)),
      );
    },
  );

  app.delete(
    '/api/webhooks/:webhookId',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'removeWebhook',
        tags: ['webhooks'],
        summary: 'Remove a webhook and its deliveries',
        params,
        headers: IdempotencyHeaders,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const id = parseId('webhook', request.params.webhookId);
      await write(db, request, async (tx) => {
        if ((await tx.run(deleteWebhook, [id])) === 0) {
          throw webhooksRefusals.unknown();
        }
        const webhookId = formatId('webhook', id);
        tx.emit(webhooksRemoved.make(webhookId, { webhookId }));
        return {};
      });
      return reply.code(204).send(null);
    },
  );
}

function replayRoute(app: App, { db, log }: House): void {
  app.post(
    '/api/webhooks/:webhookId/replay',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'replayWebhook',
        tags: ['webhooks'],
        summary: 'Send events again: all after a cursor, or some by their ids',
        description: `At most ${replayedMax} a call. They keep their ids, so a receiver that dedupes knows them.`,
        params,
        headers: IdempotencyHeaders,
        body: Replay,
        response: { 200: Replayed, ...problems },
      },
    },
    async (request) => {
      const id = parseId('webhook', request.params.webhookId);
      const { after, eventIds } = request.body;
      if ((after === undefined) === (eventIds === undefined)) {
        throw webhooksRefusals.nothing_named();
      }
      return write(
        db,
        request,
        async (tx) => {
          await existing(tx, id);
          const answer =
            after === undefined
              ? await replaySome(tx, id, eventIds ?? [])
              : await replayFrom(tx, id, after, log.epoch);
          await wake(tx, id);
          return answer;
        },
        { timeoutMs: 30_000 },
      );
    },
  );
}

async function replaySome(tx: Tx, id: string, eventIds: readonly string[]) {
  const events = eventIds.map((each) => parseId('event', each));
  const { count } = await tx.one(replayEvents, [id, events, tx.now]);
  return { replayed: count, cursor: null };
}

async function replayFrom(tx: Tx, id: string, after: string, epoch: number) {
  const cursor = parseCursor(after);
  if (cursor === undefined || cursor.epoch !== epoch) {
    throw webhooksRefusals.cursor_foreign();
  }
  const { count, last } = await tx.one(replayAfter, [id, cursor.position, replayedMax, tx.now]);
  const hasMore = count === replayedMax && last !== null;
  return { replayed: count, cursor: hasMore ? formatCursor({ epoch, position: last }) : null };
}

async function existing(tx: Tx, id: string): Promise<WebhookRow> {
  const row = await tx.maybe(findWebhook, [id]);
  if (row === undefined) {
    throw webhooksRefusals.unknown();
  }
  return row;
}

async function withSecret(tx: Tx, id: string) {
  const row = await existing(tx, id);
  const [secret] = openSecrets(tx.masters, row.secret_sealed, tx.now);
  return { ...toWebhook(row), ...(secret === undefined ? {} : { secret }) };
}

function wake(tx: Tx, webhookId: string): Promise<void> {
  return enqueue(tx, deliverJob, { webhookId }, { key: `webhooks ${webhookId}` });
}

function allowedAddress(text: string, policy: { readonly allowPrivate: boolean }): string {
  try {
    return parseAddress(text, policy).href;
  } catch (error) {
    if (error instanceof AddressError) {
      throw webhooksRefusals.address_refused({ reason: error.message });
    }
    throw error;
  }
}

function toWebhook(row: WebhookRow): Webhook {
  return {
    id: formatId('webhook', row.id),
    url: row.url,
    eventTypes: row.event_types,
    isEnabled: row.is_enabled,
    disabledReason: row.disabled_reason,
    createdAt: row.created_at.toString(),
    waiting: row.waiting,
    failed: row.failed,
  };
}

function toDelivery(row: DeliveryRow): Delivery {
  return {
    eventId: formatId('event', row.event_id),
    type: row.type,
    occurredAt: row.occurred_at.toString(),
    position: row.position,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at?.toString() ?? null,
    lastStatus: row.last_status,
    lastError: row.last_error,
    deliveredAt: row.delivered_at?.toString() ?? null,
  };
}
