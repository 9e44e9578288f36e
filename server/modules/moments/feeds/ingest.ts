// The one path of moments that feeds send: load, decide, apply, for any number of requests at once. Each moment is
// decided for itself: taken, seen before, or set aside with a reason and replayable. One statement takes the keys,
// one writes the rows; the log gets one event for all of them (a bundle), since an event each would cost as much again
// as all the rest (docs/decisions/0022-feeds.md).
import type { HotCommand } from '#kernel/batch';
import type { CustomKind } from './custom-schemas.ts';
import type { Fault, Incoming } from './incoming.ts';
import { complaintOf, itemReference, type Kind, kindOf } from './kinds.ts';
import { createItemMemory, type Facts, isProperName, loadFacts } from './look-up.ts';
import { isAgreed } from './persons.ts';
import type { FeedRow } from './store.ts';
import { type Aside, type Decision, type Kept, setAside, writeMoments } from './write-moments.ts';

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

/** The command of one house; it remembers items for some seconds. */
export function createIngest(): HotCommand<Delivery, Facts, Decision, Taking> {
  const memory = createItemMemory();
  return {
    name: 'moments.ingest',
    load: (tx, deliveries) => loadFacts(tx, deliveries, memory),
    decide: (facts, delivery) => decideAll(facts, delivery),
    apply: async (tx, decisions, facts) => {
      await writeMoments(tx, decisions, facts);
      await setAside(tx, decisions, facts);
      return decisions.map(({ kept, aside, repeated }) => ({
        accepted: kept.length,
        repeated,
        quarantined: aside.length,
      }));
    },
  };
}

function decideAll(facts: Facts, { feed, moments }: Delivery): Decision {
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
  const person = facts.about.get(moment);
  const known = person === undefined ? undefined : facts.persons.get(person.id);
  const isHers = person !== undefined && isAgreed(feed, moment, known);
  const { type, version, data } = read;
  return { moment, type, version, data, placeId, person: isHers ? person : undefined };
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
    : { type, version, data: { ...data, itemId } };
}
