// Registrations of a span against the same days a year before, by where they came from, place and clerk.
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { nameMembers } from '#staff';
import { accountsRefusals } from './errors.ts';
import type { SignUpCounts } from './sign-up-routes.ts';
import { countSignUpRows, type Span } from './store-sign-ups.ts';

type Counted = { now: number; before: number };
const rowsMax = 200;

/**
 * Counts from `from` to `until`, both included (ISO days in the zone; this year up to today unless told). Refuses with
 * accounts.span_wrong for days that do not exist or more than a year.
 */
export async function countSignUps(
  tx: Tx,
  asked: {
    readonly timeZone: string;
    readonly from?: string | undefined;
    readonly until?: string | undefined;
  },
): Promise<SignUpCounts> {
  const { timeZone } = asked;
  const today = tx.now.toZonedDateTimeISO(timeZone).toPlainDate();
  const until = readDay(asked.until) ?? today;
  const from = readDay(asked.from) ?? until.with({ month: 1, day: 1 });
  if (Temporal.PlainDate.compare(from, until) > 0 || from.until(until).days > 365) {
    throw accountsRefusals.span_wrong();
  }
  const year = { years: 1 };
  const rows = await countSignUpRows(
    tx,
    spanOf(from, until, timeZone),
    spanOf(from.subtract(year), until.subtract(year), timeZone),
  );
  const total: Counted = { now: 0, before: 0 };
  const bySource = new Map<string, Counted>();
  const byPlace = new Map<string | null, Counted>();
  const byClerk = new Map<string, Counted>();
  for (const row of rows) {
    add(total, row);
    add(counterOf(bySource, row.source), row);
    add(counterOf(byPlace, row.place_id), row);
    if (row.staff_id !== null) {
      add(counterOf(byClerk, row.staff_id), row);
    }
  }
  const places = sorted(byPlace);
  const clerks = sorted(byClerk);
  const placeIds = places.flatMap(([id]) => id ?? []);
  const placeNames = new Map((await findPlaces(tx, placeIds)).map((row) => [row.id, row.name_ja]));
  const clerkNames = await nameMembers(
    tx,
    clerks.map(([id]) => id),
  );
  return {
    from: from.toString(),
    until: until.toString(),
    total,
    bySource: sorted(bySource).map(([source, counted]) => ({ source, ...counted })),
    byPlace: places.map(([id, counted]) => ({
      placeId: formatOptionalId('place', id),
      name: placeNames.get(id ?? '') ?? null,
      ...counted,
    })),
    byClerk: clerks.map(([id, counted]) => ({
      staffId: formatId('staff', id),
      name: clerkNames.get(id) ?? null,
      ...counted,
    })),
  };
}

function readDay(text: string | undefined): Temporal.PlainDate | undefined {
  try {
    return text === undefined ? undefined : Temporal.PlainDate.from(text);
  } catch {
    throw accountsRefusals.span_wrong();
  }
}

function spanOf(from: Temporal.PlainDate, until: Temporal.PlainDate, timeZone: string): Span {
  return {
    from: from.toZonedDateTime(timeZone).toInstant(),
    until: until.add({ days: 1 }).toZonedDateTime(timeZone).toInstant(),
  };
}

function counterOf<Key>(counters: Map<Key, Counted>, key: Key): Counted {
  const counted = counters.get(key) ?? { now: 0, before: 0 };
  counters.set(key, counted);
  return counted;
}

function add(counted: Counted, row: { now_count: number; before_count: number }): void {
  counted.now += row.now_count;
  counted.before += row.before_count;
}

function sorted<Key>(counters: ReadonlyMap<Key, Counted>): [Key, Counted][] {
  return [...counters]
    .toSorted(([, a], [, b]) => b.now - a.now || b.before - a.before)
    .slice(0, rowsMax);
}
