import { expect, test } from 'vitest';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { complaintsAbout } from './text-fits.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'text that is cut, too wide, outside or in the wrong language is found, and good text is not',
  { timeout: 60_000 },
  async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      const show = (body: string) =>
        page.setContent(`<!doctype html><html lang="ja"><title>縁側</title><body>${body}`);

      await show('<p>注文はまだありません</p><button lang="en">English words here</button>');
      expect(await complaintsAbout(page, 'ja', [])).toEqual([]);

      await show('<p style="width:20px;overflow:hidden;white-space:nowrap">在庫の注意</p>');
      expect(await complaintsAbout(page, 'ja', [])).toEqual(['"在庫の注意" (P) leaves its box']);

      await show('<p style="height:10px;overflow:hidden">在庫の<br>注意</p>');
      expect(await complaintsAbout(page, 'ja', [])).toContain('"在庫の" (P) is cut');

      await show('<span style="position:fixed;left:350px;white-space:nowrap">在庫の注意</span>');
      expect(await complaintsAbout(page, 'ja', [])).toContain(
        '"在庫の注意" (SPAN) leaves the window',
      );

      await show('<div style="width:600px">注文</div>');
      expect(await complaintsAbout(page, 'ja', [])).toContain(
        '"608>390" (HTML) the page is wider than the window',
      );

      await show('<select style="width:60px"><option>すべての場所を見る</option></select>');
      expect(await complaintsAbout(page, 'ja', [])).toEqual([
        '"すべての場所を見る" (SELECT) is cut in its field',
      ]);

      await show('<p>No orders yet</p>');
      expect(await complaintsAbout(page, 'ja', [])).toEqual(['"No orders yet" is not in Japanese']);
    } finally {
      await browser.close();
    }
  },
);
