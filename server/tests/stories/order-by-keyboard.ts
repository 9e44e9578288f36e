// A guest who has no mouse: from the product through cart and checkout to the page of her order, by keyboard alone.
import type { Page } from 'playwright-core';

const contact = {
  familyName: '縁側',
  givenName: '花子',
  familyKana: 'えんがわ',
  givenKana: 'はなこ',
  email: 'keys@example.jp',
  phone: '09012345678',
} as const;
/** No page of the shop has so many places to stop at. */
const stopsMax = 300;

/** From the product that is open; answers how many keys it took, letters apart. */
export async function orderByKeyboard(page: Page): Promise<number> {
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  const isAt = (selector: string) =>
    page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`);
  const tabTo = async (selector: string) => {
    await page.locator(selector).first().waitFor();
    for (let stops = 0; !(await isAt(selector)); stops += 1) {
      if (stops > stopsMax) {
        throw new Error(`Tab does not come to ${selector}`);
      }
      await press('Tab');
    }
  };
  const enter = async (selector: string) => {
    await tabTo(selector);
    await press('Enter');
  };
  await enter('main form button[type=submit]');
  await enter('[aria-live=polite] a[href="/shop/cart"]');
  await page.waitForURL('**/cart');
  await enter('main a[href^="/shop/checkout"]');
  await page.waitForURL('**/checkout*');
  for (const [name, value] of Object.entries(contact)) {
    await tabTo(`[name=${name}]`);
    await press('Control+A');
    await page.keyboard.type(value);
  }
  await tabTo('select[name=place]');
  await press('ArrowDown');
  await tabTo('input[name=payment]');
  for (let tries = 0; tries < 5 && !(await isAt('[value=cash]:checked')); tries += 1) {
    await press(tries === 0 ? 'Space' : 'ArrowDown');
  }
  await enter('button[value=check]');
  await enter('button[value=place]');
  await page.waitForURL('**/orders/**');
  return presses;
}
