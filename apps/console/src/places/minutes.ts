// Hours as shops write them: 25:00 is one at night of the same business day. Pure.

/** `clockOf(1500)` → `25:00`. */
export function clockOf(minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}`;
}

const minuteMax = 2160;

/** `minuteOf('25:00')` → 1500; undefined when it is no such time. */
export function minuteOf(clock: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(clock.normalize('NFKC').trim()) ?? [];
  if (hours === undefined || minutes === undefined) {
    return undefined;
  }
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= minuteMax ? minute : undefined;
}
