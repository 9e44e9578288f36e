// One walk through every page, looked at for three things: its text, whom it keeps out, and whom it asks besides the house.
import { beforeAll, expect, test } from 'vitest';
import { browserLacking } from '../support/browser.ts';
import { lookForBarriers } from './accessible.ts';
import { type Found, proveWalk } from './prove-walk.ts';
import { lookAtText } from './text-fits.ts';

const lacking = browserLacking();
let found: Found;

beforeAll(async () => {
  if (lacking === undefined) {
    found = await proveWalk({
      text: {
        claim:
          'No text of shop, console and tablet is untranslated, cut or outside its box or window',
        look: lookAtText,
      },
      barriers: {
        claim:
          'axe finds nothing serious in shop, console and tablet, and every page is worked by keyboard',
        look: lookForBarriers,
      },
    });
  }
}, 60 * 60_000);

test.skipIf(lacking !== undefined)('all text of the three apps fits and is translated', () => {
  expect(found.text).toEqual([]);
});

test.skipIf(lacking !== undefined)('nothing in the three apps keeps anybody out', () => {
  expect(found.barriers).toEqual([]);
});

test.skipIf(lacking !== undefined)(
  'no page of the three apps asks a destination that is not declared on the page of external transmission',
  () => {
    expect(found.outside).toEqual([]);
  },
);
