// The SQL of webhooks and their deliveries.

import { statement } from '#kernel/db';
import type { EventRow } from '#kernel/events-store';
import { declareSecrets } from '#kernel/sealed-secrets';

export type WebhookRow = {
  id: string;
  url: string;
  event_types: string[];
  is_enabled: boolean;
  disabled_reason: string | null;
  created_at: Temporal.Instant;
  secret_sealed: Buffer;
  waiting: number;
  failed: number;
};

const webhookColumns = `w.id, w.url, w.event_types, w.is_enabled, w.disabled_reason, w.created_at,
  w.secret_sealed,
  (SELECT count(*) FROM kernel.webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'waiting') AS waiting,
  (SELECT count(*) FROM kernel.webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'failed') AS failed`;

export const listWebhooks = statement<WebhookRow>(
  `SELECT ${webhookColumns} FROM kernel.webhook w ORDER BY w.id`,
);
export const findWebhook = statement<WebhookRow>(
  `SELECT ${webhookColumns} FROM kernel.webhook w WHERE w.id = $1`,
);
export const countWebhooks = statement<{ count: number }>(
  'SELECT count(*) AS count FROM kernel.webhook',
);
export const anyEnabled = statement<{ any: boolean }>(
  'SELECT EXISTS (SELECT FROM kernel.webhook WHERE is_enabled) AS any',
);
/** It hears what comes after the head of now. */
export const insertWebhook = statement<object>(`
  INSERT INTO kernel.webhook (id, url, event_types, secret_sealed, position, created_at)
  VALUES ($1, $2, $3, $4, (SELECT coalesce(max(position), 0) FROM kernel.event_position), $5)`);
export const updateWebhook = statement<object>(`
  UPDATE kernel.webhook SET url = coalesce($2, url), event_types = coalesce($3, event_types),
    is_enabled = coalesce($4, is_enabled), secret_sealed = coalesce($5, secret_sealed),
    disabled_reason = CASE WHEN $4 IS NULL THEN disabled_reason WHEN $4 THEN NULL ELSE 'by_hand' END
  WHERE id = $1`);
export const deleteWebhook = statement<object>('DELETE FROM kernel.webhook WHERE id = $1');
export const disableWebhook = statement<object>(`
  UPDATE kernel.webhook SET is_enabled = false, disabled_reason = $2 WHERE id = $1 AND is_enabled`);

const isHeard = `(e.type = ANY (w.event_types) OR '*' = ANY (w.event_types)
  OR split_part(e.type, '.', 1) || '.*' = ANY (w.event_types))`;

/** Events (ids, types, positions) become waiting deliveries of every webhook that hears them. */
export const insertDeliveries = statement<{ webhook_id: string }>(`
  WITH made AS (
    INSERT INTO kernel.webhook_delivery (webhook_id, event_id, position, state, next_attempt_at)
    SELECT w.id, e.id, e.position, 'waiting', $4::timestamptz
    FROM kernel.webhook w
    JOIN unnest($1::uuid[], $2::text[], $3::bigint[]) AS e(id, type, position) ON ${isHeard}
    WHERE w.is_enabled AND e.position > w.position
    ON CONFLICT DO NOTHING RETURNING webhook_id
  )
  SELECT DISTINCT webhook_id FROM made`);

export type DueRow = EventRow & { attempts: number };

/**
 * Takes due deliveries of a webhook in the order of the log, for two minutes: whoever dies with them in hand
 * leaves them to the next.
 */
export const takeDue = statement<DueRow>(`
  WITH due AS (
    SELECT d.event_id FROM kernel.webhook_delivery d JOIN kernel.webhook w ON w.id = d.webhook_id
    WHERE d.webhook_id = $1 AND d.state = 'waiting' AND d.next_attempt_at <= $2 AND w.is_enabled
    ORDER BY d.position LIMIT $3 FOR UPDATE OF d SKIP LOCKED
  ), taken AS (
    UPDATE kernel.webhook_delivery d SET next_attempt_at = $2::timestamptz + interval '2 minutes'
    FROM due WHERE d.webhook_id = $1 AND d.event_id = due.event_id
    RETURNING d.event_id, d.position, d.attempts
  )
  SELECT t.position, t.attempts, e.id, e.type, e.version, e.subject, e.record_id, e.place_id, e.actor,
    e.channel, e.occurred_at, e.recorded_at, e.data
  FROM taken t JOIN kernel.event e ON e.id = t.event_id ORDER BY t.position`);

/** Gives back what was taken and not tried. */
export const giveBack = statement<object>(`
  UPDATE kernel.webhook_delivery SET next_attempt_at = $3
  WHERE webhook_id = $1 AND event_id = ANY ($2::uuid[]) AND state = 'waiting'`);

/** Nothing of a webhook goes out before a moment: its receiver is down. */
export const holdBack = statement<object>(`
  UPDATE kernel.webhook_delivery SET next_attempt_at = $2
  WHERE webhook_id = $1 AND state = 'waiting' AND next_attempt_at < $2`);

export const markDelivered = statement<object>(`
  UPDATE kernel.webhook_delivery SET state = 'delivered', attempts = attempts + 1, delivered_at = $3,
    last_status = $4, last_error = NULL, next_attempt_at = NULL
  WHERE webhook_id = $1 AND event_id = $2`);

/** `next_attempt_at` null: it was the last attempt. */
export const markFailed = statement<object>(`
  UPDATE kernel.webhook_delivery SET state = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE 'waiting' END,
    attempts = attempts + 1, next_attempt_at = $3, last_status = $4, last_error = $5
  WHERE webhook_id = $1 AND event_id = $2`);

export const deliveredSince = statement<{ any: boolean }>(`
  SELECT EXISTS (SELECT FROM kernel.webhook_delivery
    WHERE webhook_id = $1 AND state = 'delivered' AND delivered_at > $2) AS any`);

export const readNextDue = statement<{ at: Temporal.Instant | null }>(`
  SELECT min(d.next_attempt_at) AS at FROM kernel.webhook_delivery d
  JOIN kernel.webhook w ON w.id = d.webhook_id
  WHERE d.webhook_id = $1 AND d.state = 'waiting' AND w.is_enabled`);

export const listDueWebhooks = statement<{ id: string }>(`
  SELECT DISTINCT d.webhook_id AS id FROM kernel.webhook_delivery d
  JOIN kernel.webhook w ON w.id = d.webhook_id
  WHERE d.state = 'waiting' AND d.next_attempt_at <= $1 AND w.is_enabled`);

export type DeliveryRow = {
  event_id: string;
  type: string;
  occurred_at: Temporal.Instant;
  position: number;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  next_attempt_at: Temporal.Instant | null;
  last_status: number | null;
  last_error: string | null;
  delivered_at: Temporal.Instant | null;
};

export const listDeliveries = statement<DeliveryRow>(`
  SELECT d.event_id, e.type, e.occurred_at, d.position, d.state, d.attempts, d.next_attempt_at, d.last_status,
    d.last_error, d.delivered_at
  FROM kernel.webhook_delivery d JOIN kernel.event e ON e.id = d.event_id
  WHERE d.webhook_id = $1 AND d.position < $2 AND ($3::text IS NULL OR d.state = $3)
  ORDER BY d.position DESC LIMIT $4`);

const again = `ON CONFLICT (webhook_id, event_id) DO UPDATE SET state = 'waiting', attempts = 0,
  next_attempt_at = excluded.next_attempt_at, delivered_at = NULL`;

/** Everything the webhook hears after a position goes out (again); answers the positions taken. */
export const replayAfter = statement<{ count: number; last: number | null }>(`
  WITH wanted AS (
    SELECT p.event_id, p.position FROM kernel.webhook w, kernel.event_position p
    JOIN kernel.event e ON e.id = p.event_id
    WHERE w.id = $1 AND p.position > $2 AND ${isHeard} ORDER BY p.position LIMIT $3
  ), made AS (
    INSERT INTO kernel.webhook_delivery (webhook_id, event_id, position, state, next_attempt_at)
    SELECT $1, event_id, position, 'waiting', $4::timestamptz FROM wanted ${again}
    RETURNING position
  )
  SELECT count(*) AS count, max(position) AS last FROM made`);

export const replayEvents = statement<{ count: number }>(`
  WITH made AS (
    INSERT INTO kernel.webhook_delivery (webhook_id, event_id, position, state, next_attempt_at)
    SELECT $1, p.event_id, p.position, 'waiting', $3::timestamptz FROM kernel.event_position p
    WHERE p.event_id = ANY ($2::uuid[]) ${again}
    RETURNING position
  )
  SELECT count(*) AS count FROM made`);

export const pruneDeliveries = statement<object>(`
  DELETE FROM kernel.webhook_delivery WHERE state = 'delivered' AND delivered_at < $1`);

declareSecrets({
  use: 'kernel.webhook',
  stale: statement(`
    SELECT id, secret_sealed AS sealed FROM kernel.webhook
    WHERE substring(secret_sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement('UPDATE kernel.webhook SET secret_sealed = $2 WHERE id = $1'),
});
