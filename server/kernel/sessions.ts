// Sign-in state on hot paths: a signed random token, looked up by its hash with one prepared statement. A
// forged token is refused by its signature before the database is asked. The flows that end in a session
// (password, PIN, one-time code) belong to staff and customers. See docs/decisions/0007-sign-in.md.
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database, Executor } from './db.ts';
import { statement } from './db.ts';
import { newId } from './ids.ts';
import type { MasterKeys } from './sealing.ts';
import type { Tx } from './transaction.ts';

export type SessionKind = 'staff' | 'customer' | 'device';
export type PrincipalKind = SessionKind | 'api_key' | 'guest';

export type Principal = {
  readonly kind: PrincipalKind;
  /** Staff id, customer record id, device id or API key id (uuid); empty for a guest. */
  readonly id: string;
  readonly sessionId: string;
  readonly roles: readonly string[];
  readonly placeId: string | null;
  /** A customer who has stopped every use: only routes for `duty` know her. */
  readonly isStopped?: true;
};

export const guest: Principal = { kind: 'guest', id: '', sessionId: '', roles: [], placeId: null };

type SessionRow = {
  id: string;
  kind: SessionKind | 'api_key';
  principal_id: string;
  roles: string[];
  place_id: string | null;
  is_stopped: boolean;
};

export type ApiKeyRow = {
  id: string;
  name: string;
  roles: string[];
  place_id: string | null;
  created_at: Temporal.Instant;
  ended_at: Temporal.Instant | null;
};

const findSession = statement<SessionRow>(`
  SELECT id, kind, principal_id, roles, place_id, is_stopped FROM kernel.session
  WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2`);
const findApiKey = statement<SessionRow>(`
  SELECT id, 'api_key' AS kind, id AS principal_id, roles, place_id, false AS is_stopped
  FROM kernel.api_key
  WHERE token_hash = $1 AND ended_at IS NULL`);
const insertSession = statement<object>(`
  INSERT INTO kernel.session
    (id, token_hash, kind, principal_id, roles, place_id, created_at, expires_at, about, is_stopped)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);
const insertApiKey = statement<object>(`
  INSERT INTO kernel.api_key (id, token_hash, name, roles, place_id, created_at)
  VALUES ($1, $2, $3, $4, $5, $6)`);
const listKeys = statement<ApiKeyRow>(`
  SELECT id, name, roles, place_id, created_at, ended_at FROM kernel.api_key
  ORDER BY ended_at IS NOT NULL, created_at DESC LIMIT 500`);
const endKey = statement<object>(
  'UPDATE kernel.api_key SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL',
);
const endSessionRow = statement<object>(
  'UPDATE kernel.session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL',
);
const listOpen = statement<OpenSession>(`
  SELECT id, about, created_at, expires_at FROM kernel.session
  WHERE kind = $1 AND principal_id = $2 AND ended_at IS NULL AND expires_at > $3
  ORDER BY created_at DESC, id LIMIT 100`);
const listStanding = statement<{ id: string }>(`
  SELECT id FROM kernel.session WHERE id = ANY ($1::uuid[]) AND ended_at IS NULL AND expires_at > $2`);
const endOwnSession = statement<object>(`
  UPDATE kernel.session SET ended_at = $4
  WHERE id = $1 AND kind = $2 AND principal_id = $3 AND ended_at IS NULL`);
const endByToken = statement<object>(
  'UPDATE kernel.session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL',
);
const stopSessions = statement<object>(`
  UPDATE kernel.session SET is_stopped = $2
  WHERE kind = 'customer' AND principal_id = ANY ($1::uuid[]) AND ended_at IS NULL AND is_stopped <> $2`);
const endAllSessions = statement<object>(
  'UPDATE kernel.session SET ended_at = $3 WHERE kind = $1 AND principal_id = $2 AND ended_at IS NULL',
);

/** How a session was opened and on what; codes, nothing that tells who. */
export type SessionAbout = {
  readonly method?: string;
  readonly browser?: string;
  readonly system?: string;
};

export type OpenSession = {
  id: string;
  about: SessionAbout;
  created_at: Temporal.Instant;
  expires_at: Temporal.Instant;
};

/** Opens a session and answers its token, which is never stored. */
export async function createSession(
  tx: Tx,
  session: {
    readonly kind: SessionKind;
    readonly principalId: string;
    readonly roles?: readonly string[];
    readonly placeId?: string | null;
    readonly lifetime: Temporal.DurationLike;
    readonly about?: SessionAbout;
    /** Of a customer who has stopped every use. */
    readonly isStopped?: boolean;
  },
): Promise<{
  readonly sessionId: string;
  readonly token: string;
  readonly expiresAt: Temporal.Instant;
}> {
  const sessionId = newId();
  const token = newToken(tx.masters);
  const expiresAt = tx.now.add(session.lifetime);
  await tx.run(insertSession, [
    sessionId,
    hashToken(token),
    session.kind,
    session.principalId,
    session.roles ?? [],
    session.placeId ?? null,
    tx.now,
    expiresAt,
    session.about ?? {},
    session.isStopped ?? false,
  ]);
  return { sessionId, token, expiresAt };
}

/** Makes an API key for a connected system; the token is shown once. */
export async function createApiKey(
  tx: Tx,
  key: {
    readonly name: string;
    readonly roles: readonly string[];
    readonly placeId?: string | null;
  },
): Promise<{ readonly id: string; readonly token: string }> {
  const id = newId();
  const token = newToken(tx.masters);
  await tx.run(insertApiKey, [
    id,
    hashToken(token),
    key.name,
    key.roles,
    key.placeId ?? null,
    tx.now,
  ]);
  return { id, token };
}

/** Keys of connected systems, those that still open something first. Their tokens are known to nobody. */
export function listApiKeys(tx: Tx): Promise<ApiKeyRow[]> {
  return tx.all(listKeys, []);
}

/** Takes a key out; answers whether there was one that still opened something. */
export async function endApiKey(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(endKey, [id, tx.now])) > 0;
}

/** Who a token stands for; undefined when it is forged, ended or expired. */
export async function resolveToken(db: Database, token: string): Promise<Principal | undefined> {
  if (!isSigned(db.masters, token)) {
    return undefined;
  }
  const hash = hashToken(token);
  const row =
    (await db.maybe(findSession, [hash, db.clock.now()])) ?? (await db.maybe(findApiKey, [hash]));
  return row === undefined
    ? undefined
    : {
        kind: row.kind,
        id: row.principal_id,
        sessionId: row.id,
        roles: row.roles,
        placeId: row.place_id,
        ...(row.is_stopped ? { isStopped: true as const } : {}),
      };
}

/** Tells the open sessions of customers (record ids) whether their use is stopped; the look-up of a session says it. */
export async function stopSessionsOf(
  tx: Tx,
  recordIds: readonly string[],
  isStopped: boolean,
): Promise<void> {
  await tx.run(stopSessions, [recordIds, isStopped]);
}

export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.run(endSessionRow, [sessionId, tx.now]);
}

/** The sessions of one principal that are open, newest first. */
export function listSessions(
  tx: Tx,
  kind: SessionKind,
  principalId: string,
): Promise<OpenSession[]> {
  return tx.all(listOpen, [kind, principalId, tx.now]);
}

/** Those of these sessions that are open still. */
export async function findOpenSessions(
  tx: Tx,
  sessionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set((await tx.all(listStanding, [sessionIds, tx.now])).map(({ id }) => id));
}

/** Ends a session of this principal; false when it is another's or over already. */
export async function endSessionOf(
  tx: Tx,
  owner: { readonly kind: SessionKind; readonly principalId: string },
  sessionId: string,
): Promise<boolean> {
  const { kind, principalId } = owner;
  return (await tx.run(endOwnSession, [sessionId, kind, principalId, tx.now])) > 0;
}

/** Ends the session of a token that a browser brings to a new sign-in: one browser has one. */
export async function endSessionOfToken(tx: Tx, token: string): Promise<void> {
  await tx.run(endByToken, [hashToken(token), tx.now]);
}

/** Ends every session of one principal (password changed, person left). */
export async function endSessionsOf(
  executor: Executor,
  kind: SessionKind,
  principalId: string,
  at: Temporal.Instant,
): Promise<void> {
  await executor.run(endAllSessions, [kind, principalId, at]);
}

function newToken(masters: MasterKeys): string {
  const body = randomBytes(32).toString('base64url');
  return `${body}.${signatureOf(masters, body)}`;
}

function isSigned(masters: MasterKeys, token: string): boolean {
  const [body = '', signature = '', ...rest] = token.split('.');
  if (body.length !== 43 || rest.length > 0) {
    return false;
  }
  const expected = Buffer.from(signatureOf(masters, body));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const signingKeys = new WeakMap<Buffer, Buffer>();

function signatureOf(masters: MasterKeys, body: string): string {
  let key = signingKeys.get(masters.indexKey);
  if (key === undefined) {
    key = Buffer.from(
      hkdfSync('sha256', masters.indexKey, Buffer.alloc(0), 'engawa session tokens', 32),
    );
    signingKeys.set(masters.indexKey, key);
  }
  return createHmac('sha256', key).update(body).digest('base64url').slice(0, 16);
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
