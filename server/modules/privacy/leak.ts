// The clocks of a leak report (APPI art. 26, Enforcement Rules arts. 7 and 8): a first report "promptly", which the
// Commission's guideline reads as three to five days after it was known, and the final one within 30 days, 60 where
// somebody may have acted with intent. Pure.

export type LeakKind = 'sensitive' | 'property' | 'malicious' | 'over_1000' | 'none';
export type LeakStep = 'preliminary_report' | 'final_report' | 'people_told' | 'published';
export type LeakClock = {
  readonly step: LeakStep;
  /** When it is due; null for what has no fixed day. */
  readonly dueAt: Temporal.Instant | null;
  /** When it should be done at the latest to be comfortable; the first report has three days, five at most. */
  readonly warnAt: Temporal.Instant | null;
  readonly state: 'done' | 'open' | 'soon' | 'late';
};

const day = { hours: 24 } as const;
const after = (from: Temporal.Instant, days: number) => from.add({ hours: day.hours * days });

/** The steps of a leak with their days; a leak that need not be reported has none. */
export function clocksOf(
  leak: { readonly knownAt: Temporal.Instant; readonly kind: LeakKind },
  done: ReadonlySet<LeakStep>,
  now: Temporal.Instant,
): LeakClock[] {
  if (leak.kind === 'none') {
    return [];
  }
  const finalDays = leak.kind === 'malicious' ? 60 : 30;
  const days: readonly (readonly [LeakStep, number | null, number | null])[] = [
    ['preliminary_report', 3, 5],
    ['people_told', null, null],
    ['final_report', finalDays - 7, finalDays],
  ];
  return days.map(([step, warnDays, dueDays]) => {
    const warnAt = warnDays === null ? null : after(leak.knownAt, warnDays);
    const dueAt = dueDays === null ? null : after(leak.knownAt, dueDays);
    return { step, dueAt, warnAt, state: stateOf(done.has(step), warnAt, dueAt, now) };
  });
}

function stateOf(
  isDone: boolean,
  warnAt: Temporal.Instant | null,
  dueAt: Temporal.Instant | null,
  now: Temporal.Instant,
): LeakClock['state'] {
  if (isDone) {
    return 'done';
  }
  if (dueAt !== null && Temporal.Instant.compare(now, dueAt) > 0) {
    return 'late';
  }
  return warnAt !== null && Temporal.Instant.compare(now, warnAt) > 0 ? 'soon' : 'open';
}
