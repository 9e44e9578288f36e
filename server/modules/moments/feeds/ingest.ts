// The one path of moments that feeds send: load, decide, apply, for any number of requests at once. Each moment is
// decided for itself: taken, seen before, or set aside with a reason and replayable. One statement takes the keys,
// one writes the rows; the log gets one event for all of them (a bundle), since an event each would cost four times
// as much as the moment itself (docs/decisions/0020-feeds.md).
import { findItems, findItemsByCode } from '#catalog';
import { recordKey } from '#customers';
import type { HotCommand } from '#kernel/batch';
import { formatId, newId, tryParseId } from '#kernel/ids';
import { sealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { findPlaces, findPlacesByKey } from '#places';
import { momentsArrived } from '../events.ts';
import { takeIds } from '../store.ts';
import { type CustomKind, findCustomKinds } from './custom-schemas.ts';
import { type Fault, type Incoming, quarantineUse } from './incoming.ts';
import { complaintOf, itemReference, type Kind, kindOf, type MomentData } from './kinds.ts';
import {
  deviceOf,
  findPersons,
  isAgreed,
  joinAlias,
  joinDevice,
  keepProfile,
  type Person,
  type Persons,
  personOf,
  settlePersons,
  userOf,
} from './persons.ts';
import {
  type FeedRow,
  insertMomentRows,
  type MomentToInsert,
  type QuarantineToInsert,
  setAsideRows,
} from './store.ts';
import { profileOf } from './traits.ts';

/** What one request brought. */
export type Delivery = {
  readonly feed: FeedRow;
  readonly moments: readonly Incoming[];
  /** Moments whose keys are taken already: they come out of the quarantine. */
  readonly isReplay?: boolean;
};

export type Taking = {
  readonly accepted: number;
  readonly repeated: number;
  readonly quarantined: number;
};

type Facts = {
  /** Keys that nobody took before; each is given out once. */
  readonly fresh: Set<string>;
  readonly persons: Persons;
  /** uuids by what the sender calls the item or place. */
  readonly items: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
  readonly customs: ReadonlyMap<string, CustomKind>;
};

type Kept = {
  readonly moment: Incoming;
  readonly type: string;
  readonly version: number;
  readonly data: MomentData;
  readonly placeId: string | null;
  /** Whose it is; undefined counts only. */
  readonly person: Person | undefined;
};
type Aside = { readonly moment: Incoming; readonly fault: Fault };
type Decision = {
  readonly feed: FeedRow;
  readonly kept: readonly Kept[];
  readonly aside: readonly Aside[];
  readonly repeated: number;
};

const nameMax = 100;
const properName = /^[^\p{Cc}@]+$/u;

export const ingest: HotCommand<Delivery, Facts, Decision, Taking> = {
  name: 'moments.ingest',
  load: async (tx, deliveries) => {
    const keys = deliveries.flatMap(({ moments, isReplay }) =>
      isReplay === true ? [] : moments.map((each) => each.key),
    );
    const replayed = deliveries.flatMap(({ moments, isReplay }) =>
      isReplay === true ? moments.map((each) => each.key) : [],
    );
    // The keys first: who sends the same at the same time waits here and then finds them taken.
    const fresh = keys.length === 0 ? new Set<string>() : await takeIds(tx, [...new Set(keys)]);
    for (const key of replayed) {
      fresh.add(key);
    }
    const people: Person[] = [];
    const asked = new Set<string>();
    const references = new Set<string>();
    const places = new Set<string>();
    const names = new Set<string>();
    for (const { feed, moments } of deliveries) {
      for (const moment of moments) {
        if (moment.fault === undefined && fresh.has(moment.key)) {
          gather(feed, moment, { people, asked, references, places, names });
        }
      }
    }
    const [persons, items, placeIds, customs] = await Promise.all([
      findPersons(tx, people, asked),
      findItemIds(tx, references),
      findPlaceIds(tx, places),
      findCustomKinds(tx, [...names]),
    ]);
    return { fresh, persons, items, places: placeIds, customs };
  },
  decide: (facts, { feed, moments }) => {
    const kept: Kept[] = [];
    const aside: Aside[] = [];
    let repeated = 0;
    for (const moment of moments) {
      if (!facts.fresh.delete(moment.key)) {
        repeated += 1;
        continue;
      }
      const decided = decideOne(facts, feed, moment);
      if ('fault' in decided) {
        aside.push(decided);
      } else {
        kept.push(decided);
      }
    }
    return { feed, kept, aside, repeated };
  },
  apply: async (tx, decisions, facts) => {
    await write(tx, decisions, facts);
    await setAside(tx, decisions, facts);
    return decisions.map(({ kept, aside, repeated }) => ({
      accepted: kept.length,
      repeated,
      quarantined: aside.length,
    }));
  },
};

type Gathered = {
  readonly people: Person[];
  readonly asked: Set<string>;
  readonly references: Set<string>;
  readonly places: Set<string>;
  readonly names: Set<string>;
};

/** What has to be known to decide. */
function gather(feed: FeedRow, moment: Incoming, into: Gathered): void {
  const person = personOf(feed, moment);
  if (person !== undefined) {
    into.people.push(person);
    if (moment.agreed === true && feed.trusts_consent) {
      into.asked.add(recordKey(person));
    }
  }
  for (const other of othersOf(feed, moment)) {
    into.people.push(other);
  }
  const kind = kindOf(moment.name);
  if (kind === undefined) {
    if (isProperName(moment.name)) {
      into.names.add(moment.name);
    }
  } else if (kind.item !== 'none' && kind.validator.Check(moment.properties)) {
    const reference = itemReference(moment.properties);
    if (reference !== undefined) {
      into.references.add(reference);
    }
  }
  if (moment.place !== undefined && isProperName(moment.place)) {
    into.places.add(moment.place);
  }
}

/** Ids in it beside the one it is about: the device that somebody identified herself on, the id of before. */
function othersOf(feed: FeedRow, moment: Incoming): Person[] {
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

function isProperName(name: string): boolean {
  return name.length <= nameMax && properName.test(name);
}

async function findItemIds(tx: Tx, references: ReadonlySet<string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const codes: string[] = [];
  for (const reference of references) {
    const id = tryParseId('item', reference);
    if (id === undefined) {
      codes.push(reference);
    } else {
      ids.set(reference, id);
    }
  }
  const [known, byCode] = await Promise.all([
    findItems(tx, [...ids.values()]),
    findItemsByCode(tx, codes),
  ]);
  const found = [...ids].filter(([, id]) => known.has(id));
  return new Map([...found, ...[...byCode].map(([code, item]) => [code, item.id] as const)]);
}

async function findPlaceIds(tx: Tx, places: ReadonlySet<string>): Promise<Map<string, string>> {
  if (places.size === 0) {
    return new Map();
  }
  const found = await findPlacesByKey(tx, 'feed', [...places]);
  const typed = [...places].flatMap((text) => tryParseId('place', text) ?? []);
  const known = typed.length === 0 ? [] : await findPlaces(tx, typed);
  return new Map([
    ...[...found].map(([key, place]) => [key, place.id] as const),
    ...known.map(({ id }) => [formatId('place', id), id] as const),
  ]);
}

function decideOne(facts: Facts, feed: FeedRow, moment: Incoming): Kept | Aside {
  const { fault, name } = moment;
  if (fault !== undefined) {
    return { moment, fault };
  }
  const placeId = moment.place === undefined ? feed.place_id : facts.places.get(moment.place);
  if (placeId === undefined) {
    return { moment, fault: { reason: 'place_unknown', detail: 'there is no such place' } };
  }
  const read = readKind(facts, feed, moment, kindOf(name) ?? facts.customs.get(name));
  if ('reason' in read) {
    return { moment, fault: read };
  }
  const person = personOf(feed, moment);
  const known = person === undefined ? undefined : facts.persons.get(recordKey(person));
  const isHers = person !== undefined && isAgreed(feed, moment, known);
  return { moment, ...read, placeId, person: isHers ? person : undefined };
}

function readKind(
  facts: Facts,
  feed: FeedRow,
  { name, properties }: Incoming,
  kind: Kind | CustomKind | undefined,
): Pick<Kept, 'type' | 'version' | 'data'> | Fault {
  if (kind === undefined) {
    return feed.unknown_names === 'count' && isProperName(name)
      ? { type: 'custom.unknown', version: 0, data: {} }
      : { reason: 'name_unknown', detail: 'no schema has this name; add one and replay' };
  }
  const complaint = complaintOf(kind.validator, properties);
  if (complaint !== undefined) {
    return { reason: 'schema', detail: complaint };
  }
  const { type, version } = kind;
  const data = kind.keep(properties);
  if (!('item' in kind) || kind.item === 'none') {
    return { type, version, data };
  }
  const reference = itemReference(properties);
  if (reference === undefined) {
    return kind.item === 'needed'
      ? { reason: 'schema', detail: 'product_id, sku or itemId: one is needed' }
      : { type, version, data: { ...data, itemId: null } };
  }
  const itemId = facts.items.get(reference);
  return itemId === undefined
    ? { reason: 'item_unknown', detail: 'the catalogue knows no such item; import it and replay' }
    : { type, version, data: { ...data, itemId: formatId('item', itemId) } };
}

async function write(tx: Tx, decisions: readonly Decision[], facts: Facts): Promise<void> {
  const people = new Map<string, Person & { readonly channel: string }>();
  for (const { feed, kept } of decisions) {
    for (const { person } of kept) {
      if (person !== undefined) {
        people.set(recordKey(person), { ...person, channel: feed.channel });
      }
    }
  }
  const settled = await settlePersons(tx, people, facts.persons);
  const rows: MomentToInsert[] = [];
  const counts = new Map<string, number>();
  for (const { feed, kept } of decisions) {
    for (const { moment, type, version, data, placeId, person } of kept) {
      const record = person === undefined ? undefined : settled.get(recordKey(person));
      rows.push({
        id: newId(),
        feedId: feed.id,
        type,
        version,
        recordId: record?.recordId ?? null,
        placeId,
        channel: feed.channel,
        occurredMs: Math.round(moment.occurredAtMs ?? moment.receivedAtMs),
        data: JSON.stringify(data),
        consent: record?.consent ?? 0,
      });
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
  }
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) {
    return;
  }
  await insertMomentRows(tx, first.id, rows);
  await identify(tx, decisions, facts, settled);
  tx.emit(
    momentsArrived.make(formatId('event', first.id), {
      firstId: formatId('event', first.id),
      lastId: formatId('event', last.id),
      count: rows.length,
      types: Object.fromEntries(counts),
      feeds: [...new Set(decisions.map(({ feed }) => feed.code))],
    }),
  );
}

/** What identify and alias tell of known people. */
async function identify(
  tx: Tx,
  decisions: readonly Decision[],
  facts: Facts,
  settled: ReadonlyMap<string, { readonly recordId: string }>,
): Promise<void> {
  for (const { feed, kept } of decisions) {
    for (const { moment, person } of kept) {
      const record = person === undefined ? undefined : settled.get(recordKey(person));
      if (record === undefined || (moment.name !== 'identify' && moment.name !== 'alias')) {
        continue;
      }
      const profile = moment.traits === undefined ? undefined : profileOf(moment.traits);
      if (profile !== undefined) {
        await keepProfile(tx, record.recordId, profile);
      }
      for (const other of othersOf(feed, moment)) {
        const known = settled.get(recordKey(other)) ?? facts.persons.get(recordKey(other));
        if (known === undefined || ('isErased' in known && known.isErased === true)) {
          continue;
        }
        if (moment.name === 'identify') {
          await joinDevice(tx, known.recordId, record.recordId);
        } else if (known.recordId !== record.recordId) {
          await joinAlias(tx, [record.recordId, known.recordId]);
        }
      }
    }
  }
}

async function setAside(tx: Tx, decisions: readonly Decision[], facts: Facts): Promise<void> {
  const rows = decisions.flatMap(({ feed, aside }) =>
    aside.map(({ moment, fault }): QuarantineToInsert => {
      const person = personOf(feed, moment);
      const known = person === undefined ? undefined : facts.persons.get(recordKey(person));
      const body = JSON.stringify({ body: moment.body, sentAt: moment.sentAt });
      return {
        feedId: feed.id,
        key: moment.key,
        wire: moment.wire,
        ...fault,
        recordIds: known === undefined ? [] : [known.recordId],
        bodySealed: sealSecret(tx.masters, quarantineUse, body),
        receivedAt: Temporal.Instant.fromEpochMilliseconds(moment.receivedAtMs),
      };
    }),
  );
  if (rows.length > 0) {
    await setAsideRows(tx, rows);
  }
}
