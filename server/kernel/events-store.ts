// The SQL of the log of moments.
import type { PoolClient } from 'pg';
import { statement } from './db.ts';
import { toParameters } from './db-values.ts';
import type { LoggedEvent, NewEvent } from './events.ts';
import { formatId, formatOptionalId } from './ids.ts';

const insert = statement<{ seq: number }>(`
  WITH written AS (
    INSERT INTO kernel.event (id, type, version, subject, record_id, place_id, actor, channel,
      occurred_at, recorded_at, data, sealed)
    SELECT e.id, e.type, e.version, e.subject, e.record_id, e.place_id, coalesce(e.actor, $10::text), e.channel,
      coalesce(e.occurred_at, $11::timestamptz), $11::timestamptz, e.data::jsonb, e.sealed
    FROM unnest($1::uuid[], $2::text[], $3::smallint[], $4::text[], $5::uuid[], $6::uuid[], $7::text[],
      $8::timestamptz[], $9::text[], $12::bytea[], $13::text[])
      AS e(id, type, version, subject, record_id, place_id, channel, occurred_at, data, sealed, actor)
  )
  INSERT INTO kernel.event_pending (event_ids) VALUES ($1::uuid[]) RETURNING seq`);

/** Writes events in their order; answers the seq under which they wait for positions. */
export async function insertEvents(
  client: PoolClient,
  by: { readonly actor: string; readonly now: Temporal.Instant },
  events: readonly NewEvent[],
): Promise<number[]> {
  const { rows } = await client.query<{ seq: number }>({
    name: insert.name,
    text: insert.text,
    values: toParameters(insert.arrays, [
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => event.version),
      events.map((event) => event.subject),
      events.map((event) => event.recordId),
      events.map((event) => event.placeId),
      events.map((event) => event.channel),
      events.map((event) => event.occurredAt),
      events.map((event) => JSON.stringify(event.data)),
      by.actor,
      by.now,
      events.map((event) => event.sealed),
      events.map((event) => event.actor),
    ]),
  });
  return rows.map((row) => row.seq);
}

export const sequence = statement<{ head: number; ids: string[] }>(
  'SELECT head, ids FROM kernel.sequence_events($1::bigint[], $2::boolean)',
);

export const readHead = statement<{ epoch: number; head: number }>(`
  SELECT (SELECT max(epoch) FROM kernel.log_epoch) AS epoch,
    coalesce((SELECT max(position) FROM kernel.event_position), 0) AS head`);

export type EventRow = {
  position: number;
  id: string;
  type: string;
  version: number;
  subject: string;
  record_id: string | null;
  place_id: string | null;
  actor: string;
  channel: string | null;
  occurred_at: Temporal.Instant;
  recorded_at: Temporal.Instant;
  data: Record<string, unknown>;
};

const columns = `p.position, e.id, e.type, e.version, e.subject, e.record_id, e.place_id, e.actor, e.channel,
  e.occurred_at, e.recorded_at, e.data`;

/** Events after a position, oldest first; $2 at most. */
export const readAfter = statement<EventRow>(`
  SELECT ${columns}
  FROM kernel.event_position p JOIN kernel.event e ON e.id = p.event_id
  WHERE p.position > $1 ORDER BY p.position LIMIT $2`);

/** The events of some types (null: all) after a position up to another. */
export const readBetween = statement<EventRow>(`
  SELECT ${columns}
  FROM kernel.event_position p JOIN kernel.event e ON e.id = p.event_id
  WHERE p.position > $1 AND p.position <= $2 AND ($3::text[] IS NULL OR e.type = ANY ($3::text[]))
  ORDER BY p.position`);

/** Which events stand after a position, without what they say. */
export const readPositions = statement<{ position: number; id: string }>(`
  SELECT position, event_id AS id FROM kernel.event_position WHERE position > $1 ORDER BY position LIMIT $2`);

/** The events at some positions, in order. */
export const readAt = statement<EventRow>(`
  SELECT ${columns}
  FROM kernel.event_position p JOIN kernel.event e ON e.id = p.event_id
  WHERE p.position = ANY ($1::bigint[]) ORDER BY p.position`);

/** The newest events before a position, newest first, of some types (null: all). */
export const readNewest = statement<EventRow>(`
  SELECT ${columns}
  FROM kernel.event_position p JOIN kernel.event e ON e.id = p.event_id
  WHERE p.position < $1 AND ($3::text[] IS NULL OR e.type = ANY ($3::text[]))
  ORDER BY p.position DESC LIMIT $2`);

/** A row as the public log has it. */
export function toLoggedEvent(row: EventRow, epoch: number): LoggedEvent {
  return {
    specversion: '1.0',
    id: formatId('event', row.id),
    source: 'engawa',
    type: row.type,
    subject: row.subject,
    time: row.occurred_at.toString(),
    datacontenttype: 'application/json',
    dataversion: row.version,
    position: row.position,
    epoch,
    recordedat: row.recorded_at.toString(),
    actor: row.actor,
    recordid: formatOptionalId('record', row.record_id),
    placeid: formatOptionalId('place', row.place_id),
    channel: row.channel,
    data: row.data,
  };
}

/** An event of this process as `toLoggedEvent` would read it back. */
export function asLoggedEvent(
  event: NewEvent,
  by: { readonly actor: string; readonly now: Temporal.Instant },
  at: { readonly position: number; readonly epoch: number },
): LoggedEvent {
  const recordedat = momentOf(by.now);
  return {
    specversion: '1.0',
    id: formatId('event', event.id),
    source: 'engawa',
    type: event.type,
    subject: event.subject,
    time: event.occurredAt === null ? recordedat : momentOf(event.occurredAt),
    datacontenttype: 'application/json',
    dataversion: event.version,
    position: at.position,
    epoch: at.epoch,
    recordedat,
    actor: event.actor ?? by.actor,
    recordid: formatOptionalId('record', event.recordId),
    placeid: formatOptionalId('place', event.placeId),
    channel: event.channel,
    // As JSON has it, and nobody else's to change.
    data: copyOf(event.data) as Record<string, unknown>,
  };
}

let lastMoment: Temporal.Instant | undefined;
let lastText = '';

/** The events of a flight have one moment, and writing it out is a tenth of what telling one of them costs. */
function momentOf(instant: Temporal.Instant): string {
  if (instant !== lastMoment) {
    lastText = instant.toString();
    lastMoment = instant;
  }
  return lastText;
}

/** What JSON would give back, of plain objects and lists; anything else is left to JSON itself. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return isPlain(value) ? value : viaJson(value);
  }
  if (Array.isArray(value)) {
    return value.map((each) => (each === undefined ? null : copyOf(each)));
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) {
    return viaJson(value);
  }
  const copy: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    if (each !== undefined) {
      copy[name] = copyOf(each);
    }
  }
  return copy;
}

function viaJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isFinite(value) && !Object.is(value, -0)
    : typeof value === 'string' || typeof value === 'boolean' || value === null;
}
