import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueAfter, lastClosing } from './closing.ts';
import { sumInvoice } from './invoice.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('the last closing day is over: the 20th on the 21st, the end of a short month on the first of the next', () => {
  const closed = (closingDay: number, today: string) =>
    lastClosing({ closingDay }, day(today)).toString();
  expect(closed(20, '2026-11-21')).toBe('2026-11-20');
  expect(closed(20, '2026-11-20')).toBe('2026-10-20');
  expect(closed(31, '2027-03-01')).toBe('2027-02-28');
  expect(closed(31, '2028-02-29')).toBe('2028-01-31');
});

test('what was closed on the 20th is due at the end of the next month, never before it was closed', () => {
  const due = (dueMonths: number, dueDay: number) =>
    dueAfter({ closingDay: 20, dueMonths, dueDay }, day('2027-01-20')).toString();
  expect(due(1, 31)).toBe('2027-02-28');
  expect(due(0, 31)).toBe('2027-01-31');
  expect(due(0, 10)).toBe('2027-02-10');
});

test('three orders of ¥105 without tax cost ¥31 of tax on one invoice, where each by itself cost ¥10', () => {
  const line = { amountMinor: 105, discountMinor: 0, taxRateBp: 1000 };
  const sum = sumInvoice([line, line, line], 3 * 115, { isTaxIncluded: false, rounding: 'floor' });
  expect(sum).toMatchObject({ totalMinor: 346, taxMinor: 31, roundingMinor: 1 });
});

const lines = fc.array(
  fc.record({
    amountMinor: fc.integer({ min: -5000, max: 50_000 }),
    discountMinor: fc.nat({ max: 100 }),
    taxRateBp: fc.constantFrom(800, 1000),
  }),
  { minLength: 1, maxLength: 60 },
);

test('tax is rounded once per rate: the total is the lines and their tax, in whatever order they come', () => {
  fc.assert(
    fc.property(lines, fc.boolean(), (all, isTaxIncluded) => {
      const basis = { isTaxIncluded, rounding: 'floor' } as const;
      const sum = sumInvoice(all, 0, basis);
      const goods = all.reduce((total, each) => total + each.amountMinor - each.discountMinor, 0);
      expect(sum.totalMinor).toBe(goods + (isTaxIncluded ? 0 : sum.taxMinor));
      expect(sum.taxes.length).toBe(new Set(all.map((each) => each.taxRateBp)).size);
      expect(sumInvoice(all.toReversed(), 0, basis)).toEqual(sum);
    }),
  );
});
