// What apps send. None of it goes through `write`: moments carry ids of their own, and a kept answer would hold
// who was there.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { type App, actorOf } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { deviceCookie, readDeviceToken } from './device-token.ts';
import { momentsRefusals } from './errors.ts';
import { createPace } from './pace.ts';
import {
  ConsentAnswer,
  ConsentChoice,
  MomentBatch,
  type MomentToTake as MomentShape,
  Taken,
  Visit,
} from './schemas.ts';
import { placeOfSource } from './sources.ts';
import { type MomentsTaken, type MomentToTake, takeMoments } from './take-moments.ts';
import { type Caller, decideConsent } from './visitor.ts';

const tags = ['moments'];
/** A person does less; a shop's network and a telephone company's share one address among many. */
const perMinuteOfDevice = 300;
const perMinuteOfAddress = 3000;
/** Browsers keep no cookie longer than 400 days. */
const cookieDays = 400;

export function momentsRoutes(app: App, house: House): void {
  const limit = createLimit(house);
  takeRoute(app, house, limit);
  visitRoute(app, house, limit);
  consentRoute(app, house);
}

type Limit = (request: FastifyRequest, count: number) => void;

function takeRoute(app: App, { db }: House, limit: Limit): void {
  app.post(
    '/api/moments',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'takeMoments',
        tags,
        summary: 'Tell what people did in an app; each moment is taken once',
        body: MomentBatch,
        response: { 200: Taken, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, recordId, channel, moments } = request.body;
      limit(request, moments.length);
      const caller = callerOf(request, String(channel), recordId);
      const taken = await transaction(db, { actor: 'guest' }, (tx) =>
        takeMoments(tx, caller, {
          placeId: placeOf(request, placeId),
          moments: moments.map(readMoment),
        }),
      );
      return answer(request, reply, taken);
    },
  );
}

function visitRoute(app: App, { db }: House, limit: Limit): void {
  app.post(
    '/api/moments/visits',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'checkIn',
        tags,
        summary: 'Check in at a place, by its QR code or by name',
        body: Visit,
        response: { 200: Taken, ...problems },
      },
    },
    async (request, reply) => {
      const { id, source, channel = 'web', at } = request.body;
      limit(request, 1);
      const caller = callerOf(request, channel, undefined);
      const taken = await transaction(db, { actor: 'guest' }, async (tx) => {
        const ofSource = source === undefined ? undefined : await placeOfSource(tx, source);
        const placeId = placeOf(request, request.body.placeId) ?? ofSource;
        if (placeId === undefined) {
          throw momentsRefusals.visit_nowhere();
        }
        const by = source === undefined ? 'app' : 'qr';
        const visit = { id, what: { kind: 'visited', by }, at: readAt(at), source } as const;
        return takeMoments(tx, caller, { placeId, moments: [visit] });
      });
      return answer(request, reply, taken);
    },
  );
}

function consentRoute(app: App, { db }: House): void {
  app.post(
    '/api/moments/consent',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'decideToBeKnown',
        tags,
        summary: 'Agree that this browser is known (purpose analytics), or take it back',
        body: ConsentChoice,
        response: { 200: ConsentAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { decision, channel = 'web', language = 'ja' } = request.body;
      const caller = callerOf(request, channel, undefined);
      const actor = actorOf(request.principal);
      const token = await transaction(db, { actor }, (tx) =>
        decideConsent(tx, caller, { decision, language }),
      );
      keepToken(request, reply, token);
      return { isKnown: decision === 'given' };
    },
  );
}

function createLimit({ db }: House): Limit {
  const devices = createPace(perMinuteOfDevice);
  const addresses = createPace(perMinuteOfAddress);
  return (request, count) => {
    const nowMs = db.clock.now().epochMilliseconds;
    const token = request.cookies[deviceCookie];
    const device = token === undefined ? undefined : readDeviceToken(db.masters, token);
    const isFine =
      device === undefined
        ? addresses.take(request.ip, count, nowMs)
        : devices.take(device, count, nowMs);
    if (!isFine) {
      throw momentsRefusals.too_many();
    }
  };
}

function callerOf(request: FastifyRequest, channel: string, recordId: string | undefined): Caller {
  return {
    principal: request.principal,
    token: request.cookies[deviceCookie],
    recordId: recordId === undefined ? undefined : parseId('record', recordId),
    channel,
  };
}

/** Where it happened; a clerk's place unless she names another. */
function placeOf({ principal }: FastifyRequest, placeId: string | undefined): string | undefined {
  if (placeId !== undefined) {
    return parseId('place', placeId);
  }
  return principal.kind === 'staff' ? (principal.placeId ?? undefined) : undefined;
}

function readMoment(moment: Static<typeof MomentShape>): MomentToTake {
  const shared = { id: moment.id, at: readAt(moment.at), source: moment.source };
  let what: MomentToTake['what'];
  switch (moment.kind) {
    case 'viewed':
      what = { kind: 'viewed', page: String(moment.page), itemId: readItem(moment.itemId) };
      break;
    case 'searched':
      what = { kind: 'searched', results: moment.results };
      break;
    case 'carted':
      what = {
        kind: 'carted',
        itemId: parseId('item', moment.itemId),
        quantity: moment.quantity,
      };
      break;
    case 'wished':
      what = {
        kind: 'wished',
        itemId: parseId('item', moment.itemId),
        isWished: moment.isWished ?? true,
      };
      break;
    case 'scanned':
      what = { kind: 'scanned', itemId: readItem(moment.itemId) };
      break;
    case 'proposed':
      what = { kind: 'proposed', itemId: parseId('item', moment.itemId) };
      break;
    case 'signed_up':
      what = { kind: 'signed_up' };
      break;
  }
  return { ...shared, what };
}

function readItem(itemId: string | undefined): string | null {
  return itemId === undefined ? null : parseId('item', itemId);
}

/** The form of a moment lets through what no calendar has; then now counts. */
function readAt(at: string | undefined): Temporal.Instant | undefined {
  try {
    return at === undefined ? undefined : Temporal.Instant.from(at);
  } catch {
    return undefined;
  }
}

function answer(request: FastifyRequest, reply: FastifyReply, taken: MomentsTaken) {
  const { newToken, rejected, ...told } = taken;
  if (newToken !== undefined) {
    keepToken(request, reply, newToken);
  }
  return { ...told, rejected: [...rejected] };
}

function keepToken(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  if (token === null) {
    reply.clearCookie(deviceCookie, { path: '/' });
    return;
  }
  reply.setCookie(deviceCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: cookieDays * 24 * 3600,
  });
}
