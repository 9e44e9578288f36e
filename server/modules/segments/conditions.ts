// What a selection may ask. Each kind has its terms, how it keeps the customers for whom it holds, and its sentence. All
// ask set-wise over a page of customers who agreed to the purpose already; the records of one customer count together.
import { type Static, type TSchema, Type } from 'typebox';
import { type AgreedCustomer, readProfiles } from '#customers';
import { tryParseId } from '#kernel/ids';
import { AmountMinor, Id } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { balancesOf } from '#ledger';
import { findTierCodes } from '#loyalty';
import { sumPurchases } from '#orders';

export type Selected = AgreedCustomer;
/** What codes and ids are called, for sentences. */
export type Names = {
  readonly places: ReadonlyMap<string, Sentence>;
  readonly tiers: ReadonlyMap<string, Sentence>;
};
export type Sentence = { readonly ja: string; readonly en: string };

type Kind<Terms extends TSchema> = {
  readonly terms: Terms;
  readonly keep: (
    tx: Tx,
    page: readonly Selected[],
    terms: Static<Terms>,
  ) => Promise<readonly Selected[]>;
  readonly sentence: (terms: Static<Terms>, names: Names) => Sentence;
};

const pointUnit = 'points';
const Days = Type.Integer({ minimum: 1, maximum: 3660 });
const closed = { additionalProperties: false } as const;

function kindOf<Terms extends TSchema>(kind: Kind<Terms>): Kind<Terms> {
  return kind;
}

/** Customer → the sum of a value over her records; 0 for whoever has none. */
function sumBy(
  page: readonly Selected[],
  values: ReadonlyMap<string, number>,
): (one: Selected) => number {
  const sums = new Map(
    page.map((one) => [
      one.customerId,
      one.recordIds.reduce((sum, id) => sum + (values.get(id) ?? 0), 0),
    ]),
  );
  return ({ customerId }) => sums.get(customerId) ?? 0;
}

function nameIn(names: ReadonlyMap<string, Sentence>, code: string): Sentence {
  return names.get(code) ?? { ja: code, en: code };
}

const recordsOf = (page: readonly Selected[]) => page.flatMap(({ recordIds }) => recordIds);
const daysAgo = (tx: Tx, days: number) => tx.now.subtract({ hours: 24 * days });

const bought = kindOf({
  terms: Type.Object(
    {
      kind: Type.Literal('bought'),
      days: Days,
      placeId: Type.Optional(Id('place')),
      times: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    },
    closed,
  ),
  keep: async (tx, page, { days, placeId, times = 1 }) => {
    const at = { since: daysAgo(tx, days), placeId: tryParseId('place', placeId ?? '') ?? null };
    const sums = await sumPurchases(tx, recordsOf(page), at);
    const sales = sumBy(page, new Map([...sums].map(([id, sum]) => [id, sum.sales])));
    return page.filter((one) => sales(one) >= times);
  },
  sentence: ({ days, placeId, times = 1 }, { places }) => {
    const name = placeId === undefined ? undefined : nameIn(places, placeId);
    const often = times === 1 ? 'at least once' : `${times} times or more`;
    return {
      ja: `${days}日以内に${name === undefined ? '' : `${name.ja}で`}${times}回以上購入`,
      en: `bought ${often} within ${days} days${name === undefined ? '' : ` at ${name.en}`}`,
    };
  },
});

const notBought = kindOf({
  terms: Type.Object({ kind: Type.Literal('not_bought'), days: Days }, closed),
  keep: async (tx, page, { days }) => {
    const at = { since: daysAgo(tx, days), placeId: null };
    const sums = await sumPurchases(tx, recordsOf(page), at);
    const sales = sumBy(page, new Map([...sums].map(([id, sum]) => [id, sum.sales])));
    return page.filter((one) => sales(one) === 0);
  },
  sentence: ({ days }) => ({
    ja: `${days}日間購入なし`,
    en: `bought nothing for ${days} days`,
  }),
});

const spent = kindOf({
  terms: Type.Object(
    {
      kind: Type.Literal('spent'),
      leastMinor: { ...AmountMinor, minimum: 1 },
      days: Type.Optional(Days),
    },
    closed,
  ),
  keep: async (tx, page, { leastMinor, days }) => {
    const since = days === undefined ? null : daysAgo(tx, days);
    const sums = await sumPurchases(tx, recordsOf(page), { since, placeId: null });
    const net = sumBy(page, new Map([...sums].map(([id, sum]) => [id, sum.netMinor])));
    return page.filter((one) => net(one) >= leastMinor);
  },
  sentence: ({ leastMinor, days }) => {
    const amount = leastMinor.toLocaleString('en');
    return {
      ja: `${days === undefined ? 'これまでに' : `${days}日以内に`}合計${amount}円以上購入`,
      en: `spent ¥${amount} or more${days === undefined ? '' : ` within ${days} days`}`,
    };
  },
});

const points = kindOf({
  terms: Type.Object(
    {
      kind: Type.Literal('points'),
      least: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    },
    closed,
  ),
  keep: async (tx, page, { least }) => {
    const balances = await balancesOf(tx, recordsOf(page));
    const ofPoints = balances.filter(({ unit }) => unit === pointUnit);
    const held = new Map(ofPoints.map((each) => [each.recordId, each.available + each.overdraft]));
    const available = sumBy(page, held);
    return page.filter((one) => available(one) >= least);
  },
  sentence: ({ least }) => ({
    ja: `${least.toLocaleString('en')}ポイント以上保有`,
    en: `has ${least.toLocaleString('en')} ${least === 1 ? 'point' : 'points'} or more`,
  }),
});

const tier = kindOf({
  terms: Type.Object(
    {
      kind: Type.Literal('tier'),
      codes: Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,39}$' }), {
        minItems: 1,
        maxItems: 20,
      }),
    },
    closed,
  ),
  keep: async (tx, page, { codes }) => {
    const found = await findTierCodes(
      tx,
      page.map(({ recordIds }) => recordIds),
    );
    return page.filter((_one, index) => codes.includes(found[index] ?? ''));
  },
  sentence: ({ codes }, { tiers }) => {
    const named = codes.map((code) => nameIn(tiers, code));
    return {
      ja: `会員ランクが${named.map(({ ja }) => ja).join('・')}`,
      en: `tier is ${named.map(({ en }) => en).join(' or ')}`,
    };
  },
});

const joined = kindOf({
  terms: Type.Object({ kind: Type.Literal('joined'), days: Days }, closed),
  keep: (tx, page, { days }) => {
    const first = daysAgo(tx, days);
    return Promise.resolve(page.filter(({ since }) => Temporal.Instant.compare(since, first) >= 0));
  },
  sentence: ({ days }) => ({
    ja: `${days}日以内に登録`,
    en: `known for ${days} days or less`,
  }),
});

const bornIn = kindOf({
  terms: Type.Object(
    { kind: Type.Literal('born_in'), month: Type.Integer({ minimum: 1, maximum: 12 }) },
    closed,
  ),
  keep: async (tx, page, { month }) => {
    const profiles = await readProfiles(tx, recordsOf(page));
    const mark = `-${String(month).padStart(2, '0')}-`;
    const isBornIn = (id: string) => profiles.get(id)?.birthDate?.slice(4, 8) === mark;
    return page.filter(({ recordIds }) => recordIds.some(isBornIn));
  },
  sentence: ({ month }) => ({
    ja: `${month}月生まれ`,
    en: `born in ${monthNames[month - 1] ?? ''}`,
  }),
});

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const Condition = Type.Union([
  bought.terms,
  notBought.terms,
  spent.terms,
  points.terms,
  tier.terms,
  joined.terms,
  bornIn.terms,
]);
export type Condition = Static<typeof Condition>;

const kinds = {
  bought,
  not_bought: notBought,
  spent,
  points,
  tier,
  joined,
  born_in: bornIn,
} as const satisfies Readonly<Record<Condition['kind'], unknown>>;

/** Those of a page for whom the condition holds. */
export function keepFor(
  tx: Tx,
  page: readonly Selected[],
  condition: Condition,
): Promise<readonly Selected[]> {
  return kinds[condition.kind].keep(tx, page, condition as never);
}

export function sayCondition(condition: Condition, names: Names): Sentence {
  return kinds[condition.kind].sentence(condition as never, names);
}
