// What has to be known to decide: which keys are new, whose moments they are, which items, places and schemas they
// name. All questions go out together; each is one statement for all moments.
import { findItems, findItemsByCode } from '#catalog';
import { formatId, tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces, findPlacesByKey } from '#places';
import { takeIds } from '../store.ts';
import { type CustomKind, findCustomKinds } from './custom-schemas.ts';
import type { Incoming } from './incoming.ts';
import type { Delivery } from './ingest.ts';
import { itemReference, kindOf } from './kinds.ts';
import { findPersons, othersOf, type Person, type Persons, personOf } from './persons.ts';
import type { FeedRow } from './store.ts';

export type Facts = {
  /** Keys that nobody took before; each is given out once. */
  readonly fresh: Set<string>;
  /** Whose each moment is. */
  readonly about: ReadonlyMap<Incoming, Person>;
  readonly persons: Persons;
  /** Item ids (`itm_…`) by what the sender calls the item. */
  readonly items: ReadonlyMap<string, string>;
  /** uuids by what the sender calls the place. */
  readonly places: ReadonlyMap<string, string>;
  readonly customs: ReadonlyMap<string, CustomKind>;
};

const nameMax = 100;
const properName = /^[^\p{Cc}@]+$/u;

/** A name that may be asked for and told: no control characters, no address of mail. */
export function isProperName(name: string): boolean {
  return name.length <= nameMax && properName.test(name);
}

/** Takes the keys and looks up what the moments name. */
export async function loadFacts(
  tx: Tx,
  deliveries: readonly Delivery[],
  memory: ItemMemory,
): Promise<Facts> {
  const keys = new Set<string>();
  const replayed = new Set<string>();
  const into: Gathered = {
    about: new Map(),
    people: new Map(),
    asked: new Set(),
    references: new Set(),
    places: new Set(),
    names: new Set(),
  };
  for (const { feed, moments, isReplay } of deliveries) {
    const own = isReplay === true ? replayed : keys;
    for (const moment of moments) {
      own.add(moment.key);
      if (moment.fault === undefined) {
        gather(feed, moment, into);
      }
    }
  }
  // Before anything is written, since what is known of people may be remembered only then.
  const [persons, items, places, customs] = await Promise.all([
    findPersons(tx, into.people, into.asked),
    memory.find(tx, into.references),
    findPlaceIds(tx, into.places),
    findCustomKinds(tx, [...into.names]),
  ]);
  // Who sends the same at the same time waits here and then finds them taken.
  const fresh = keys.size === 0 ? keys : ((await takeIds(tx, [...keys])) ?? keys);
  for (const key of replayed) {
    fresh.add(key);
  }
  return { fresh, about: into.about, persons, items, places, customs };
}

type Gathered = {
  readonly about: Map<Incoming, Person>;
  readonly people: Map<string, Person>;
  readonly asked: Set<string>;
  readonly references: Set<string>;
  readonly places: Set<string>;
  readonly names: Set<string>;
};

/** What a moment names. */
function gather(feed: FeedRow, moment: Incoming, into: Gathered): void {
  const person = personOf(feed, moment);
  if (person !== undefined) {
    into.about.set(moment, person);
    into.people.set(person.id, person);
    if (moment.agreed === true && feed.trusts_consent) {
      into.asked.add(person.id);
    }
  }
  for (const other of othersOf(feed, moment)) {
    into.people.set(other.id, other);
  }
  const kind = kindOf(moment.name);
  if (kind === undefined) {
    if (isProperName(moment.name)) {
      into.names.add(moment.name);
    }
  } else if (kind.item !== 'none') {
    const reference = itemReference(moment.properties);
    if (reference !== undefined && isProperName(reference)) {
      into.references.add(reference);
    }
  }
  if (moment.place !== undefined && isProperName(moment.place)) {
    into.places.add(moment.place);
  }
}

/** Items that were found lately: shops send the same few thousand again and again. */
export type ItemMemory = {
  find(tx: Tx, references: ReadonlySet<string>): Promise<ReadonlyMap<string, string>>;
};

const rememberMs = 10_000;
const rememberMax = 20_000;

/** A memory of one house. What is found stays so for ten seconds; what is not found is asked for each time. */
export function createItemMemory(): ItemMemory {
  let known = new Map<string, string>();
  let begunMs = performance.now();
  return {
    find: async (tx, references) => {
      if (performance.now() - begunMs > rememberMs || known.size > rememberMax) {
        known = new Map();
        begunMs = performance.now();
      }
      const unknown = [...references].filter((reference) => !known.has(reference));
      if (unknown.length > 0) {
        await findItemIds(tx, unknown, known);
      }
      return known;
    },
  };
}

async function findItemIds(
  tx: Tx,
  references: readonly string[],
  into: Map<string, string>,
): Promise<void> {
  const codes: string[] = [];
  const ids: string[] = [];
  for (const reference of references) {
    const id = tryParseId('item', reference);
    if (id === undefined) {
      codes.push(reference);
    } else {
      ids.push(id);
    }
  }
  const [byId, byCode] = await Promise.all([findItems(tx, ids), findItemsByCode(tx, codes)]);
  for (const id of byId.keys()) {
    into.set(formatId('item', id), formatId('item', id));
  }
  for (const [code, item] of byCode) {
    into.set(code, formatId('item', item.id));
  }
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
