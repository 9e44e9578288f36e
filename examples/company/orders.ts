// Two years of orders: who comes (rhythm.ts) goes to one of her places at an hour of the measured curve and takes as
// many articles as measured; guests come between. Some orders are cancelled, some goods come back, some lines have
// a coupon, each in its measured share.
import type { Article } from './articles.ts';
import { createBaskets, type Line } from './baskets.ts';
import { completeJourney, onlineRetail } from './figures.ts';
import { createClock } from './hours.ts';
import type { Duplicate, Person } from './people.ts';
import { createPlaceChoice } from './place-choice.ts';
import { createRandom, type Random } from './random.ts';
import { dayMs, daysOfHistory, type Visit } from './rhythm.ts';
import type { Shop } from './shops.ts';

export type Order = {
  readonly number: string;
  /** Index of the shop. */
  readonly shop: number;
  /** Member number; undefined for a guest. */
  readonly customerKey: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'sale' | 'cancelled' | 'return';
  readonly lines: readonly Line[];
  /** Yen off by a coupon, taken from the first line; 0 without one. */
  readonly couponYen: number;
};

type Draft = Omit<Order, 'number' | 'customerKey'> & { readonly person: number | undefined };

/** From this number on orders are those of the day after the history; it has fewer. */
const todayFrom = 900_000;

export type OrderInput = {
  readonly seed: number;
  /** Epoch day. */
  readonly lastDay: number;
  readonly shops: readonly Shop[];
  readonly articles: readonly Article[];
  readonly people: readonly Person[];
  readonly duplicates: readonly Duplicate[];
  readonly visits: readonly Visit[];
};

/** Orders in the order of time. */
export function makeOrders(input: OrderInput): Order[] {
  const random = createRandom(input.seed, 'orders');
  const drafts = draftSales(random, input);
  const returns = takeBack(random, input, drafts);
  const settled = [...drafts, ...returns];
  applyCoupons(random, input, settled);
  settled.sort((a, b) => a.at - b.at);
  const twice = new Map(input.duplicates.map((each) => [each.of, each]));
  return settled.map(({ person, ...draft }, index) => ({
    ...draft,
    number: `E${String(index + 1).padStart(7, '0')}`,
    customerKey: person === undefined ? undefined : keyAt(input, twice, person, draft.shop),
  }));
}

/** In the shop of her second registration she gives that card. */
function keyAt(
  input: OrderInput,
  twice: ReadonlyMap<number, Duplicate>,
  person: number,
  shop: number,
) {
  const second = twice.get(person);
  return second?.atShop === shop ? second.person.key : input.people[person]?.key;
}

/** One order of a person, or of a guest, on a day of the history (0 to 729; 730 is the day after). */
function createDrafter(random: Random, input: OrderInput) {
  const { shops } = input;
  const choice = createPlaceChoice(random, input);
  const clock = createClock(random, shops);
  const baskets = createBaskets(random, input);
  const firstDay = input.lastDay - daysOfHistory + 1;
  return (person: number | undefined, day: number): Draft => {
    const shop = person === undefined ? choice.ofGuest() : choice.of(person);
    const date = (firstDay + day) * dayMs;
    const month = new Date(date).getUTCMonth() + 1;
    return {
      person,
      shop,
      at: date + clock.momentMs(shop),
      kind: 'sale',
      lines: baskets.fill(shop, person, month),
      couponYen: 0,
    };
  };
}

/**
 * The day after the history, in the order of time: as many orders as a week before, a little more or fewer. Who loads it
 * leaves out what is still to come.
 */
export function makeToday(input: OrderInput): Order[] {
  const random = createRandom(input.seed, 'today');
  const draft = createDrafter(random, input);
  const twice = new Map(input.duplicates.map((each) => [each.of, each]));
  const visits = input.visits.filter(({ day }) => day === daysOfHistory - 7);
  const count = Math.round((visits.length / (1 - onlineRetail.guestShare)) * (0.95 + 0.2 * random.next()));
  const drafts = Array.from({ length: visits.length === 0 ? 0 : count }, () =>
    draft(random.chance(onlineRetail.guestShare) ? undefined : random.pick(visits).person, daysOfHistory),
  );
  return drafts
    .toSorted((a, b) => a.at - b.at)
    .map(({ person, ...order }, index) => ({
      ...order,
      number: `E${String(todayFrom + index + 1).padStart(7, '0')}`,
      customerKey: person === undefined ? undefined : keyAt(input, twice, person, order.shop),
    }));
}

function draftSales(random: Random, input: OrderInput): Draft[] {
  const { visits } = input;
  const draft = createDrafter(random, input);
  const guests = Math.round(
    (visits.length * onlineRetail.guestShare) / (1 - onlineRetail.guestShare),
  );
  const drafts = visits
    .toSorted((a, b) => a.day - b.day)
    .map(({ person, day }) => draft(person, day));
  for (let guest = 0; guest < guests; guest += 1) {
    // On days that customers come on, too.
    drafts.push(draft(undefined, random.pick(visits).day));
  }
  return drafts;
}

/** Web orders cancelled before they leave, and goods brought back, until their lines are the measured share. */
function takeBack(random: Random, input: OrderInput, drafts: Draft[]): Draft[] {
  const sold = drafts.reduce((sum, { lines }) => sum + lines.length, 0);
  const wanted = (sold * onlineRetail.cancelledLineShare) / (1 - onlineRetail.cancelledLineShare);
  const returns: Draft[] = [];
  const lastMoment = (input.lastDay + 1) * dayMs - 9 * 3_600_000;
  const order = random.shuffle(drafts.map((_, index) => index));
  let taken = 0;
  for (const index of order) {
    const draft = drafts[index];
    if (draft === undefined || taken >= wanted) {
      break;
    }
    const isWeb = input.shops[draft.shop]?.kind === 'web';
    if (isWeb && random.chance(0.5)) {
      drafts[index] = { ...draft, kind: 'cancelled' };
      taken += draft.lines.length;
      continue;
    }
    const goods = draft.lines.filter((line) => input.articles[line.article]?.kind === 'goods');
    const at = draft.at + random.int(2, 14) * dayMs;
    if (goods.length > 0 && at < lastMoment && draft.person !== undefined) {
      const back = goods.slice(0, random.int(1, Math.min(2, goods.length)));
      const lines = back.map((line) => ({ ...line, quantity: -line.quantity }));
      returns.push({ ...draft, at, kind: 'return', lines });
      taken += lines.length;
    }
  }
  return returns;
}

/** Six weeks a year with a coupon for members: 10% off one article. */
const couponWeeks = new Set([8, 9, 26, 27, 46, 47]);

function applyCoupons(random: Random, input: OrderInput, drafts: Draft[]): void {
  const sold = drafts.reduce(
    (sum, each) => sum + (each.kind === 'sale' ? each.lines.length : 0),
    0,
  );
  const wanted = Math.round(sold * completeJourney.couponLineShare);
  const fits = drafts.flatMap((draft, index) => {
    const isMember = draft.kind === 'sale' && draft.person !== undefined;
    return isMember && couponWeeks.has(weekOf(draft.at)) ? [index] : [];
  });
  for (const index of random.shuffle(fits).slice(0, wanted)) {
    const draft = drafts[index];
    const line = draft?.lines[0];
    if (draft !== undefined && line !== undefined) {
      const yen = input.articles[line.article]?.priceYen ?? 0;
      drafts[index] = { ...draft, couponYen: Math.floor((yen * line.quantity) / 10) };
    }
  }
}

/** 0 is the first seven days of the year. */
function weekOf(at: number): number {
  const date = new Date(at);
  return Math.floor((at - Date.UTC(date.getUTCFullYear(), 0, 1)) / (7 * dayMs));
}
