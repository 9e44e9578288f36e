import { expect, test } from 'vitest';
import { canGo, exclusionOf, isOpen, lastDayFor, paidBy } from './request.ts';

const arrived = Temporal.PlainDate.from('2026-11-22');
const terms = { days: 8, defectDays: 30 };

test('eight days are counted from the day after the goods were with her, over the end of a month', () => {
  expect(lastDayFor('changed_mind', arrived, terms).toString()).toBe('2026-11-30');
  const late = Temporal.PlainDate.from('2026-12-28');
  expect(lastDayFor('changed_mind', late, terms).toString()).toBe('2027-01-05');
});

test('what is broken or wrong may be given back for longer, and never for less long', () => {
  expect(lastDayFor('defect', arrived, terms).toString()).toBe('2026-12-22');
  expect(lastDayFor('wrong_item', arrived, { days: 60, defectDays: 30 }).toString()).toBe(
    '2027-01-21',
  );
});

test('an exclusion holds for the item itself before its category, and for what was made for her', () => {
  const goods = { itemId: 'i', categoryIds: ['c', 'above'], isStocked: true, isMade: false };
  expect(exclusionOf(goods, new Map())).toBeNull();
  expect(exclusionOf(goods, new Map([['above', 'hygiene']]))).toBe('hygiene');
  const both = new Map([
    ['c', 'hygiene'],
    ['i', 'final_sale'],
  ] as const);
  expect(exclusionOf(goods, both)).toBe('final_sale');
  expect(exclusionOf({ ...goods, isMade: true }, new Map())).toBe('made_to_order');
  expect(exclusionOf({ ...goods, isStocked: false }, new Map())).toBe('no_goods');
});

test('the house pays for the parcel of what is its own fault, whatever its terms say', () => {
  expect(paidBy('changed_mind', { parcelPaidBy: 'customer' })).toBe('customer');
  expect(paidBy('defect', { parcelPaidBy: 'customer' })).toBe('house');
  expect(paidBy('wrong_item', { parcelPaidBy: 'customer' })).toBe('house');
});

test('a request that ended goes nowhere, and what lies with the house is not withdrawn', () => {
  expect(canGo('received', 'withdrawn')).toBe(false);
  expect(canGo('accepted', 'withdrawn')).toBe(true);
  for (const state of ['refunded', 'refused', 'withdrawn'] as const) {
    expect(isOpen(state)).toBe(false);
  }
});
