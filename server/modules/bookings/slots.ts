// Which slots there are: the resource's weekly rules cut into pieces, kept where the place is open, minus what
// is taken. Pure.

export type SlotRule = {
  /** ISO weekday; 8 is a public holiday. */
  readonly weekday: number;
  readonly opensMinute: number;
  readonly closesMinute: number;
  readonly slotMinutes: number;
  readonly capacity: number | null;
};

export type OpenDay = {
  readonly day: Temporal.PlainDate;
  readonly isHoliday: boolean;
  /** When the place is open that day. */
  readonly open: readonly {
    readonly opensAt: Temporal.Instant;
    readonly closesAt: Temporal.Instant;
  }[];
};

export type Slot = {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly capacity: number;
};

export type Taken = {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly units: number;
};

const holidayWeekday = 8;

/** The slots of a day; those of a night that began the day before belong to that day. */
export function slotsOf(
  resource: {
    readonly capacity: number;
    readonly rules: readonly SlotRule[];
    /** By ISO day: its hours instead of those of the week. */
    readonly specialDays?: ReadonlyMap<string, readonly Omit<SlotRule, 'weekday'>[]>;
  },
  day: OpenDay,
  timeZone: string,
): Slot[] {
  const special = resource.specialDays?.get(day.day.toString());
  return (special ?? rulesOf(resource.rules, day)).flatMap((rule) => {
    const slots: Slot[] = [];
    for (
      let minute = rule.opensMinute;
      minute + rule.slotMinutes <= rule.closesMinute;
      minute += rule.slotMinutes
    ) {
      const startsAt = instantOf(day.day, minute, timeZone);
      const endsAt = startsAt.add({ minutes: rule.slotMinutes });
      if (isWithin(day.open, startsAt, endsAt)) {
        const capacity = Math.min(rule.capacity ?? resource.capacity, resource.capacity);
        slots.push({ startsAt, endsAt, capacity });
      }
    }
    return slots;
  });
}

/** The most that is taken at any one moment of the interval. */
export function mostTaken(
  taken: readonly Taken[],
  startsAt: Temporal.Instant,
  endsAt: Temporal.Instant,
): number {
  const overlapping = taken.filter(
    (each) => isBefore(each.startsAt, endsAt) && isBefore(startsAt, each.endsAt),
  );
  const moments = [startsAt, ...overlapping.map((each) => each.startsAt)].filter(
    (moment) => !isBefore(moment, startsAt),
  );
  const sums = moments.map((moment) =>
    overlapping
      .filter((each) => !isBefore(moment, each.startsAt) && isBefore(moment, each.endsAt))
      .reduce((sum, each) => sum + each.units, 0),
  );
  return Math.max(0, ...sums);
}

function rulesOf(rules: readonly SlotRule[], day: OpenDay): readonly SlotRule[] {
  const onHolidays = rules.filter((rule) => rule.weekday === holidayWeekday);
  return day.isHoliday && onHolidays.length > 0
    ? onHolidays
    : rules.filter((rule) => rule.weekday === day.day.dayOfWeek);
}

function isWithin(
  open: OpenDay['open'],
  startsAt: Temporal.Instant,
  endsAt: Temporal.Instant,
): boolean {
  return open.some((each) => !isBefore(startsAt, each.opensAt) && !isBefore(each.closesAt, endsAt));
}

function instantOf(day: Temporal.PlainDate, minute: number, timeZone: string): Temporal.Instant {
  const date = day.add({ days: Math.floor(minute / 1440) });
  const plainTime = { hour: Math.floor((minute % 1440) / 60), minute: minute % 60 };
  return date.toZonedDateTime({ timeZone, plainTime }).toInstant();
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
