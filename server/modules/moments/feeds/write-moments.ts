// Writing what was decided: the people who are new, the rows, one bundle in the log, and what could not be taken.
import { formatId, newId } from '#kernel/ids';
import { sealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { momentsArrived } from '../events.ts';
import { type Fault, type Incoming, quarantineUse } from './incoming.ts';
import type { MomentData } from './kinds.ts';
import type { Facts } from './look-up.ts';
import {
  isAgreed,
  joinAlias,
  joinDevice,
  keepProfile,
  othersOf,
  type Person,
  personOf,
  settlePersons,
} from './persons.ts';
import {
  type FeedRow,
  insertMomentRows,
  type MomentColumns,
  type MomentGroup,
  type QuarantineToInsert,
  setAsideRows,
} from './store.ts';
import { profileOf } from './traits.ts';

export type Kept = {
  readonly moment: Incoming;
  readonly type: string;
  readonly version: number;
  readonly data: MomentData;
  readonly placeId: string | null;
  /** Whose it is; undefined counts only. */
  readonly person: Person | undefined;
};
export type Aside = { readonly moment: Incoming; readonly fault: Fault };
export type Decision = {
  readonly feed: FeedRow;
  readonly kept: readonly Kept[];
  readonly aside: readonly Aside[];
  readonly repeated: number;
};

/** Writes the moments that were taken, as one bundle. */
export async function writeMoments(
  tx: Tx,
  decisions: readonly Decision[],
  facts: Facts,
): Promise<void> {
  const people = new Map<string, Person & { readonly channel: string }>();
  let count = 0;
  for (const { feed, kept } of decisions) {
    count += kept.length;
    for (const { moment, person } of kept) {
      const named = person === undefined ? [] : [person, ...unseenDevices(feed, moment, facts)];
      for (const each of named) {
        if (!people.has(each.id)) {
          people.set(each.id, { ...each, channel: feed.channel });
        }
      }
    }
  }
  if (count === 0) {
    return;
  }
  const settled = await settlePersons(tx, people, facts.persons);
  const bundleId = newId();
  const columns: MomentColumns = {
    id: idsFrom(bundleId, count),
    group: [],
    recordId: [],
    occurredAtS: [],
    data: [],
  };
  const groups = createGroups();
  for (const { feed, kept } of decisions) {
    for (const { moment, type, version, data, placeId, person } of kept) {
      const record = person === undefined ? undefined : settled.get(person.id);
      const consent = record?.consent ?? 0;
      columns.group.push(groups.numberOf(feed, { type, version, placeId, consent }));
      columns.recordId.push(record?.recordId ?? null);
      columns.occurredAtS.push((moment.occurredAtMs ?? moment.receivedAtMs) / 1000);
      columns.data.push(JSON.stringify(data));
    }
  }
  insertMomentRows(tx, bundleId, columns, groups.all);
  await identify(tx, decisions, facts, settled);
  announce(tx, columns, groups.all);
}

/** The device she identified herself on, so that what it did before is hers also when it arrives after. */
function unseenDevices(feed: FeedRow, moment: Incoming, facts: Facts): Person[] {
  return moment.name === 'identify' && isAgreed(feed, moment, undefined)
    ? othersOf(feed, moment).filter(({ id, kind }) => kind === 'device' && !facts.persons.has(id))
    : [];
}

function announce(tx: Tx, columns: MomentColumns, groups: readonly MomentGroup[]): void {
  const types: Record<string, number> = {};
  for (const number of columns.group) {
    const type = groups[number - 1]?.type ?? '';
    types[type] = (types[type] ?? 0) + 1;
  }
  const firstId = formatId('event', columns.id[0] ?? '');
  tx.emit(
    momentsArrived.make(firstId, {
      firstId,
      lastId: formatId('event', columns.id.at(-1) ?? ''),
      count: columns.id.length,
      types,
    }),
  );
}

function createGroups() {
  const all: MomentGroup[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    numberOf: (feed: FeedRow, of: Omit<MomentGroup, 'feedId' | 'channel'>): number => {
      const name = `${feed.id} ${of.type} ${of.version} ${of.placeId} ${of.consent}`;
      let number = numbers.get(name);
      if (number === undefined) {
        const { type, version, placeId, consent } = of;
        const { id: feedId, channel } = feed;
        number = all.push({ feedId, type, version, placeId, channel, consent });
        numbers.set(name, number);
      }
      return number;
    },
  };
}

/** The ids of one bundle count up from the first: the last 48 of its 62 random bits are the counter's. */
function idsFrom(first: string, count: number): string[] {
  const head = first.slice(0, 24);
  const begin = Number.parseInt(first.slice(24), 16) % (2 ** 48 - 2 ** 20);
  return Array.from({ length: count }, (_, index) => {
    // The number with a one in front of its twelve digits.
    const digits = (2 ** 48 + begin + index).toString(16);
    return head + digits.slice(1);
  });
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
      const record = person === undefined ? undefined : settled.get(person.id);
      if (record === undefined || (moment.name !== 'identify' && moment.name !== 'alias')) {
        continue;
      }
      const profile = moment.traits === undefined ? undefined : profileOf(moment.traits);
      if (profile !== undefined) {
        await keepProfile(tx, record.recordId, profile);
      }
      for (const other of othersOf(feed, moment)) {
        const known = settled.get(other.id) ?? facts.persons.get(other.id);
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

/** Seals what could not be taken, with the reason. */
export async function setAside(
  tx: Tx,
  decisions: readonly Decision[],
  facts: Facts,
): Promise<void> {
  const rows = decisions.flatMap(({ feed, aside }) =>
    aside.map(({ moment, fault }): QuarantineToInsert => {
      // A moment with a fault of its own was not looked up with the others, but somebody else's may be hers.
      const person = personOf(feed, moment);
      const known = person === undefined ? undefined : facts.persons.get(person.id);
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
