// The company that examples/company makes, held against its promises and against what was measured.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { completeJourney, onlineRetail } from '../../examples/company/figures.ts';
import { hourWeights } from '../../examples/company/hours.ts';
import {
  generateCompany,
  nameOfPicture,
  pictureNamed,
  pictureOf,
} from '../../examples/company/index.ts';

const company = generateCompany(1);
const { articles, orders, people, shops } = company;
const sales = orders.filter((order) => order.kind !== 'return');
const tolerance = 0.05;

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function expectNear(value: number, measured: number): void {
  expect(value).toBeGreaterThan(measured * (1 - tolerance));
  expect(value).toBeLessThan(measured * (1 + tolerance));
}

function mean(pairs: readonly (readonly [number, number])[]): number {
  const count = pairs.reduce((sum, [, weight]) => sum + weight, 0);
  return pairs.reduce((sum, [value, weight]) => sum + value * weight, 0) / count;
}

/** Half the sum of the differences between two curves: the part that lies elsewhere. */
function partElsewhere(counts: readonly number[], measured: readonly number[]): number {
  const [a, b] = [counts, measured].map((curve) => curve.reduce((sum, each) => sum + each, 0));
  const gaps = counts.map((count, at) =>
    Math.abs(count / (a ?? 1) - (measured[at] ?? 0) / (b ?? 1)),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / 2;
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);
const hourOf = (at: number) => new Date(at + 9 * 3_600_000).getUTCHours();

describe('the same seed', () => {
  test('gives the same company, another seed or day another', () => {
    const share = 0.05;
    const hash = hashOf(generateCompany(1, '2026-10-31', share));
    expect(hashOf(generateCompany(1, '2026-10-31', share))).toBe(hash);
    expect(hashOf(generateCompany(2, '2026-10-31', share))).not.toBe(hash);
    expect(hashOf(generateCompany(1, '2026-10-30', share))).not.toBe(hash);
  });
});

describe('the company', () => {
  test('has at least 50 shops, 20,000 customers, 5,000 products and 100,000 orders of two years', () => {
    expect(shops.filter(({ kind }) => kind === 'store' || kind === 'cafe').length).toBeGreaterThan(
      49,
    );
    expect(people.length).toBeGreaterThanOrEqual(20_000);
    const goods = articles.filter(({ kind }) => kind === 'goods');
    expect(new Set(goods.map((article) => article.productCode)).size).toBeGreaterThanOrEqual(5000);
    const menu = articles.filter(({ kind }) => kind === 'menu');
    expect(new Set(menu.map((article) => article.productCode)).size).toBeGreaterThanOrEqual(40);
    expect(sales.length).toBeGreaterThanOrEqual(100_000);
    const days = ((orders.at(-1)?.at ?? 0) - (orders[0]?.at ?? 0)) / 86_400_000;
    expect(days).toBeGreaterThan(725);
    expect(days).toBeLessThanOrEqual(730);
  });

  test('sells in each place only while it is open, and nothing after the last day', () => {
    for (const { shop, at } of orders) {
      const { opens, closes } = shops[shop]?.hours ?? { opens: 0, closes: 24 };
      expect(hourOf(at) >= opens && hourOf(at) < closes).toBe(true);
    }
    expect(orders.at(-1)?.at).toBeLessThan(Date.parse('2026-11-01T00:00:00+09:00'));
  });

  test('gives its articles names of their own and numbers of a shop with a good check digit', () => {
    const names = new Set(articles.map(({ name, variant }) => `${name} ${variant?.ja}`));
    expect(names.size).toBe(articles.length);
    expect(new Set(articles.map(({ jan }) => jan)).size).toBe(articles.length);
    for (const { jan, nameKana, nameEn, priceYen, costYen } of articles) {
      const sum = jan
        .split('')
        .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
      expect(jan).toMatch(/^20\d{11}$/);
      expect(sum % 10).toBe(0);
      expect(nameKana).toMatch(/^[ァ-ヴー ]+$/);
      expect(nameEn).toMatch(/^[\x20-\x7eé]+$/);
      expect(costYen).toBeLessThan(priceYen);
    }
  });

  test('has a small picture for every article, found by its name', () => {
    const pictures = new Map(articles.map(({ picture }) => [nameOfPicture(picture), picture]));
    for (const [name, picture] of pictures) {
      const svg = pictureOf(picture) ?? '';
      expect(svg).toMatch(/^<svg [^>]+><defs>.*<\/svg>$/);
      expect(svg).not.toMatch(/undefined|NaN/);
      expect(svg.length).toBeLessThan(4000);
      expect(pictureNamed(name)).toBe(svg);
    }
    expect(pictures.size).toBeGreaterThan(500);
    for (const odd of [
      '',
      'cup',
      'dragon-white-plain.svg',
      'constructor-white-plain.svg',
      '../x.svg',
    ]) {
      expect(pictureNamed(odd)).toBeUndefined();
    }
  });

  test('has shops with positions in Japan and names in both languages', () => {
    for (const shop of shops.filter(({ kind }) => kind !== 'web')) {
      expect(shop.position?.latitude).toBeGreaterThan(26);
      expect(shop.position?.latitude).toBeLessThan(44);
      expect(shop.position?.longitude).toBeGreaterThan(127);
      expect(shop.position?.longitude).toBeLessThan(142);
      expect(shop.postalCode).toMatch(/^\d{3}-\d{4}$/);
      expect(shop.name.en).toMatch(/^[\w -]+$/);
      expect(shop.name.kana).toMatch(/^[ァ-ヴー]+$/);
    }
    expect(new Set(shops.map(({ name }) => name.ja)).size).toBe(shops.length);
  });
});

describe('its people', () => {
  test('have kanji and kana that belong together', () => {
    const readings = new Map<string, Set<string>>();
    for (const { givenName, givenKana, familyName, familyKana } of people) {
      expect(familyName).toMatch(/^[\p{Script=Han}々]+$/u);
      expect(`${familyKana}${givenKana}`).toMatch(/^[ァ-ヴー]+$/);
      const known = readings.get(familyName) ?? new Set();
      readings.set(familyName, known.add(familyKana));
      expect(givenName).not.toBe('');
    }
    expect([...readings.values()].every(({ size }) => size === 1)).toBe(true);
  });

  test('cannot be reached: their addresses and numbers are nobody’s', () => {
    for (const { email, mobilePhone, postalCode } of company.registrations.map(
      ({ person }) => person,
    )) {
      expect(email ?? 'a@example.jp').toMatch(/^[a-z.0-9]+@example\.jp$/);
      expect(mobilePhone ?? '0900').toMatch(/^0[789]0-?0/);
      expect(postalCode).toMatch(/^\d{3}-\d{4}$/);
    }
  });

  test('are registered twice in about three of a hundred cases, written differently', () => {
    expectNear(company.duplicates.length / people.length, 0.03);
    const written = ({ familyName, givenName, address, mobilePhone }: (typeof people)[number]) =>
      [familyName, givenName, address, mobilePhone].join();
    const same = company.duplicates.filter(({ of, person }) => {
      const first = people[of];
      return first !== undefined && written(first) === written(person);
    });
    expect(same.length / company.duplicates.length).toBeLessThan(0.1);
  });
});

describe('within 5% of what was measured', () => {
  test('are the customers who come back, and how often they come', () => {
    const windowMs = onlineRetail.windowDays * 86_400_000;
    const end = Date.parse('2026-11-01T00:00:00+09:00');
    const owner = new Map(
      company.duplicates.map(({ of, person }) => [person.key, people[of]?.key]),
    );
    const counts = new Map<string, number>();
    for (const { customerKey, at } of sales) {
      if (customerKey !== undefined && at >= end - windowMs) {
        const key = owner.get(customerKey) ?? customerKey;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const often = [...counts.values()];
    const measured = onlineRetail.ordersPerCustomer;
    const all = measured.reduce((sum, [, count]) => sum + count, 0);
    expectNear(often.filter((count) => count > 1).length / often.length, 1 - measured[0][1] / all);
    expectNear(often.reduce((sum, count) => sum + count, 0) / often.length, mean(measured));
    const curve = Array.from(
      { length: 15 },
      (_, n) => often.filter((count) => count === n + 1).length,
    );
    const wanted = curve.map((_, n) => measured.find(([value]) => value === n + 1)?.[1] ?? 0);
    expect(partElsewhere(curve, wanted)).toBeLessThan(tolerance);
  });

  test('are the days between two visits', () => {
    const days = new Map<string, Set<number>>();
    for (const { customerKey, at } of sales) {
      if (customerKey !== undefined && at >= Date.parse('2026-01-01T00:00:00+09:00')) {
        const known = days.get(customerKey) ?? new Set<number>();
        days.set(customerKey, known.add(Math.floor((at + 9 * 3_600_000) / 86_400_000)));
      }
    }
    const gaps = [...days.values()].flatMap((set) => {
      const sorted = [...set].toSorted((a, b) => a - b);
      return sorted.slice(1).map((day, index) => day - (sorted[index] ?? 0));
    });
    const within = gaps.filter((gap) => gap <= 30).length / gaps.length;
    expectNear(within, onlineRetail.gapsWithin30DaysShare);
  });

  test('are the articles on an order and the units of each', () => {
    const sizes = sales.map(({ lines }) => lines.length);
    expectNear(
      sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
      mean(onlineRetail.linesPerHouseholdOrder),
    );
    const curve = Array.from(
      { length: 44 },
      (_, size) => sizes.filter((each) => each === size).length,
    );
    const wanted = curve.map(
      (_, size) => onlineRetail.linesPerHouseholdOrder.find(([value]) => value === size)?.[1] ?? 0,
    );
    expect(partElsewhere(curve, wanted)).toBeLessThan(tolerance);
    const units = sales.flatMap(({ lines }) => lines.map(({ quantity }) => quantity));
    expectNear(
      units.reduce((sum, each) => sum + each, 0) / units.length,
      mean(completeJourney.unitsPerLine),
    );
  });

  test.each(['web', 'store', 'cafe'])('is the hour of the day (%s)', (kind) => {
    const counts = zeros(24);
    const wanted = zeros(24);
    const ofKind = shops.flatMap((shop, index) => (shop.kind === kind ? [index] : []));
    for (const shop of ofKind) {
      const of = sales.filter((order) => order.shop === shop);
      const weights = hourWeights(shops[shop] ?? { hours: undefined });
      const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [hour, weight] of weights) {
        wanted[hour] = (wanted[hour] ?? 0) + (weight / total) * of.length;
      }
      for (const { at } of of) {
        counts[hourOf(at)] = (counts[hourOf(at)] ?? 0) + 1;
      }
    }
    expect(partElsewhere(counts, wanted)).toBeLessThan(tolerance);
  });

  test('are weekdays and months', () => {
    const weekdays = zeros(7);
    const months = zeros(12);
    for (const { at } of sales.filter(
      (order) => order.at >= Date.parse('2025-11-01T00:00:00+09:00'),
    )) {
      const date = new Date(at + 9 * 3_600_000);
      weekdays[(date.getUTCDay() + 6) % 7] = (weekdays[(date.getUTCDay() + 6) % 7] ?? 0) + 1;
      months[date.getUTCMonth()] = (months[date.getUTCMonth()] ?? 0) + 1;
    }
    expect(partElsewhere(weekdays, completeJourney.basketsByWeekday)).toBeLessThan(tolerance);
    expect(partElsewhere(months, completeJourney.basketsByMonth)).toBeLessThan(tolerance);
  });

  test('are guests, lines taken back and lines with a coupon', () => {
    expectNear(
      sales.filter((order) => order.customerKey === undefined).length / sales.length,
      onlineRetail.guestShare,
    );
    const lines = orders.reduce((sum, order) => sum + order.lines.length, 0);
    const back = orders
      .filter(({ kind }) => kind !== 'sale')
      .reduce((sum, order) => sum + order.lines.length, 0);
    expectNear(back / lines, onlineRetail.cancelledLineShare);
    expectNear(
      orders.filter(({ couponYen }) => couponYen > 0).length / lines,
      completeJourney.couponLineShare,
    );
  });
});
