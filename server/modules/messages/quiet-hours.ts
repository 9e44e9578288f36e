// Nobody is woken by an offer. What a person asked for herself (a code, her booking) goes at any hour.

const quietFromHour = 21;
const quietUntilHour = 8;

/** The moment itself, or the next morning when it falls into the quiet hours of the zone. */
export function afterQuietHours(at: Temporal.Instant, timeZone: string): Temporal.Instant {
  const local = at.toZonedDateTimeISO(timeZone);
  if (local.hour >= quietUntilHour && local.hour < quietFromHour) {
    return at;
  }
  const day = local.hour >= quietFromHour ? local.add({ days: 1 }) : local;
  return day
    .toPlainDate()
    .toZonedDateTime({ timeZone, plainTime: { hour: quietUntilHour } })
    .toInstant();
}

/** Seconds until the next try after so many: a minute, doubling, at most six hours. */
export function waitAfter(attempts: number): number {
  return Math.min(6 * 3600, 60 * 2 ** Math.max(0, Math.min(attempts - 1, 12)));
}
