// In which tier somebody stands: a plain function of what was bought by day, so merging and parting of records change it
// exactly, and tomorrow can be asked today. A tier counts at once when it is reached; when it is reached no more it
// stays for the days of grace.

export type Tier = { readonly code: string; readonly thresholdMinor: number };
export type Scheme = { readonly periodMonths: number; readonly graceDays: number };
export type Spend = { readonly day: Temporal.PlainDate; readonly netMinor: number };

export type Standing = {
  /** Null below the first. */
  readonly tier: Tier | null;
  readonly spentMinor: number;
  /** The next one up and what is missing; null at the top. */
  readonly next: { readonly tier: Tier; readonly missingMinor: number } | null;
  /** The day from which she would stand lower if nothing more is bought; null without a tier. */
  readonly downgrade: {
    readonly on: Temporal.PlainDate;
    readonly to: Tier | null;
    /** By then, to stay. */
    readonly missingMinor: number;
  } | null;
};

/** What counts on a day: the months before it, that day included. */
function spentOn(
  spends: readonly Spend[],
  day: Temporal.PlainDate,
  { periodMonths }: Scheme,
): number {
  const after = day.subtract({ months: periodMonths });
  return spends.reduce(
    (sum, each) =>
      Temporal.PlainDate.compare(each.day, after) > 0 &&
      Temporal.PlainDate.compare(each.day, day) <= 0
        ? sum + each.netMinor
        : sum,
    0,
  );
}

function reached(tiers: readonly Tier[], spentMinor: number): Tier | null {
  return tiers
    .filter(({ thresholdMinor }) => thresholdMinor <= spentMinor)
    .reduce<Tier | null>(
      (best, tier) => (best === null || tier.thresholdMinor > best.thresholdMinor ? tier : best),
      null,
    );
}

const rankOf = (tier: Tier | null) => tier?.thresholdMinor ?? 0;

/** The days on which what counts can change: a purchase comes in, or leaves the period. */
function turningDays(spends: readonly Spend[], { periodMonths }: Scheme): Temporal.PlainDate[] {
  // Where a month is short it leaves a day later.
  return spends.flatMap(({ day }) => {
    const leaves = day.add({ months: periodMonths });
    return [day, leaves, leaves.add({ days: 1 })];
  });
}

/** The best tier reached on a day or within the days of grace before it. */
export function tierOn(
  spends: readonly Spend[],
  tiers: readonly Tier[],
  scheme: Scheme,
  day: Temporal.PlainDate,
): Tier | null {
  const from = day.subtract({ days: scheme.graceDays });
  const days = turningDays(spends, scheme).filter(
    (each) =>
      Temporal.PlainDate.compare(each, from) > 0 && Temporal.PlainDate.compare(each, day) <= 0,
  );
  return [from, ...days].reduce<Tier | null>((best, each) => {
    const tier = reached(tiers, spentOn(spends, each, scheme));
    return rankOf(tier) > rankOf(best) ? tier : best;
  }, null);
}

export function standingOn(
  spends: readonly Spend[],
  tiers: readonly Tier[],
  scheme: Scheme,
  day: Temporal.PlainDate,
): Standing {
  const tier = tierOn(spends, tiers, scheme, day);
  const spentMinor = spentOn(spends, day, scheme);
  const above = tiers
    .filter(({ thresholdMinor }) => thresholdMinor > Math.max(spentMinor, rankOf(tier)))
    .toSorted((a, b) => a.thresholdMinor - b.thresholdMinor)[0];
  return {
    tier,
    spentMinor,
    next:
      above === undefined ? null : { tier: above, missingMinor: above.thresholdMinor - spentMinor },
    downgrade: downgradeAfter(spends, tiers, scheme, day, tier),
  };
}

/** When the tier of today ends if nothing more is bought, looked for over one period and the days of grace. */
function downgradeAfter(
  spends: readonly Spend[],
  tiers: readonly Tier[],
  scheme: Scheme,
  day: Temporal.PlainDate,
  tier: Tier | null,
): Standing['downgrade'] {
  if (tier === null) {
    return null;
  }
  const until = day.add({ months: scheme.periodMonths, days: scheme.graceDays + 2 });
  // What is reached changes on turning days, what stands so many days of grace later.
  const days = turningDays(spends, scheme)
    .flatMap((each) => [each, each.add({ days: scheme.graceDays })])
    .concat(day.add({ days: 1 }))
    .filter(
      (each) =>
        Temporal.PlainDate.compare(each, day) > 0 && Temporal.PlainDate.compare(each, until) <= 0,
    )
    .toSorted((a, b) => Temporal.PlainDate.compare(a, b));
  for (const on of days) {
    const to = tierOn(spends, tiers, scheme, on);
    if (rankOf(to) < rankOf(tier)) {
      const spentMinor = spentOn(spends, on.subtract({ days: 1 }), scheme);
      return { on, to, missingMinor: Math.max(0, tier.thresholdMinor - spentMinor) };
    }
  }
  return null;
}
