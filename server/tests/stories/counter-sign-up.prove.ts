// Must show: the tablet's flow of signing up is identical by component.
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking } from '../support/browser.ts';
import { signUpAtCounter } from './counter-sign-up.ts';

test.skipIf(browserLacking() !== undefined)(
  'the tablet signs up with the form of the shop; kana come from typing, the address from the postal code',
  async () => {
    const beganAt = performance.now();
    const done = await signUpAtCounter();
    recordProof({
      claim: 'The tablet signs up with the form of the shop',
      measured: `${done.onTablet.length} fields on the tablet, ${done.inShop.length} in the shop; address proved: ${done.isProved ? 'yes' : 'no'}`,
      holds: done.isProved,
      seconds: (performance.now() - beganAt) / 1000,
    });
    expect(done.onTablet.filter((name) => name !== 'email')).toEqual(done.inShop);
    expect(done.onTablet).toContain('email');
    expect(done.kana).toEqual(['タカハシ', 'ハナコ']);
    expect(done.address).toEqual(['京都府', '京都市中京区']);
    expect(done.choices).toBe(2);
    expect(done.isProved).toBe(true);
  },
  240_000,
);
