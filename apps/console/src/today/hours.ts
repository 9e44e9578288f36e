// The hours of a day as the chart draws them. Pure.
import type { Today } from './use-overview.ts';

type Hours = Today['today']['hours'];

export type HourColumn = {
  /** Since the midnight of the business day; 25 is one at night. */
  readonly hour: number;
  readonly netMinor: number;
  readonly beforeMinor: number;
};

const firstHour = 8;
const lastHour = 21;

/** One column an hour, from the first to the last that either day sold in, and never less than a shop's day. */
export function hourColumns(hours: Hours, before: Hours): readonly HourColumn[] {
  const all = [...hours, ...before].map(({ hour }) => hour);
  const first = Math.min(firstHour, ...all);
  const last = Math.max(lastHour, ...all);
  const netOf = (of: Hours, hour: number) => of.find((each) => each.hour === hour)?.netMinor ?? 0;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const hour = first + index;
    return { hour, netMinor: netOf(hours, hour), beforeMinor: netOf(before, hour) };
  });
}

/** How much a number is above (1.2) or below (0.8) another; undefined without something to compare with. */
export function ratioTo(amount: number, before: number): number | undefined {
  return before <= 0 ? undefined : amount / before;
}
