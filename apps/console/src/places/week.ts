// The usual week as a form has it: two pairs of hours a day. Pure.
import { minuteOf } from './minutes.ts';

export type WeekRow = {
  readonly weekday: number;
  readonly opensMinute: number;
  readonly closesMinute: number;
};

/** ISO weekdays, Monday first; 8 is a public holiday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7, 8] as const;

const dayMinutes = 24 * 60;

export function rowsOfDay(weekly: readonly WeekRow[], weekday: number): readonly WeekRow[] {
  return weekly
    .filter((row) => row.weekday === weekday)
    .toSorted((a, b) => a.opensMinute - b.opensMinute);
}

/**
 * Reads what was typed under `opens-<weekday>-<0|1>` and `closes-…`. An empty pair is closed; `wrongDay` names the first
 * day whose hours are none: half a pair, an end before its start, the second pair before the first one ends.
 */
export function readWeek(typed: (name: string) => string): {
  readonly weekly: readonly WeekRow[];
  readonly wrongDay: number | undefined;
} {
  const weekly: WeekRow[] = [];
  for (const weekday of weekdays) {
    let endedMinute = -1;
    for (const index of [0, 1]) {
      const opens = typed(`opens-${weekday}-${index}`);
      const closes = typed(`closes-${weekday}-${index}`);
      if (opens === '' && closes === '') {
        continue;
      }
      const opensMinute = minuteOf(opens);
      const closesMinute = minuteOf(closes);
      if (
        opensMinute === undefined ||
        closesMinute === undefined ||
        opensMinute >= dayMinutes ||
        opensMinute <= endedMinute ||
        closesMinute <= opensMinute
      ) {
        return { weekly, wrongDay: weekday };
      }
      endedMinute = closesMinute;
      weekly.push({ weekday, opensMinute, closesMinute });
    }
  }
  return { weekly, wrongDay: undefined };
}
