import { expect, test } from 'vitest';
import type { CatalogItem } from '#catalog';
import { type ProposalFacts, proposeItems, sayWhy } from './propose.ts';

function goods(
  id: string,
  category: string,
  more: Partial<CatalogItem> = {},
): [string, CatalogItem] {
  const item: CatalogItem = {
    id,
    productId: `p-${id}`,
    source: 'house',
    code: id,
    name: id,
    nameEn: null,
    kind: 'goods',
    optionValues: {},
    brandId: null,
    categoryId: category,
    taxClass: 'standard',
    unit: 'each',
    pricePer: 1,
    isWeighed: false,
    isStocked: true,
    isActive: true,
    ...more,
  };
  return [id, item];
}

const items = new Map([
  goods('coat', 'coats'),
  goods('coat-2', 'coats'),
  goods('scarf', 'scarves'),
  goods('gloves', 'gloves'),
  goods('shirt-m', 'shirts', { optionValues: { サイズ: 'M' }, productId: 'shirt-old' }),
  goods('blouse-s', 'shirts', { optionValues: { サイズ: 'S' }, productId: 'blouse' }),
  goods('blouse-m', 'shirts', { optionValues: { サイズ: 'M' }, productId: 'blouse' }),
  goods('gone', 'coats', { isActive: false }),
]);
const nothing: ProposalFacts = {
  taste: { bought: [], wished: [], lookedAt: [] },
  items,
  here: new Set(items.keys()),
  together: [],
  near: [],
};
const idsOf = (facts: ProposalFacts) => proposeItems(facts).map(({ itemId }) => itemId);

test('a wish comes first, then what goes with it, then what she looked at of another kind', () => {
  const facts = {
    ...nothing,
    taste: { bought: [], wished: ['coat'], lookedAt: ['coat-2', 'gloves'] },
    together: [{ itemId: 'coat', withItemId: 'scarf', orders: 12 }],
  };
  expect(proposeItems(facts)).toEqual([
    { itemId: 'coat', why: { kind: 'wished' } },
    { itemId: 'gloves', why: { kind: 'looked_at' } },
    { itemId: 'scarf', why: { kind: 'goes_with', itemId: 'coat', orders: 12 } },
  ]);
});

test('what is not in this shop, is sold no more or is hers already is not proposed', () => {
  const taste = { bought: ['scarf'], wished: ['coat', 'gone', 'scarf', 'gloves'], lookedAt: [] };
  expect(idsOf({ ...nothing, taste, here: new Set(['gloves', 'gone', 'scarf']) })).toEqual([
    'gloves',
  ]);
});

test('of the same kind as what she bought only her usual size is proposed, and the sentence says so', () => {
  const facts = {
    ...nothing,
    taste: { bought: ['shirt-m'], wished: [], lookedAt: [] },
    near: ['blouse-s', 'blouse-m'],
  };
  const [only, ...others] = proposeItems(facts);
  expect(others).toEqual([]);
  expect(only?.itemId).toBe('blouse-m');
  expect(only === undefined ? undefined : sayWhy(only.why, items)).toEqual({
    ja: '「shirt-m」と同じ種類で、いつものサイズ(M)のため',
    en: 'Because it is of the same kind as “shirt-m”, in her usual size (M)',
  });
});

test('nobody’s taste proposes nothing, and the same facts propose the same', () => {
  expect(idsOf(nothing)).toEqual([]);
  const facts = {
    ...nothing,
    taste: { bought: ['shirt-m'], wished: [], lookedAt: ['coat'] },
    together: [
      { itemId: 'shirt-m', withItemId: 'scarf', orders: 3 },
      { itemId: 'shirt-m', withItemId: 'gloves', orders: 3 },
    ],
  };
  expect(idsOf(facts)).toEqual(['coat', 'gloves', 'scarf']);
  expect(idsOf({ ...facts, together: facts.together.toReversed() })).toEqual([
    'coat',
    'gloves',
    'scarf',
  ]);
});
