// A basket of fifty lines against a book of a thousand promotions that are on: how long the engine takes, on the clock and
// of a processor. Whatever else the machine does lies in the first, not in the second.
import { formatId, newId } from '../server/kernel/ids.ts';
import {
  type Ask,
  applyPromotions,
  type BasketLine,
  type Benefit,
  type Condition,
  type Promotion,
  writeBook,
} from '../server/modules/offers/index.ts';

const promotionCount = 1000;
const lineCount = 50;

/** Items of the house; a basket holds 50 of these 5,000. */
const items = Array.from({ length: 5000 }, () => newId());
const categories = Array.from({ length: 100 }, () => newId());
const places = Array.from({ length: 50 }, () => newId());

/**
 * mixed: as a chain has them: two thirds for certain goods, many at certain places and hours, some on everything, one in
 * twenty exclusive. all: the worst there is, every one applies to every basket.
 */
function promotionOf(index: number, kind: 'mixed' | 'all'): Promotion {
  const pick = <Value>(values: readonly Value[]) => values[(index * 7919) % values.length] as Value;
  const of =
    kind === 'all' || index % 3 === 0
      ? {}
      : index % 3 === 1
        ? { categoryIds: [formatId('category', pick(categories))] }
        : {
            itemIds: Array.from({ length: 20 }, (_, at) =>
              formatId('item', items[(index * 131 + at * 17) % items.length] ?? ''),
            ),
          };
  const percent = { kind: 'percent', bp: kind === 'all' ? 10 : 500 } as const;
  const benefits: readonly Benefit[] = [
    { kind: 'off_lines', of, calculator: percent },
    { kind: 'n_for_m', of, take: 3, pay: 2 },
    { kind: 'off_lines', of, calculator: { kind: 'amount_each', minor: kind === 'all' ? 1 : 30 } },
    { kind: 'n_for_price', of, take: 2, priceMinor: 900 },
    { kind: 'off_order', calculator: percent },
  ];
  const conditions: readonly Condition[] = [
    { kind: 'spend_at_least', amountMinor: 3000, of },
    { kind: 'at_places', placeIds: [formatId('place', pick(places))] },
    { kind: 'between_hours', from: '00:00', until: '10:00' },
    { kind: 'is_member' },
    { kind: 'on_weekdays', weekdays: [1, 2, 3] },
  ];
  return {
    id: newId(),
    code: `bench-${index}`,
    version: 1,
    nameJa: `特典${index}`,
    nameEn: null,
    validFrom: null,
    validUntil: null,
    lane: index % 10 === 0 ? 'post' : 'default',
    priority: index % 5,
    stacking: kind === 'mixed' && index % 20 === 0 ? 'exclusive' : 'stackable',
    needsCoupon: false,
    currency: 'JPY',
    conditions: kind === 'all' ? [] : [conditions[index % conditions.length] as Condition],
    benefits: [benefits[kind === 'all' ? 0 : index % benefits.length] as Benefit],
    holdoutBp: 1000,
  };
}

function basketOf(turn: number): Ask {
  const lines = Array.from({ length: lineCount }, (_, at): BasketLine => {
    const item = (turn * 997 + at * 101) % items.length;
    const pieces = 1 + ((turn + at) % 4);
    return {
      itemId: items[item] ?? '',
      productId: items[item] ?? '',
      categoryId: categories[item % categories.length] ?? null,
      brandId: null,
      name: '',
      quantityMilli: pieces * 1000,
      amountMinor: pieces * (100 + ((item * 37) % 3000)),
      taxRateBp: item % 3 === 0 ? 1000 : 800,
      isWeighed: false,
      isFee: false,
    };
  });
  return {
    lines,
    currency: 'JPY',
    deliveryMinor: 0,
    now: Temporal.Instant.from('2026-11-23T00:30:00Z'),
    timeZone: 'Asia/Tokyo',
    placeIds: [places[turn % places.length] ?? ''],
    channel: 'web',
    fulfilment: 'pickup',
    buyer: { customerId: newId(), who: 'customer' },
    weather: null,
    distanceM: null,
    isInShop: false,
  };
}

/** Throws when the shares do not sum to the discount. */
export function measureBaskets(name: string, kind: 'mixed' | 'all') {
  const book = writeBook(
    Array.from({ length: promotionCount }, (_, index) => promotionOf(index, kind)),
  );
  const times: number[] = [];
  let applied = 0;
  let begun = process.cpuUsage();
  for (let turn = 0; turn < 1200; turn += 1) {
    if (turn === 200) {
      begun = process.cpuUsage();
    }
    const ask = basketOf(turn);
    const at = performance.now();
    const outcome = applyPromotions(book, ask);
    const took = performance.now() - at;
    const sum = outcome.shares.reduce((total, share) => total + share, 0);
    if (sum !== outcome.discountMinor) {
      throw new Error('the shares do not sum to the discount');
    }
    if (turn >= 200) {
      times.push(took);
      applied += outcome.applied.length;
    }
  }
  const { user, system } = process.cpuUsage(begun);
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0;
  return {
    name,
    value: at(0.95),
    unit: 'ms p95',
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
    node_cpu_us: Math.round((user + system) / times.length),
    applied_per_basket: applied / times.length,
  };
}
