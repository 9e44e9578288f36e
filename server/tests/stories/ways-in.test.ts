// Must show: sign-up by passkey and by LINE, at most 3 fields and 20 s of human steps, and the guest's order claimed after.
import { expect, test } from 'vitest';
import { boundOf } from '../checks/proof-results.ts';
import { browserLacking } from '../support/browser.ts';
import { signUpBothWays } from './ways-in.ts';

test.skipIf(browserLacking() !== undefined)(
  'sign-up by passkey and by LINE takes no field and under 20 s; the guest’s order is hers afterwards',
  async () => {
    const done = await signUpBothWays();
    expect(done.map(({ way }) => way)).toEqual(['passkey', 'line']);
    for (const each of done) {
      expect(each.fields).toBeLessThanOrEqual(3);
      expect(each.humanSeconds).toBeLessThanOrEqual(boundOf(20));
      expect(each).toMatchObject({ isOrderHers: true, cameBack: true });
    }
  },
  240_000,
);
