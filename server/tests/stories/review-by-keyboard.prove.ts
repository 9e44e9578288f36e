// The queue of suggested pairs in a real browser, worked without a pointer.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { makeHome, startServer } from '../support/real-server.ts';
import { fillReviews } from './namesakes.ts';

const lacking = browserLacking();
if (lacking !== undefined) {
  console.warn(`Skipped: ${lacking}.`);
}

const cardsOf = (page: Page) => page.locator('[data-pairs] > li');

test.skipIf(lacking !== undefined)(
  'the review queue is worked by keyboard all the way: not sure, different, the obvious in one go, and what was not sure found again',
  { timeout: 180_000 },
  async () => {
    const beganAt = performance.now();
    const { home, remove } = makeHome('review');
    const server = await startServer({ home });
    const browser = await openBrowser();
    const owner = await server.signIn();
    await fillReviews(server, owner, { obvious: 3, contradicting: 2 });
    const context = await browser.newContext({ locale: 'ja-JP' });
    const token = owner.authorization.slice('Bearer '.length);
    await context.addCookies([{ name: 'engawa_staff', value: token, url: server.base }]);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${server.base}/console/customers/reviews`);
    await page.getByText('確認待ち 5件').waitFor();

    // The obvious come first or not: keys go to a pair that contradicts and say what they say.
    const reasons = await cardsOf(page).allInnerTexts();
    const doubtful = reasons.flatMap((text, index) => (text.includes('食い違') ? [index] : []));
    expect(doubtful).toHaveLength(2);
    /** What was decided stands there, and the next can be: as long as one is on its way, no other goes. */
    const decided = async (counts: string) => {
      await page.getByText(counts).waitFor();
      await page.locator('[data-pairs] button:disabled').first().waitFor({ state: 'detached' });
    };
    const goTo = async (index: number) => {
      await page.keyboard.press('ArrowDown');
      for (let step = 0; step < 10; step += 1) {
        await page.keyboard.press('ArrowUp');
      }
      for (let step = 0; step < index; step += 1) {
        await page.keyboard.press('ArrowDown');
      }
    };
    await goTo(doubtful[1] ?? 0);
    await page.keyboard.press('3');
    await decided('確認待ち 4件・保留 1件');
    await goTo(doubtful[0] ?? 0);
    await page.keyboard.press('2');
    await decided('確認待ち 3件・保留 1件');
    // The focus is in the list still, though the pair it was on has gone.
    await page.locator('[data-pairs] :focus').waitFor();
    await page.keyboard.press('a');
    await page.getByText('3件を選択中').waitFor();
    await page.keyboard.press('b');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('確認待ちはありません').waitFor();
    const { body } = await server.request('GET', '/api/identity', undefined, owner);
    expect(body.counts).toMatchObject({ same: 3, different: 1, unsure: 1 });

    // What somebody was not sure of is found again, and decided when it is clear.
    await page.getByRole('link', { name: '保留した組を見る' }).click();
    await page.getByText('保留 1件').waitFor();
    expect(await cardsOf(page).count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('2');
    await page.getByText('保留した組はありません').waitFor();
    const after = await server.request('GET', '/api/identity', undefined, owner);
    recordProof({
      claim: 'The queue of pairs to review is worked by keyboard all the way',
      measured: `${after.body.counts.same} joined, ${after.body.counts.different} kept apart, one of them after it was put by`,
      holds: after.body.counts.same === 3 && after.body.counts.different === 2,
      seconds: (performance.now() - beganAt) / 1000,
    });
    expect(after.body.counts).toMatchObject({ same: 3, different: 2 });
    await browser.close();
    await server.stop();
    await remove();
  },
);
