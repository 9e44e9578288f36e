// Who comes when. Two years are cut into windows of 304 days, the length in which the web shop of the set was measured;
// the customers of a window come as often as its customers did. A customer who comes often in one window tends to do so
// in the next. Days follow the grocer's weekdays and months.
import { completeJourney, onlineRetail } from './figures.ts';
import { createRandom, dealExactly, type Random } from './random.ts';

export const dayMs = 86_400_000;
const { windowDays } = onlineRetail;
/** The two years before and with the last day. */
export const daysOfHistory = 730;

/** Customers who buy in each window, the oldest first; the oldest is cut by the beginning of the two years. */
const buyersWanted = [8600, 10_650, 11_550] as const;
const neverBought = 1800;

/** One visit: who (index of the people) and on which day of the history (0 to 729). */
export type Visit = { readonly person: number; readonly day: number };

export type Rhythm = { readonly people: number; readonly visits: readonly Visit[] };

/** Visits of all people; `lastDay` is the epoch day of the last full day, `share` the part of the people. */
export function makeRhythm(seed: number, lastDay: number, share: number): Rhythm {
  const random = createRandom(seed, 'rhythm');
  const days = createDayPicker(random, lastDay);
  const visits: Visit[] = [];
  let people = 0;
  let before: Buyer[] = [];
  const starts = [
    daysOfHistory - 3 * windowDays,
    daysOfHistory - 2 * windowDays,
    daysOfHistory - windowDays,
  ];
  for (const [index, whole] of buyersWanted.entries()) {
    const wanted = Math.round(whole * share);
    const start = starts[index] ?? 0;
    const stayed = chooseStayed(random, before, wanted);
    const fresh = Array.from({ length: wanted - stayed.length }, (_, nth): Buyer => {
      return { person: people + nth, loyalty: random.next(), isFresh: true };
    });
    people += fresh.length;
    const buyers = [...stayed, ...fresh];
    addVisits(random, visits, buyers, start, days);
    before = buyers.map((buyer) => ({ ...buyer, isFresh: false }));
  }
  return { people: people + Math.round(neverBought * share), visits };
}

type Buyer = { readonly person: number; readonly loyalty: number; readonly isFresh: boolean };

/** Of those who bought in the window before, the measured share stays: the more loyal, the likelier. */
function chooseStayed(random: Random, before: readonly Buyer[], wanted: number): Buyer[] {
  const count = Math.min(
    Math.round(before.length * onlineRetail.stayedShare),
    Math.round(wanted * 0.85),
  );
  return before
    .map((buyer) => ({ buyer, rank: buyer.loyalty + 0.6 * random.next() }))
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, count)
    .map(({ buyer }) => ({ ...buyer, loyalty: 0.7 * buyer.loyalty + 0.3 * random.next() }));
}

/** Customers who come at about even times; the others come when it happens. */
const regularShare = 0.6;
/** New customers who come more than once and found the company only in the course of the window. */
const lateShare = 0.4;

function addVisits(
  random: Random,
  visits: Visit[],
  buyers: readonly Buyer[],
  start: number,
  days: DayPicker,
): void {
  const counts = dealExactly(random, onlineRetail.ordersPerCustomer, buyers.length);
  counts.sort((a, b) => b - a);
  const byLoyalty = buyers.toSorted((a, b) => b.loyalty - a.loyalty);
  byLoyalty.forEach(({ person, isFresh }, rank) => {
    const count = counts[rank] ?? 1;
    const isLate = isFresh && count > 1 && random.chance(lateShare);
    const first = isLate ? Math.floor(windowDays * random.next() ** 2 * 0.4) : 0;
    const step = (windowDays - first) / count;
    const isRegular = random.chance(regularShare);
    for (let visit = 0; visit < count; visit += 1) {
      const [from, to] = isRegular
        ? [
            start + first + Math.floor(visit * step),
            start + first + Math.ceil((visit + 1) * step) - 1,
          ]
        : [start + first, start + windowDays - 1];
      const day = days.pick(from, Math.max(from, Math.min(to, start + windowDays - 1)));
      if (day >= 0) {
        visits.push({ person, day });
      }
    }
  });
}

type DayPicker = { pick(from: number, to: number): number };

/** Draws days between two (both included) by weekday and month; days before the history may come out. */
function createDayPicker(random: Random, lastDay: number): DayPicker {
  const earliest = daysOfHistory - 3 * windowDays;
  const firstDay = lastDay - daysOfHistory + 1;
  const sums = [0];
  for (let day = earliest; day < daysOfHistory; day += 1) {
    sums.push((sums.at(-1) ?? 0) + weightOfDay(firstDay + day));
  }
  return {
    pick: (from, to) => {
      const low = sums[from - earliest] ?? 0;
      const high = sums[to - earliest + 1] ?? low;
      const wanted = low + random.next() * (high - low);
      let left = from - earliest;
      let right = to - earliest;
      while (left < right) {
        const middle = (left + right) >>> 1;
        if ((sums[middle + 1] ?? 0) > wanted) {
          right = middle;
        } else {
          left = middle + 1;
        }
      }
      return left + earliest;
    },
  };
}

function weightOfDay(epochDay: number): number {
  const date = new Date(epochDay * dayMs);
  const month = date.getUTCMonth();
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const weekday = (date.getUTCDay() + 6) % 7;
  return (
    ((completeJourney.basketsByMonth[month] ?? 0) / daysInMonth) *
    (completeJourney.basketsByWeekday[weekday] ?? 0)
  );
}
