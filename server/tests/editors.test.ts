// What headquarters can write: every kind of rule that the server knows has a form in the console with a field for each of
// its terms, names in both languages, and a sentence in both languages for what the form begins with.
import {
  type Benefit,
  type Condition,
  PromotionTerms,
  sayBenefit,
  sayCondition,
} from '@engawa/promotions';
import type { TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { formatId, newId } from '#kernel/ids';
import { ruleKinds, sentenceOf, termsShape } from '#loyalty';
import { earningKinds, newEarningTerms } from '../../apps/console/src/loyalty/rule-kinds.ts';
import {
  benefitKinds,
  calculatorKinds,
  conditionKinds,
  newRule,
  type RuleField,
} from '../../apps/console/src/offers/rule-kinds.ts';
import { earning as earningEn } from '../../apps/console/src/words/en-earning.ts';
import { offers as offersEn } from '../../apps/console/src/words/en-offers.ts';
import { earning as earningJa } from '../../apps/console/src/words/ja-earning.ts';
import { offers as offersJa } from '../../apps/console/src/words/ja-offers.ts';

type Kinds = Readonly<Record<string, readonly RuleField[]>>;
type Said = { readonly ja: string; readonly en: string };
type Words = Readonly<Record<string, string>>;

const ids = {
  item: formatId('item', newId()),
  place: formatId('place', newId()),
};
const names = (id: string) =>
  id === ids.item ? { ja: '抹茶', en: 'Matcha' } : { ja: '寺町店', en: 'Teramachi' };

const { conditions, benefits } = PromotionTerms.properties;

function kindsOf(union: TSchema): Map<string, TObject> {
  const { anyOf } = union as unknown as { readonly anyOf: readonly TObject[] };
  return new Map(
    anyOf.map((shape) => [(shape.properties.kind as unknown as { const: string }).const, shape]),
  );
}

/** With something chosen where the form begins with nothing. */
function filled(rule: object): object {
  return Object.fromEntries(
    Object.entries(rule).map(([name, value]) => {
      const chosen: Readonly<Record<string, unknown>> = {
        placeIds: [ids.place],
        itemId: ids.item,
        itemIds: [ids.item],
        tiers: Array.isArray(value) && value.length === 0 ? [{ code: 'gold', points: 2 }] : value,
        channels: ['app'],
      };
      return [name, chosen[name] ?? value];
    }),
  );
}

function missingWords(
  of: Kinds,
  tables: readonly { readonly kinds: Words; readonly fields: Words }[],
) {
  return Object.entries(of).flatMap(([kind, fields]) =>
    tables.flatMap(({ kinds, fields: labels }) => [
      ...(kinds[kind] === undefined ? [kind] : []),
      ...fields.filter(({ name }) => labels[name] === undefined).map(({ name }) => name),
    ]),
  );
}

function expectSentence({ ja, en }: Said, kind: string): void {
  expect([kind, ja]).toEqual([kind, expect.stringMatching(/[\u3040-\u30ff\u4e00-\u9fff%]/)]);
  expect([kind, en]).toEqual([kind, expect.stringMatching(/^[^\u3040-\u30ff\u4e00-\u9fff]+$/)]);
}

function expectForms(shapes: ReadonlyMap<string, TObject>, of: Kinds, own: readonly string[] = []) {
  expect(Object.keys(of).toSorted()).toEqual([...shapes.keys()].toSorted());
  const held = [...shapes].filter(([kind]) => !own.includes(kind));
  for (const [kind, shape] of held) {
    const terms = Object.keys(shape.properties).filter((name) => name !== 'kind');
    const fields = (of[kind] ?? []).map(({ name }) => name);
    expect([kind, fields.toSorted()]).toEqual([kind, terms.toSorted()]);
  }
}

test('every condition, benefit and calculator of promotions has an editor form and a sentence in both languages', () => {
  const calculators = kindsOf(benefits.items).get('off_order')?.properties['calculator'];
  const parts = [
    { shapes: kindsOf(conditions.items), of: conditionKinds, own: [], names: 'conditions' },
    { shapes: kindsOf(benefits.items), of: benefitKinds, own: [], names: 'benefits' },
    // Steps are a list with a form of their own.
    {
      shapes: kindsOf(calculators as TSchema),
      of: calculatorKinds,
      own: ['tiers'],
      names: 'calculators',
    },
  ] as const;
  for (const { shapes, of, own, names: table } of parts) {
    expectForms(shapes, of, own);
    const words = [offersJa, offersEn].map((each) => ({ kinds: each[table], fields: each.fields }));
    expect(missingWords(of, words)).toEqual([]);
  }
  for (const kind of Object.keys(conditionKinds)) {
    const begun = filled(newRule(kind, conditionKinds));
    const rule = kind === 'in_period' ? { ...begun, from: '2026-05-01T00:00' } : begun;
    expect([kind, Value.Check(conditions.items, rule)]).toEqual([kind, true]);
    expectSentence(sayCondition(rule as Condition, names, 'JPY'), kind);
  }
  for (const kind of Object.keys(benefitKinds)) {
    const rule = filled(newRule(kind, benefitKinds));
    expect([kind, Value.Check(benefits.items, rule)]).toEqual([kind, true]);
    expectSentence(sayBenefit(rule as Benefit, names, 'JPY'), kind);
  }
  for (const kind of Object.keys(calculatorKinds)) {
    const rule = { kind: 'off_order', calculator: newRule(kind, calculatorKinds) };
    expect([kind, Value.Check(benefits.items, rule)]).toEqual([kind, true]);
    expectSentence(sayBenefit(rule as Benefit, names, 'JPY'), kind);
  }
});

test('every kind of earning rule has an editor form and a sentence in both languages', () => {
  const shapes = new Map(ruleKinds.map((kind) => [kind, termsShape(kind) as unknown as TObject]));
  expectForms(shapes, earningKinds);
  expect(missingWords(earningKinds, [earningJa, earningEn])).toEqual([]);
  for (const kind of ruleKinds) {
    const terms = filled(newEarningTerms(kind));
    expect([kind, Value.Check(termsShape(kind), terms)]).toEqual([kind, true]);
    expectSentence(sentenceOf(kind, terms, names, 'JPY'), kind);
  }
});

test('amounts of rules are told in the currency of the house', () => {
  const terms = {
    order: { perMinor: 1000, points: 1, leastMinor: 5000 },
    time: { perMinor: 1000, points: 2 },
    tier: { perMinor: 1000, tiers: [{ code: 'gold', points: 3 }] },
    first_visit: { points: 100, leastMinor: 1000 },
    invite: { points: 5, newcomerPoints: 5, leastMinor: 1000, perMemberMax: 3 },
  } as const;
  for (const [kind, of] of Object.entries(terms) as [keyof typeof terms, object][]) {
    const [inYen, inEuro] = (['JPY', 'EUR'] as const).map((each) =>
      sentenceOf(kind, of, undefined, each),
    );
    expect([kind, inYen]).toMatchObject([
      kind,
      { ja: expect.stringContaining('1,000円'), en: expect.stringContaining('¥1,000') },
    ]);
    expect([kind, inEuro?.ja]).toEqual([kind, expect.stringContaining('10.00 EUR')]);
    expect(`${kind} ${inEuro?.ja} ${inEuro?.en}`).not.toMatch(/[円¥]/);
  }
});
