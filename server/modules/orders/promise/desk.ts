// When a pickup can be promised: the first open hours that have room, after the minutes that picking takes, before
// nobody is there any more. Plain functions; what is taken of an hour is read behind the lock of the place's rule.
import { type OpenInterval, openingOf, type PlaceHours } from '#places';

export type PickupRule = {
  /** Orders or lines in an open hour; null: whatever comes. */
  readonly hourCapacity: number | null;
  readonly counts: 'orders' | 'lines';
  readonly leadMinutes: number;
  /** More, where the books are not sure of the pieces. */
  readonly checkMinutes: number;
  /** Minute of the day after which nothing is promised for it. */
  readonly cutoffMinute: number | null;
  readonly keepDays: number;
};

/** Of a place that nobody has set. */
export const usualRule: PickupRule = {
  hourCapacity: null,
  counts: 'orders',
  leadMinutes: 60,
  checkMinutes: 0,
  cutoffMinute: null,
  keepDays: 7,
};

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** No promise is made further ahead. */
export const promiseDaysMax = 14;
/** A promise without a limit of hours is told in quarters of an hour. */
const quarterMs = 15 * minuteMs;

/** The open part of one clock hour; milliseconds of the epoch. */
export type Slot = {
  /** Of the clock hour: its name, whatever part of it is open. */
  readonly hourMs: number;
  readonly opensMs: number;
  readonly closesMs: number;
  readonly openMs: number;
  readonly capacity: number;
  /** Orders after this are not promised for it. */
  readonly cutoffMs: number;
};

/** What a place can promise, hour by hour; days are worked out when they are asked for. */
export type Desk = {
  readonly rule: PickupRule;
  readonly hours: PlaceHours;
  readonly days: Map<string, readonly Slot[]>;
};

export type Promised = {
  readonly readyByMs: number;
  readonly takes: readonly { readonly hourMs: number; readonly amount: number }[];
};

/** What one order is for whoever picks it. */
export function workOf(rule: PickupRule, lineCount: number): number {
  return rule.counts === 'lines' ? Math.max(1, lineCount) : 1;
}

/**
 * The earliest promise for so much work. `takenOf` says what is promised of an hour already. Undefined where no hour of
 * the next fourteen days has room.
 */
export function findPromise(
  desk: Desk,
  takenOf: (hourMs: number) => number,
  wish: Wish,
): Promised | undefined {
  // Without a limit of hours all orders of a moment are promised the same.
  const isShared = desk.rule.hourCapacity === null;
  const known = isShared ? lastPromises.get(desk) : undefined;
  if (known?.nowMs === wish.nowMs && known.isUnsure === wish.isUnsure) {
    return known.promised;
  }
  const promised = lookForPromise(desk, takenOf, wish);
  if (isShared) {
    lastPromises.set(desk, { nowMs: wish.nowMs, isUnsure: wish.isUnsure, promised });
  }
  return promised;
}

type Wish = { readonly nowMs: number; readonly work: number; readonly isUnsure: boolean };
type LastPromise = Omit<Wish, 'work'> & { readonly promised: Promised | undefined };
const lastPromises = new WeakMap<Desk, LastPromise>();

function lookForPromise(
  desk: Desk,
  takenOf: (hourMs: number) => number,
  wish: Wish,
): Promised | undefined {
  const { rule } = desk;
  const { nowMs } = wish;
  const leadMs = (rule.leadMinutes + (wish.isUnsure ? rule.checkMinutes : 0)) * minuteMs;
  const takes: { hourMs: number; amount: number }[] = [];
  let openMs = 0;
  let left = wish.work;
  for (const slot of slotsAfter(desk, nowMs)) {
    const fromMs = Math.max(slot.opensMs, nowMs);
    const waitedMs = openMs;
    openMs += Math.max(0, slot.openMs - Math.max(0, nowMs - slot.opensMs));
    if (openMs < leadMs || nowMs >= slot.cutoffMs) {
      continue;
    }
    if (rule.hourCapacity === null) {
      const readyMs = Math.ceil((fromMs + leadMs - waitedMs) / quarterMs) * quarterMs;
      return { readyByMs: Math.min(Math.max(readyMs, fromMs), slot.closesMs), takes: [] };
    }
    const amount = Math.min(left, Math.max(0, slot.capacity - takenOf(slot.hourMs)));
    if (amount > 0) {
      takes.push({ hourMs: slot.hourMs, amount });
      left -= amount;
    }
    if (left === 0) {
      return { readyByMs: slot.closesMs, takes };
    }
  }
  return undefined;
}

function* slotsAfter(desk: Desk, nowMs: number): Generator<Slot> {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs);
  const today = now.toZonedDateTimeISO(desk.hours.timeZone).toPlainDate();
  // What opened yesterday may run past midnight.
  for (let offset = -1; offset < promiseDaysMax; offset += 1) {
    for (const slot of slotsOf(desk, today.add({ days: offset }))) {
      if (slot.closesMs > nowMs) {
        yield slot;
      }
    }
  }
}

function slotsOf(desk: Desk, day: Temporal.PlainDate): readonly Slot[] {
  const key = day.toString();
  const known = desk.days.get(key);
  if (known !== undefined) {
    return known;
  }
  const slots = cutIntoHours(desk, day, openingOf(desk.hours, day).intervals);
  desk.days.set(key, slots);
  return slots;
}

function cutIntoHours(
  { rule, hours }: Desk,
  day: Temporal.PlainDate,
  intervals: readonly OpenInterval[],
): readonly Slot[] {
  const cutoffMs = rule.cutoffMinute === null ? Infinity : momentOf(hours, day, rule.cutoffMinute);
  const slots = new Map<number, Slot>();
  for (const { opensAt, closesAt } of intervals) {
    const endMs = closesAt.epochMilliseconds;
    for (let fromMs = opensAt.epochMilliseconds; fromMs < endMs; ) {
      const of = Math.floor(fromMs / hourMs) * hourMs;
      const toMs = Math.min(endMs, of + hourMs);
      const before = slots.get(of);
      const openMs = (before?.openMs ?? 0) + toMs - fromMs;
      slots.set(of, {
        hourMs: of,
        opensMs: before?.opensMs ?? fromMs,
        closesMs: toMs,
        openMs,
        capacity: Math.floor(((rule.hourCapacity ?? 0) * openMs) / hourMs),
        cutoffMs,
      });
      fromMs = toMs;
    }
  }
  return [...slots.values()].toSorted((a, b) => a.hourMs - b.hourMs);
}

function momentOf({ timeZone }: PlaceHours, day: Temporal.PlainDate, minute: number): number {
  const of = minute === 1440 ? day.add({ days: 1 }) : day;
  const plainTime = new Temporal.PlainTime(Math.floor((minute % 1440) / 60), minute % 60);
  return of.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}
