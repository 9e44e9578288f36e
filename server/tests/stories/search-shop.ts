// Searching in the shop, as somebody does who waits for the answer before she chooses from it.
import type { Page } from 'playwright-core';

/** Types into the field above any page of the shop and sends it; done when what was found is there. */
export async function searchShop(page: Page, text: string): Promise<void> {
  // A search field becomes a combobox as soon as there is something that proposes: it is found by its name.
  const field = page.locator('search input[name=q]');
  await field.fill(text);
  await field.press('Enter');
  await page.getByRole('heading', { level: 1, name: `「${text}」の検索結果` }).waitFor();
}
