// Whose a moment is. Each feed has records of its own: one a userId, one a device (anonymousId). A record is only
// made, and a moment only belongs to it, when she agreed to be known (purpose analytics): by a decision in our book,
// or, where the feed is trusted with that, by its word – never against a decision of hers.
import {
  changeConsents,
  changeProfile,
  ensureRecords,
  findRecords,
  findRecordsByKey,
  type KnownRecord,
  linkRecords,
  type Profile,
  recordKey,
  type SourceKey,
} from '#customers';
import { Refusal } from '#kernel/errors';
import { maskOf, purposes } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { findDecisions } from '#privacy';
import { insertDeviceRow, ownDeviceRow } from '../store.ts';
import type { Incoming } from './incoming.ts';
import type { FeedRow } from './store.ts';

export type Person = SourceKey & {
  readonly kind: 'customer' | 'device';
  /** `recordKey` of it. */
  readonly id: string;
};

export type Known = KnownRecord & {
  /** She took it back, or never said so and nobody may ask her feed. */
  readonly hasDecided: boolean;
};
export type Persons = ReadonlyMap<string, Known>;

function userOf(feed: FeedRow, userId: string): Person {
  const source = `feed ${feed.code}`;
  return { source, key: userId, kind: 'customer', id: recordKey({ source, key: userId }) };
}

function deviceOf(feed: FeedRow, anonymousId: string): Person {
  const source = `feed ${feed.code} device`;
  return { source, key: anonymousId, kind: 'device', id: recordKey({ source, key: anonymousId }) };
}

/** The one a moment is about: who is signed in, else the device. */
export function personOf(feed: FeedRow, moment: Incoming): Person | undefined {
  if (moment.userId !== undefined) {
    return userOf(feed, moment.userId);
  }
  return moment.anonymousId === undefined ? undefined : deviceOf(feed, moment.anonymousId);
}

/** Ids in it beside the one it is about: the device that somebody identified herself on, the id of before. */
export function othersOf(feed: FeedRow, moment: Incoming): Person[] {
  if (
    moment.name === 'identify' &&
    moment.userId !== undefined &&
    moment.anonymousId !== undefined
  ) {
    return [deviceOf(feed, moment.anonymousId)];
  }
  return moment.previousId === undefined
    ? []
    : [userOf(feed, moment.previousId), deviceOf(feed, moment.previousId)];
}

/** What we know of these people; those unknown are missing. Keys by `recordKey`. */
export async function findPersons(
  tx: Tx,
  people: ReadonlyMap<string, Person>,
  asked: ReadonlySet<string>,
): Promise<Persons> {
  const found = await findRecordsByKey(tx, [...people.values()]);
  const doubtful = [...found].filter(([key, record]) => asked.has(key) && !mayBeKnown(record));
  const decisions =
    doubtful.length === 0
      ? new Map()
      : await findDecisions(
          tx,
          doubtful.map(([, { recordId }]) => recordId),
        );
  return new Map(
    [...found].map(([key, record]) => [
      key,
      { ...record, hasDecided: decisions.get(record.recordId)?.has('analytics') === true },
    ]),
  );
}

function mayBeKnown({ consent, isErased }: KnownRecord): boolean {
  return !isErased && (consent & purposes.analytics.bit) !== 0;
}

/** Whether a moment may belong to her: she agreed, or her feed's word for it counts. */
export function isAgreed(feed: FeedRow, moment: Incoming, known: Known | undefined): boolean {
  if (moment.agreed === false) {
    return false;
  }
  if (known !== undefined && (known.isErased || mayBeKnown(known))) {
    return !known.isErased;
  }
  return feed.trusts_consent && moment.agreed === true && known?.hasDecided !== true;
}

/** Makes records and decisions for people who agreed and are new; answers all of `people`, by `recordKey`. */
export async function settlePersons(
  tx: Tx,
  people: ReadonlyMap<string, Person & { readonly channel: string }>,
  persons: Persons,
): Promise<Map<string, KnownRecord>> {
  const settled = new Map<string, KnownRecord>();
  const newcomers = [];
  for (const [key, person] of people) {
    const known = persons.get(key);
    if (known !== undefined && mayBeKnown(known)) {
      settled.set(key, known);
    } else {
      newcomers.push(person);
    }
  }
  const byOrigin = Map.groupBy(newcomers, ({ source, channel }) => `${source}\n${channel}`);
  for (const group of byOrigin.values()) {
    const [{ source, kind, channel } = newcomers[0] ?? unreachable()] = group;
    const made = await ensureRecords(tx, { source, kind, channel }, group);
    for (const [key, { recordId, isNew }] of made) {
      settled.set(recordKey({ source, key }), {
        recordId,
        consent: maskOf(['analytics']),
        isErased: false,
      });
      if (kind === 'device' && isNew) {
        await insertDeviceRow(tx, recordId);
      }
    }
    await changeConsents(
      tx,
      [...made.values()].map(({ recordId }) => ({
        recordId,
        purpose: 'analytics' as const,
        decision: 'given' as const,
        channel,
        evidence: { toldBy: source },
      })),
    );
  }
  return settled;
}

/** The device she identified herself on first is hers; another's stays another's. */
export async function joinDevice(tx: Tx, deviceId: string, userId: string): Promise<void> {
  if (deviceId !== userId && (await ownDeviceRow(tx, deviceId, userId))) {
    await join(tx, [userId, deviceId], 'identified_device');
  }
}

/** alias: both ids are one person, says her feed. */
export async function joinAlias(tx: Tx, records: readonly [string, string]): Promise<void> {
  await join(tx, records, 'alias');
}

export async function keepProfile(tx: Tx, recordId: string, profile: Profile): Promise<void> {
  await changeProfile(tx, recordId, profile);
}

async function join(tx: Tx, records: readonly [string, string], kind: string): Promise<void> {
  const [one, other] = [...(await findRecords(tx, records)).values()];
  if (one === undefined || one.customerId === other?.customerId) {
    return;
  }
  try {
    await linkRecords(tx, { records, kind, strength: 'strong', source: 'moments' });
  } catch (error) {
    // One of them was erased, or a person decided that they are two: then they stay as they are.
    if (!(error instanceof Refusal)) {
      throw error;
    }
  }
}

function unreachable(): never {
  throw new Error('a group has members');
}
