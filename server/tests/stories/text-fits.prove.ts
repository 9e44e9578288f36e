// One walk through every page, looked at for two things: its text, and whom it asks besides the house.
import { beforeAll, expect, test } from 'vitest';
import { browserLacking } from '../support/browser.ts';
import { proveWalk } from './prove-walk.ts';
import { lookAtText } from './text-fits.ts';

const claim =
  'No text of shop, console and tablet is untranslated, cut or outside its box or window';
const lacking = browserLacking();
let walk: Awaited<ReturnType<typeof proveWalk>>;

beforeAll(async () => {
  if (lacking === undefined) {
    walk = await proveWalk(claim, lookAtText);
  }
}, 60 * 60_000);

test.skipIf(lacking !== undefined)('all text of the three apps fits and is translated', () => {
  expect(walk.found).toEqual([]);
});

test.skipIf(lacking !== undefined)(
  'no page of the three apps asks a destination that is not declared on the page of external transmission',
  () => {
    expect(walk.outside).toEqual([]);
  },
);
