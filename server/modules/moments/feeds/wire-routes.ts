// Where moments come in. The Segment wire keeps the addresses its libraries know (`/v1/batch`, in browsers `/v1/t` …), so that a client is
// pointed here by its host alone; CloudEvents have one address for all three modes. Every request joins the next
// flight of one batch, so many small requests are written as fast as a few large ones.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { asFlight, type Batch, createBatch } from '#kernel/batch';
import type { App } from '#kernel/http';
import { httpRefusals } from '#kernel/http-refusals';
import { newId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { momentsRefusals } from '../errors.ts';
import { admitFeed, writeKeyOf } from './feeds.ts';
import { type Incoming, isRecord } from './incoming.ts';
import { createIngest, type Delivery, type Taking } from './ingest.ts';
import { fromBinary, readCloudEvent } from './read-cloudevents.ts';
import { readSegment, segmentCalls, segmentLimits } from './read-segment.ts';
import type { FeedRow } from './store.ts';

/** Rows of one statement; a larger request is several members of the batch. */
const rowsMax = 500;
const eventsMax = 2500;

export async function wireRoutes(app: App, { db }: House): Promise<void> {
  const batch = createBatch(db, asFlight(createIngest()));
  const takeAll = createTaker(batch);
  const receiptOf = (feed: FeedRow, sentAt?: string) => ({
    feedId: feed.id,
    receivedAtMs: db.clock.now().epochMilliseconds,
    sentAt,
    newId,
  });

  await app.register((wire, _options, done) => {
    readAnyJson(wire);
    allowOtherOrigins(wire);
    const takeCall = (call: string) => async (request: FastifyRequest) => {
      const body = objectIn(request);
      const feed = await admitFeed(db, keyIn(request, body));
      refuseLarger(request, segmentLimits.eventBytes);
      // The address says which call it is; a replay reads it from the body.
      const event = { ...body, type: call };
      await takeAll(feed, [readSegment(event, receiptOf(feed))]);
      return { success: true };
    };
    const takeBatch = async (request: FastifyRequest) => {
      const body = objectIn(request);
      const feed = await admitFeed(db, keyIn(request, body));
      refuseLarger(request, segmentLimits.batchBytes);
      const events = listIn(body['batch']);
      const sentAt = typeof body['sentAt'] === 'string' ? body['sentAt'] : undefined;
      const receipt = receiptOf(feed, sentAt);
      const isLarge = sizer(request);
      const moments = events.map((event) => {
        const shared = withContext(event, body['context']);
        return readSegment(shared, receipt, isLarge(event));
      });
      await takeAll(feed, moments);
      return { success: true };
    };
    const schema = { hide: true };
    for (const call of segmentCalls) {
      const options = { bodyLimit: segmentLimits.eventBytes * 2, schema };
      wire.post(`/v1/${call}`, options, takeCall(call));
      wire.post(`/v1/${shortOf(call)}`, options, takeCall(call));
    }
    for (const call of ['batch', shortOf('batch')]) {
      wire.post(`/v1/${call}`, { bodyLimit: segmentLimits.batchBytes * 2, schema }, takeBatch);
    }
    wire.post(
      '/api/moments/cloudevents',
      {
        bodyLimit: segmentLimits.batchBytes * 2,
        config: { access: 'public' },
        schema: {
          operationId: 'takeCloudEvents',
          tags: ['moments'],
          summary:
            'Take CloudEvents 1.0: structured, batched or binary; Basic authentication by write key',
          response: { 202: TakenEvents },
        },
      },
      async (request, reply) => {
        const feed = await admitFeed(db, keyIn(request, {}));
        refuseLarger(request, segmentLimits.batchBytes);
        const receipt = receiptOf(feed);
        const isLarge = sizer(request);
        const events = cloudEventsIn(request);
        const taking = await takeAll(
          feed,
          events.map((event) => readCloudEvent(event, receipt, isLarge(event))),
        );
        return reply.code(202).send(taking);
      },
    );
    done();
  });
}

/** Segment's browser library asks by the first letter: `/v1/t` for `track`. */
function shortOf(call: string): string {
  return call.slice(0, 1);
}

/** A page anywhere may send what it has a write key for, as to Segment's own hosts. No cookie counts here. */
function allowOtherOrigins(wire: FastifyInstance): void {
  wire.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*');
  });
  wire.options('/v1/*', { schema: { hide: true } }, (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '86400')
      .send(),
  );
}

const TakenEvents = Type.Object({
  accepted: Type.Integer(),
  repeated: Type.Integer(),
  quarantined: Type.Integer(),
});

function createTaker(batch: Batch<Delivery, Taking>) {
  return async (feed: FeedRow, moments: readonly Incoming[]): Promise<Taking> => {
    const parts: Promise<Taking>[] = [];
    for (let start = 0; start < moments.length; start += rowsMax) {
      parts.push(batch.submit({ feed, moments: moments.slice(start, start + rowsMax) }));
    }
    const taken = { accepted: 0, repeated: 0, quarantined: 0 };
    for (const part of await Promise.all(parts)) {
      taken.accepted += part.accepted;
      taken.repeated += part.repeated;
      taken.quarantined += part.quarantined;
    }
    return taken;
  };
}

/** Libraries send JSON as application/json, text/plain (browsers, to spare a preflight), CloudEvents' own and other +json. */
function readAnyJson(wire: FastifyInstance): void {
  const usual = ['application/json', 'text/plain'];
  wire.removeContentTypeParser(usual);
  // Names that would reach into objects go, so that one event with such a name loses no batch.
  const parse = wire.getDefaultJsonParser('remove', 'remove');
  for (const types of [usual, /^application\/[a-z0-9.+-]+\+json/i]) {
    wire.addContentTypeParser(types, { parseAs: 'string' }, (request, body: string, done) => {
      // Half of a surrogate pair is no character; it would fail somewhere inside.
      const text = /\\u[dD][89a-fA-F]/.test(body) ? mended(body) : body;
      void parse(request, text, done);
    });
  }
}

/**
 * Lone surrogates become U+FFFD, as every other reader of bad UTF-16 does; one bad name loses no batch. A pair stays
 * one character, and a backslash that is itself escaped stands before no escape: what follows it is only text.
 */
function mended(body: string): string {
  return body.replaceAll(
    /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/gs,
    (found) => (/^\\u[dD][89a-fA-F]..$/.test(found) ? '\ufffd' : found),
  );
}

function objectIn(request: FastifyRequest): Record<string, unknown> {
  if (!isRecord(request.body)) {
    throw momentsRefusals.batch_malformed();
  }
  return request.body;
}

function listIn(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw momentsRefusals.batch_malformed();
  }
  if (value.length > eventsMax) {
    throw momentsRefusals.batch_too_large();
  }
  return value;
}

/** By Basic or Bearer; Segment's browser library puts it into the body. */
function keyIn(request: FastifyRequest, body: Record<string, unknown>): string | undefined {
  const inBody = body['writeKey'];
  return (
    writeKeyOf(request.headers.authorization) ?? (typeof inBody === 'string' ? inBody : undefined)
  );
}

function bytesOf(request: FastifyRequest): number {
  const told = Number(request.headers['content-length']);
  return Number.isFinite(told) ? told : Buffer.byteLength(JSON.stringify(request.body ?? null));
}

function refuseLarger(request: FastifyRequest, bytesMax: number): void {
  if (bytesOf(request) > bytesMax) {
    throw momentsRefusals.batch_too_large();
  }
}

/** Measures an event only where the whole request could hold one that is too large. */
function sizer(request: FastifyRequest): (event: unknown) => boolean {
  return bytesOf(request) <= segmentLimits.eventBytes
    ? () => false
    : (event) => Buffer.byteLength(JSON.stringify(event ?? null)) > segmentLimits.eventBytes;
}

/** A batch may carry one context for all of its events; an event's own stands before it. */
function withContext(event: unknown, context: unknown): unknown {
  return isRecord(event) && isRecord(context) && event['context'] === undefined
    ? { ...event, context }
    : event;
}

function cloudEventsIn(request: FastifyRequest): readonly unknown[] {
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  if (type.startsWith('application/cloudevents-batch+json')) {
    return listIn(request.body);
  }
  if (type.startsWith('application/cloudevents+json')) {
    return [objectIn(request)];
  }
  if (request.headers['ce-specversion'] === undefined) {
    throw httpRefusals.media_type_unknown();
  }
  return [fromBinary(request.headers, request.body)];
}
