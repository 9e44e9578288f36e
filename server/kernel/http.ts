// The edge: Fastify with TypeBox. A route parses, makes one call and shapes the answer. Every route under
// /api says who may use it; one that forgets stops the server from starting.
import cookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';

import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { endConnections } from './closing-connections.ts';
import type { Config } from './config.ts';
import type { Database } from './db.ts';
import { isOutage, unavailable } from './db-driver.ts';
import { Refusal } from './errors.ts';
import { accessRefusals, httpRefusals } from './http-refusals.ts';
import { hashInput, idempotencyRefusals, once } from './idempotency.ts';
import { formatId } from './ids.ts';
import { describeMisfits, type Misfit, messageOf } from './input-misfits.ts';
import type { Logger } from './logger.ts';
import { serializersOnDemand, validatorsOnDemand } from './on-demand.ts';
import { refuseNamedOtherPlace } from './own-place.ts';
import { languageOf, type Problem, problemOf, problemOfBug } from './problem.ts';
import type { Purpose } from './purposes.ts';
import { isAllowed, type Permission } from './roles.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { guest, type Principal, resolveToken } from './sessions.ts';
import { type Tx, transaction } from './transaction.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Who may use a route: anybody, a signed-in customer, or staff and systems that hold a permission. */
export type Access = 'public' | 'customer' | Permission;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** What contract and law demand: it is there also for a customer who has stopped every use. */
    purpose?: 'duty';
  }
  interface FastifyRequest {
    principal: Principal;
  }
}

export const cookieNames = { staff: 'engawa_staff', customer: 'engawa_customer' } as const;

export type ServerCertificate = { readonly key: string; readonly cert: string };

/** Builds the server without routes; modules add theirs. With a certificate it speaks TLS. */
export async function createApp(
  config: Config,
  db: Database,
  log: Logger,
  certificate?: ServerCertificate,
): Promise<App> {
  const app = Fastify({
    https: certificate === undefined ? null : { ...certificate },
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // Nothing is logged of a request but its failures, by their own number: a logger for each was 5 µs of it.
    childLoggerFactory: (logger) => logger,
    bodyLimit: config.bodyBytesMax,
    requestTimeout: 60_000,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: { buildSerializer: serializersOnDemand } },
    return503OnClosing: true,
  }) as unknown as App;
  app.addHook('preClose', async () => endConnections(app.server));
  app.setValidatorCompiler(validatorsOnDemand);
  readWellFormedJson(app);
  await app.register(cookie);
  app.decorateRequest('principal');
  app.addHook('onRoute', (route) => {
    const isOurs = route.url.startsWith('/api/') && !route.url.startsWith('/api/reference');
    if (isOurs && route.config?.access === undefined && route.method !== 'HEAD') {
      throw new Error(
        `${String(route.method)} ${route.url} must say who may use it: config.access`,
      );
    }
  });
  app.addHook('onRequest', async (request) => {
    await admit(db, request);
  });
  app.addHook('preHandler', async (request) => {
    refuseNamedOtherPlace(request);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    setSecurityHeaders(request, reply, payload);
  });
  app.setErrorHandler((error, request, reply) => sendProblem(db.log, error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(db.log, httpRefusals.no_such_address(), request, reply),
  );
  return app;
}

/** The actor written into events: `staff:stf_…`, `api_key:key_…`, `guest`. */
export function actorOf(principal: Principal): string {
  const kinds = {
    staff: 'staff',
    customer: 'record',
    device: 'device',
    api_key: 'apikey',
  } as const;
  return principal.kind === 'guest'
    ? 'guest'
    : `${principal.kind}:${formatId(kinds[principal.kind], principal.id)}`;
}

export type WriteOptions = { readonly purpose?: Purpose; readonly timeoutMs?: number };

/**
 * The transaction of a writing route. With an `Idempotency-Key` header the work is done once for a key; the
 * answer must then be plain JSON, since it is kept for the repetition.
 */
export async function write<Answer>(
  db: Database,
  request: FastifyRequest,
  work: (tx: Tx) => Promise<Answer>,
  options: WriteOptions = {},
): Promise<Answer> {
  const input = idempotentInputOf(db, request);
  const declared = { purpose: purposeOf(request), ...options };
  return transaction(db, { ...declared, actor: actorOf(request.principal) }, (tx) =>
    input === undefined ? work(tx) : once(tx, input, () => work(tx)),
  );
}

/** The transaction of a reading route. */
export async function read<Answer>(
  db: Database,
  request: FastifyRequest,
  work: (tx: Tx) => Promise<Answer>,
  options: WriteOptions = {},
): Promise<Answer> {
  const declared = { purpose: purposeOf(request), ...options };
  return transaction(db, { ...declared, readOnly: true, actor: actorOf(request.principal) }, work);
}

/**
 * What the transactions of a route declare unless they name another purpose: `duty` where the route does. Staff at a
 * route that everybody may use act for the service, as at their own.
 */
export function purposeOf({ principal, routeOptions }: FastifyRequest): 'service' | 'duty' {
  const { access, purpose } = routeOptions.config;
  const isStaffAmongAll =
    access === 'public' && principal.kind !== 'customer' && principal.kind !== 'guest';
  return purpose === undefined || isStaffAmongAll ? 'service' : purpose;
}

/** Like `read`, of persons: who looked can be written into the book that they read. */
export async function lookAt<Answer>(
  db: Database,
  request: FastifyRequest,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const declared = { purpose: purposeOf(request), actor: actorOf(request.principal) };
  return transaction(db, declared, work);
}

/** Key, scope and content hash of a request that carries an `Idempotency-Key`. */
export function idempotentInputOf(
  db: Database,
  request: FastifyRequest,
): { scope: string; key: string; hash: Buffer } | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) {
    return undefined;
  }
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw idempotencyRefusals.key_malformed();
  }
  return {
    scope: `${actorOf(request.principal)} ${request.method} ${request.routeOptions.url ?? ''}`,
    key,
    hash: hashInput(db.masters, [request.params, request.body]),
  };
}

/**
 * JSON may escape half of a surrogate pair; that is no character and Postgres stores no such text. A body that
 * holds one is refused here, where it can be said, instead of failing somewhere inside.
 */
function readWellFormedJson(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (request, body: string, done) => {
      if (/\\u[dD][89a-fA-F]/.test(body) && !isWellFormed(body)) {
        done(httpRefusals.request_malformed(), undefined);
        return;
      }
      void parse(request, body, done);
    },
  );
}

function isWellFormed(body: string): boolean {
  let isFine = true;
  try {
    JSON.parse(body, (key: string, value: unknown) => {
      isFine &&= key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed());
      return value;
    });
  } catch {
    // The parser proper says what is wrong.
  }
  return isFine;
}

async function admit(db: Database, request: FastifyRequest): Promise<void> {
  request.principal = guest;
  const access = request.routeOptions.config.access;
  if (access === undefined) {
    return;
  }
  const { token, isCookie } = tokenOf(request, access);
  if (isCookie && isForeignWrite(request)) {
    throw accessRefusals.foreign_origin();
  }
  const principal = token === undefined ? undefined : await resolveToken(db, token);
  const isClosed =
    principal?.isStopped === true && request.routeOptions.config.purpose === undefined;
  if (principal !== undefined && !(isClosed && access === 'public')) {
    request.principal = principal;
  }
  if (access === 'public') {
    return;
  }
  if (principal === undefined) {
    throw accessRefusals.sign_in_needed();
  }
  if (isClosed) {
    throw accessRefusals.use_stopped();
  }
  if (access === 'customer' ? principal.kind !== 'customer' : !isAllowed(principal.roles, access)) {
    throw accessRefusals.not_allowed({ permission: access });
  }
}

function tokenOf(
  request: FastifyRequest,
  access: Access,
): { token: string | undefined; isCookie: boolean } {
  const header = request.headers.authorization;
  if (header?.startsWith('Bearer ') === true) {
    return { token: header.slice(7).trim(), isCookie: false };
  }
  const { staff, customer } = cookieNames;
  const order = access === 'public' || access === 'customer' ? [customer, staff] : [staff];
  const name = order.find((each) => request.cookies[each] !== undefined);
  return {
    token: name === undefined ? undefined : request.cookies[name],
    isCookie: name !== undefined,
  };
}

/** A browser sends its origin with every write; another site's page must not act with our cookie. */
function isForeignWrite(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) {
    return false;
  }
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

async function sendProblem(
  log: Logger,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const problem = toProblem(log, error, request);
  if (problem.status === 503) {
    reply.header('retry-after', '1');
  }
  if (problem.status === 401) {
    reply.header('www-authenticate', 'Bearer');
  }
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

function toProblem(log: Logger, error: unknown, request: FastifyRequest): Problem {
  const language = languageOf(request.headers['accept-language']);
  if (error instanceof Refusal) {
    return problemOf(error, language);
  }
  if (isOutage(error)) {
    return problemOf(unavailable(error), language);
  }
  const validation = validationOf(error);
  if (validation !== undefined) {
    const { part, misfits } = validation;
    const refusal = httpRefusals.input_invalid({ where: describeMisfits(misfits, language) });
    const fields = misfits.map((each) => ({
      path: `${part}${each.instancePath ?? ''}`,
      message: messageOf(each, language),
    }));
    return { ...problemOf(refusal, language), fields };
  }
  const clientFault = clientFaultOf(error);
  if (clientFault !== undefined) {
    return { ...problemOf(clientFault.refusal, language), status: clientFault.status };
  }
  const stack = error instanceof Error ? error.stack : String(error);
  log.error(
    { requestId: request.id, route: request.routeOptions.url, stack },
    'a bug answered 500',
  );
  return problemOfBug(request.id, language);
}

function validationOf(error: unknown): { part: string; misfits: readonly Misfit[] } | undefined {
  if (!(error instanceof Error) || !('validation' in error) || !Array.isArray(error.validation)) {
    return undefined;
  }
  const part = 'validationContext' in error ? String(error.validationContext) : 'input';
  return { part, misfits: error.validation.slice(0, 20) };
}

/** Fastify's own 4xx errors: broken JSON, body too large, unknown media type. */
function clientFaultOf(error: unknown): { refusal: Refusal; status: number } | undefined {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  if (status < 400 || status >= 500) {
    return undefined;
  }
  if (status === 413) {
    return { refusal: httpRefusals.body_too_large(), status };
  }
  if (status === 415) {
    return { refusal: httpRefusals.media_type_unknown(), status };
  }
  return { refusal: httpRefusals.request_malformed(), status };
}
