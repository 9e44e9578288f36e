// Friction for machines that knock on many doors from one source, without a third party and without a puzzle for people:
// after many attempts at sign-in from one network address, each further one must bring a proof of work, which a browser
// finds by itself in about a second. Whoever signs in takes her attempts back, so a shop's own network stays free. Lock-outs
// of one account are in the database (kernel/attempts.ts); this only makes storms dear, so it may live in one process.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { House } from '#kernel/module';
import { blindIndex, type MasterKeys } from '#kernel/sealing';
import { customersRefusals } from './errors.ts';

const windowMs = 600_000;
const freeAttempts = 20;
const firstBits = 13;
const bitsMax = 18;
const ticketMs = 120_000;
const sourcesMax = 10_000;

type Source = { count: number; startedAtMs: number };

export type Suspicion = {
  /**
   * Counts an attempt from a source. Refuses with customers.proof_needed when it is one of many and `proof`
   * (`<ticket>:<nonce>`) is missing, used before, old or wrong.
   */
  count(source: string, proof: string | undefined): void;
  /** Somebody got in from there: her attempts were honest. */
  forgive(source: string): void;
};

const ofHouse = new WeakMap<object, Suspicion>();

/** The one count of a server; every way in adds to it. */
export function suspicionOf({ db }: House): Suspicion {
  let suspicion = ofHouse.get(db);
  if (suspicion === undefined) {
    suspicion = watchSources(db.masters, () => db.clock.now().epochMilliseconds);
    ofHouse.set(db, suspicion);
  }
  return suspicion;
}

/** Keeps count for one server; `nowMs` is a clock that only goes forward. */
function watchSources(masters: MasterKeys, nowMs: () => number): Suspicion {
  const sources = new Map<string, Source>();
  const spent = new Map<string, number>();
  const key = blindIndex(masters, 'customers.proof_of_work', 'ticket');
  const signatureOf = (text: string) => createHmac('sha256', key).update(text).digest('base64url');

  const sourceOf = (name: string): Source => {
    const now = nowMs();
    const known = sources.get(name);
    if (known !== undefined && now < known.startedAtMs + windowMs) {
      return known;
    }
    if (sources.size >= sourcesMax) {
      sources.delete(sources.keys().next().value ?? '');
    }
    const fresh = { count: 0, startedAtMs: now };
    sources.set(name, fresh);
    return fresh;
  };

  const isGood = (name: string, proof: string | undefined): boolean => {
    const [body = '', bits = '', expires = '', signature = '', nonce = ''] =
      proof?.split(':') ?? [];
    const text = `${body}:${bits}:${expires}`;
    const expected = Buffer.from(signatureOf(`${name} ${text}`));
    const given = Buffer.from(signature);
    const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
    if (!isOurs || nonce.length > 20 || Number(expires) < nowMs() || spent.has(body)) {
      return false;
    }
    if (
      leadingZeros(
        createHash('sha256')
          .update(proof ?? '')
          .digest(),
      ) < Number(bits)
    ) {
      return false;
    }
    for (const [old, untilMs] of spent) {
      if (untilMs < nowMs()) {
        spent.delete(old);
      }
    }
    spent.set(body, Number(expires));
    return true;
  };

  return {
    count: (name, proof) => {
      const source = sourceOf(name);
      source.count += 1;
      if (source.count <= freeAttempts || isGood(name, proof)) {
        return;
      }
      const bits = Math.min(
        bitsMax,
        firstBits + Math.floor(Math.log2(source.count / freeAttempts)),
      );
      const text = `${randomBytes(9).toString('base64url')}:${bits}:${Math.ceil(nowMs() + ticketMs)}`;
      const ticket = `${text}:${signatureOf(`${name} ${text}`)}`;
      throw customersRefusals.proof_needed({ ticket, bits });
    },
    forgive: (name) => {
      const source = sources.get(name);
      if (source !== undefined) {
        source.count = Math.max(0, source.count - 3);
      }
    },
  };
}

function leadingZeros(bytes: Buffer): number {
  let zeros = 0;
  for (const byte of bytes) {
    if (byte !== 0) {
      return zeros + Math.clz32(byte) - 24;
    }
    zeros += 8;
  }
  return zeros;
}
