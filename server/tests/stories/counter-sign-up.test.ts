// Must show: the tablet's flow of signing up is identical by component.
import { expect, test } from 'vitest';
import { browserLacking } from '../support/browser.ts';
import { signUpAtCounter } from './counter-sign-up.ts';

test.skipIf(browserLacking() !== undefined)(
  'the tablet signs up with the form of the shop; kana come from typing, the address from the postal code',
  async () => {
    const done = await signUpAtCounter();
    expect(done.onTablet.filter((name) => name !== 'email')).toEqual(done.inShop);
    expect(done.onTablet).toContain('email');
    expect(done.kana).toEqual(['タカハシ', 'ハナコ']);
    expect(done.address).toEqual(['京都府', '京都市中京区']);
    expect(done.choices).toBe(2);
    expect(done.isProved).toBe(true);
  },
  240_000,
);
