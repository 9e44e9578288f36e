import { expect, test } from 'vitest';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { axeFindings, keyboardGaps } from './accessible.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'a field without a label, a link that hides the keyboard and letters that stay pale are found, letters that fade in are not',
  { timeout: 60_000 },
  async () => {
    const browser = await openBrowser();
    try {
      const context = await browser.newContext();
      const page = await context.newPage();
      const show = (body: string) =>
        page.setContent(`<!doctype html><html lang="en"><title>A page</title><main>${body}</main>`);
      await show('<h1>Orders</h1><label>Name <input></label><button>Save</button>');
      expect(await axeFindings(page)).toEqual([]);
      expect(await keyboardGaps(page)).toEqual([]);

      await show('<h1>Orders</h1><input><a href="#x" style="outline:none">Go</a>');
      expect(await axeFindings(page)).toContainEqual(expect.stringContaining('must have labels'));
      expect(await keyboardGaps(page)).toEqual(['A Go does not show that it has the keyboard']);

      const fade = '<style>@keyframes fade { from { opacity: 0 } }</style>';
      await show(`<h1>Orders</h1>${fade}<p style="animation: fade 600ms ease-in">Saved</p>`);
      expect(await axeFindings(page)).toEqual([]);
      await show('<h1>Orders</h1><p style="opacity: 0.3">Saved</p>');
      expect(await axeFindings(page)).toContainEqual(expect.stringContaining('color-contrast'));
    } finally {
      await browser.close();
    }
  },
);
