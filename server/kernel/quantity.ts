// Quantities are whole thousandths inside (weighed goods have three places), plain numbers in the API.
import { defineRefusals } from './errors.ts';

const refusals = defineRefusals('kernel', {
  quantity_too_fine: {
    kind: 'invalid',
    en: 'The quantity {quantity} has more than three decimals; round it to thousandths.',
    ja: '数量 {quantity} は小数第3位までにしてください。',
  },
});

/** 1 → 1000, 0.35 → 350. Refuses with kernel.quantity_too_fine. */
export function toMilli(quantity: number): number {
  const milli = Math.round(quantity * 1000);
  if (
    !Number.isSafeInteger(milli) ||
    Math.abs(milli - quantity * 1000) > 1e-6 * Math.abs(milli) + 1e-9
  ) {
    throw refusals.quantity_too_fine({ quantity });
  }
  return milli;
}

/** 350 → 0.35. */
export function fromMilli(milli: number): number {
  return milli / 1000;
}

/** The decimal text of thousandths, for exact arithmetic: 350 → '0.350'. */
export function milliText(milli: number): string {
  const digits = String(Math.abs(milli)).padStart(4, '0');
  return `${milli < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
