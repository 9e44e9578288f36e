import { expect, test } from 'vitest';
import { Refusal } from '#kernel/errors';
import { allergenCodes, allergens, allergensOf } from './allergens.ts';
import { decideChoice, type GroupOfMenu, type OptionOfMenu } from './choice.ts';
import { pieceOf } from './price.ts';

const option = (key: string, over: Partial<OptionOfMenu> = {}): OptionOfMenu => ({
  key,
  nameJa: key,
  nameEn: key,
  priceMinor: 0,
  isUsual: false,
  adds: [],
  removes: [],
  excludes: [],
  isActive: true,
  ...over,
});
const groups: readonly GroupOfMenu[] = [
  {
    code: 'milk',
    nameJa: 'ミルク',
    nameEn: 'milk',
    picksMin: 1,
    picksMax: 1,
    options: [
      option('milk:cow', { isUsual: true }),
      option('milk:soy', { priceMinor: 55, adds: ['soybean'], removes: ['milk'] }),
      option('milk:old', { isActive: false }),
    ],
  },
  {
    code: 'extra',
    nameJa: '追加',
    nameEn: 'extras',
    picksMin: 0,
    picksMax: 2,
    options: [
      option('extra:shot', { priceMinor: 60 }),
      option('extra:cream', { priceMinor: 50, adds: ['milk'] }),
      option('extra:light', { excludes: ['extra:cream'] }),
      option('extra:less', { priceMinor: -30 }),
    ],
  },
];
const latte = { name: '抹茶ラテ', allergens: ['milk'] };
const codeOf = (keys: readonly string[], paused: readonly string[] = []) => {
  const choice = decideChoice(latte, groups, keys, new Set(paused));
  return choice instanceof Refusal ? choice.code : choice.deltaMinor;
};

test('there are eight allergens by law and twenty recommended, each in two languages', () => {
  const mandatory = Object.values(allergens).filter(({ isMandatory }) => isMandatory);
  expect([mandatory.length, allergenCodes.length - mandatory.length]).toEqual([8, 20]);
  expect(mandatory.map(({ ja }) => ja)).toEqual(
    '卵 乳 小麦 えび かに そば 落花生(ピーナッツ) くるみ'.split(' '),
  );
  expect(new Set(Object.values(allergens).map(({ en }) => en)).size).toBe(28);
});

test('options that are missing, too many, unknown, no longer offered, paused or not together are refused each by name', () => {
  expect(codeOf([])).toBe('kitchen.option_needed');
  expect(codeOf(['milk:cow', 'milk:soy'])).toBe('kitchen.options_too_many');
  expect(codeOf(['milk:oat'])).toBe('kitchen.option_unknown');
  expect(codeOf(['milk:old'])).toBe('kitchen.option_unknown');
  expect(codeOf(['milk:soy'], ['milk:soy'])).toBe('kitchen.option_paused');
  expect(codeOf(['milk:cow', 'extra:cream', 'extra:light'])).toBe('kitchen.options_exclude');
  expect(codeOf(['milk:soy', 'extra:shot', 'extra:less'])).toBe(85);
});

test('a choice brings allergens and takes them away', () => {
  const [, soy] = groups[0]?.options ?? [];
  const cream = groups[1]?.options[1];
  expect(allergensOf(['milk'], [])).toEqual(['milk']);
  expect(allergensOf(['milk'], soy === undefined ? [] : [soy])).toEqual(['soybean']);
  // With cream there is milk in it again, whatever the milk is.
  const both = [soy, cream].flatMap((each) => each ?? []);
  expect(allergensOf(['milk'], both)).toEqual(['milk', 'soybean']);
});

test('eaten in has the standard rate, taken out the reduced one, alcohol the standard one in both', () => {
  const rates = new Map([
    ['standard', 1000],
    ['reduced', 800],
  ]);
  const price = {
    amountMinor: 682,
    compareAtMinor: null,
    currency: 'JPY',
    taxClass: 'standard' as const,
    taxRateBp: 1000,
    pricePer: 1,
  };
  const tea = { out_price_minor: 669, is_reduced_out: true };
  const sake = { out_price_minor: null, is_reduced_out: false };
  const more = { deltaMinor: 55 };
  expect(pieceOf(tea, price, more, true, rates)).toEqual({ unitPriceMinor: 737, taxRateBp: 1000 });
  expect(pieceOf(tea, price, more, false, rates)).toEqual({ unitPriceMinor: 724, taxRateBp: 800 });
  expect(pieceOf(sake, price, more, false, rates).taxRateBp).toBe(1000);
});
