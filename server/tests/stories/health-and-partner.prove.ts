// Health and partner companies with a person in them: she agrees on her page, the pharmacist finds her and notes what she
// must not take, somebody of the company reads the one field she shows, she reads both looks, and takes both back.
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { makeHome, type RealServer, startServer } from '../support/real-server.ts';
import { signUp } from '../support/sign-up.ts';
import { settled } from './shop-pages.ts';

const waitMs = 30_000;
const phone = '090-7777-0001';
const email = 'kusuri@example.jp';
const companyName = '花の会';
const password = 'long enough';
const note = 'ペニシリンで発疹';

test.skipIf(browserLacking() !== undefined)(
  'she agrees to health and shows one field to one company: the pharmacist notes an allergy, the company reads that field alone, she sees both looks, and what she takes back is gone from both',
  async () => {
    const startedAt = performance.now();
    const { home, remove } = makeHome('health');
    const server = await startServer({ home });
    const browser = await openBrowser();
    try {
      const seen = await play(server, browser, await signUp(home, email));
      recordProof({
        claim: 'A health note and a partner company’s look, agreed to and taken back',
        measured: `the company saw ${seen.fields.join(', ')}; she saw ${seen.looks.length} looks and ${seen.transfers.length} transfers`,
        holds: seen.errors.length === 0 && seen.fields.length === 1,
        seconds: (performance.now() - startedAt) / 1000,
      });
      expect(seen).toMatchObject({ noted: [note], fields: [email], errors: [] });
      expect(seen.looks.join()).toContain('健康に関する記録');
      expect(seen.transfers.join()).toContain('メールアドレス');
      expect(seen.transfers.join()).not.toContain('電話番号');
    } finally {
      await browser.close();
      await server.stop();
      await remove();
    }
  },
);

async function play(server: RealServer, browser: Browser, session: string) {
  const errors: string[] = [];
  const company = await openCompany(server);
  const her = await openPage(server, browser, errors);
  await her.context().addCookies([{ name: 'engawa_customer', value: session, url: server.base }]);
  await expectDone(
    server.request('PATCH', '/api/rights/me/profile', { familyName: '薬', phone }, as(session)),
  );

  await her.goto(`${server.base}/shop/account/data`);
  await settled(her);
  await decide(her, '同意する');
  const shares = her.locator(`[data-partner="${company}"]`);
  await shares.getByRole('checkbox', { name: 'メールアドレス' }).check();
  await shares.getByRole('button', { name: '見せる' }).click();
  await shares.getByRole('button', { name: 'やめる' }).waitFor();

  const pharmacist = await enter(server, browser, errors, 'pharmacist');
  await find(pharmacist);
  await pharmacist.locator('[data-open]').click();
  await pharmacist.locator('[data-form=note] textarea[name=text]').fill(note);
  await pharmacist.locator('[data-form=note] button[type=submit]').click();
  const noted = pharmacist.locator('[data-health] td').filter({ hasText: note });
  await noted.waitFor();

  const partner = await enter(server, browser, errors, 'partner');
  await partner.locator('[data-open]').click();
  const fields = partner.locator('[data-shared] dd');
  await fields.first().waitFor();
  const seen = { noted: await noted.allInnerTexts(), fields: await fields.allInnerTexts() };

  await her.reload();
  await settled(her);
  const lineOf = (text: string) => her.locator('main li').filter({ hasText: text });
  await lineOf('健康に関する記録').first().waitFor();
  const looks = await lineOf('健康に関する記録').allInnerTexts();
  const transfers = await lineOf(companyName)
    .filter({ hasNot: her.getByRole('checkbox') })
    .allInnerTexts();

  await decide(her, '同意しない');
  await shares.getByRole('button', { name: 'やめる' }).click();
  await shares.getByRole('button', { name: '見せる' }).waitFor();
  await pharmacist.reload();
  await find(pharmacist);
  await pharmacist.getByText('見つかりませんでした').waitFor();
  await partner.reload();
  await partner.getByText('まだいません').waitFor();
  return { ...seen, looks, transfers, errors };
}

/** A page of a browser of its own; what goes wrong in it is written down. */
async function openPage(server: RealServer, browser: Browser, errors: string[]): Promise<Page> {
  const context = await browser.newContext({
    locale: 'ja-JP',
    viewport: { width: 820, height: 1100 },
  });
  context.setDefaultTimeout(waitMs);
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(`${page.url().slice(server.base.length)} ${error}`));
  return page;
}

/** Somebody of the house or of the company, signed in at the door of the console and led to the own room. */
async function enter(server: RealServer, browser: Browser, errors: string[], login: string) {
  const page = await openPage(server, browser, errors);
  await page.goto(`${server.base}/console/sign-in`);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL(/\/console\/(health|shared)$/);
  return page;
}

/** What she says to the use of her health data; the page that says so is the one after, which has to be ready for a press. */
async function decide(her: Page, word: string): Promise<void> {
  const button = her
    .locator('li:has(#use-health)')
    .getByRole('button', { name: word, exact: true });
  await button.click();
  await her.locator('li:has(#use-health) [aria-pressed=true]').filter({ hasText: word }).waitFor();
  await settled(her);
}

async function find(pharmacist: Page): Promise<void> {
  await pharmacist.locator('[data-form=health] input[name=q]').fill(phone);
  await pharmacist.locator('[data-form=health] button[type=submit]').click();
}

/** A shop, a partner company with somebody who looks for it, and a pharmacist; answers the company's id. */
async function openCompany(server: RealServer): Promise<string> {
  const owner = await server.signIn();
  const shop = { code: 'WEB', kind: 'web', nameJa: '薬の店' };
  await expectDone(server.request('POST', '/api/places', shop, owner));
  const party = { code: 'hana', kind: 'partner', nameJa: companyName };
  const company = await expectDone(server.request('POST', '/api/places/parties', party, owner));
  for (const login of ['pharmacist', 'partner']) {
    const member = { login, password, name: login, roles: [login] };
    const made = await expectDone(server.request('POST', '/api/staff/members', member, owner));
    if (login === 'partner') {
      const url = `/api/rights/partner-people/${made.id}`;
      await expectDone(server.request('PUT', url, { partyId: company.id }, owner));
    }
  }
  return company.id;
}

const as = (session: string) => ({ authorization: `Bearer ${session}` });

async function expectDone(asked: ReturnType<RealServer['request']>) {
  const { status, body } = await asked;
  if (status >= 300) {
    throw new Error(`the house answered ${status}: ${JSON.stringify(body)}`);
  }
  return body;
}
