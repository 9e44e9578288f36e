import { expect, test } from 'vitest';
import { browserLacking } from '../support/browser.ts';
import { proveWalk } from './prove-walk.ts';
import { lookAtText } from './text-fits.ts';

const claim =
  'No text of shop, console and tablet is untranslated, cut or outside its box or window';

test.skipIf(browserLacking() !== undefined)(
  'all text of the three apps fits and is translated',
  async () => {
    expect(await proveWalk(claim, lookAtText)).toEqual([]);
  },
);
