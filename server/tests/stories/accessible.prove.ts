import { expect, test } from 'vitest';
import { browserLacking } from '../support/browser.ts';
import { lookForBarriers } from './accessible.ts';
import { proveWalk } from './prove-walk.ts';

const claim =
  'axe finds nothing serious in shop, console and tablet, and every page is worked by keyboard';

test.skipIf(browserLacking() !== undefined)(
  'nothing in the three apps keeps anybody out',
  async () => {
    const { found, outside } = await proveWalk(claim, lookForBarriers);
    expect({ found, outside }).toEqual({ found: [], outside: [] });
  },
);
