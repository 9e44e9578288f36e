// Feeds: who may send moments, by a write key that is shown once and kept as a hash.
import { createHash, randomBytes } from 'node:crypto';
import type { Executor } from '#kernel/db';
import { formatOptionalId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { momentsRefusals } from '../errors.ts';
import { momentsFeedAdded, momentsFeedChanged } from '../events.ts';
import { changeFeedRow, type FeedRow, findFeedByKey, insertFeedRow } from './store.ts';

export type FeedToAdd = {
  readonly code: string;
  readonly name: string;
  readonly channel: string;
  /** uuid; where its moments happen unless they say so themselves. */
  readonly placeId?: string | undefined;
  readonly unknownNames?: 'quarantine' | 'count' | undefined;
  readonly trustsConsent?: boolean | undefined;
};

/** Adds a feed; answers its write key, which nobody can read again. Refuses with moments.feed_taken, place_unknown. */
export async function addFeed(tx: Tx, feed: FeedToAdd): Promise<string> {
  const { code, name, channel, placeId } = feed;
  if (placeId !== undefined && (await findPlaces(tx, [placeId])).length === 0) {
    throw momentsRefusals.place_unknown();
  }
  const writeKey = randomBytes(24).toString('base64url');
  const row = {
    id: newId(),
    code,
    name,
    channel,
    place_id: placeId ?? null,
    unknown_names: feed.unknownNames ?? ('quarantine' as const),
    trusts_consent: feed.trustsConsent ?? false,
  };
  if (!(await insertFeedRow(tx, row, hashOf(writeKey)))) {
    throw momentsRefusals.feed_taken();
  }
  const told = { code, placeId: formatOptionalId('place', row.place_id) };
  tx.emit(momentsFeedAdded.make(code, told, { placeId: row.place_id }));
  return writeKey;
}

export type FeedChange = {
  readonly unknownNames?: 'quarantine' | 'count' | undefined;
  readonly trustsConsent?: boolean | undefined;
  /** Its write key opens nothing from now on. */
  readonly isEnded?: boolean | undefined;
};

/** Changes or ends a feed. Refuses with moments.feed_unknown. */
export async function changeFeed(tx: Tx, code: string, change: FeedChange): Promise<void> {
  const isEnded = change.isEnded === true;
  const changed = await changeFeedRow(tx, code, {
    unknownNames: change.unknownNames ?? null,
    trustsConsent: change.trustsConsent ?? null,
    isEnded,
  });
  if (!changed) {
    throw momentsRefusals.feed_unknown();
  }
  tx.emit(momentsFeedChanged.make(code, { code, isEnded }));
}

/** The feed of a write key. Refuses with moments.write_key_wrong. */
export async function admitFeed(db: Executor, writeKey: string | undefined): Promise<FeedRow> {
  const feed =
    writeKey === undefined || writeKey === ''
      ? undefined
      : await findFeedByKey(db, hashOf(writeKey));
  if (feed === undefined) {
    throw momentsRefusals.write_key_wrong();
  }
  return feed;
}

/** `Basic base64(<write key>:)` as Segment's libraries send it, or `Bearer <write key>`. */
export function writeKeyOf(authorization: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ', 2);
  if (scheme.toLowerCase() === 'bearer') {
    return value;
  }
  return scheme.toLowerCase() === 'basic'
    ? Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0]
    : undefined;
}

/** A random key of 24 bytes needs no slow hash. */
function hashOf(writeKey: string): Buffer {
  return createHash('sha256').update(writeKey).digest();
}
