// What the pages of her account show besides orders: an address she has things sent to, a device that takes her
// notifications.
import type { Page } from 'playwright-core';
import type { RealServer } from '../support/real-server.ts';

const home = {
  familyName: '縁側',
  givenName: '花子',
  phone: '090-1234-5678',
  postalCode: '604-8081',
  prefecture: '京都府',
  city: '京都市中京区',
  address: '寺町通御池下る本能寺前町1-2-3',
};

/** As the pages write it: data, in whatever language it was typed. */
export const wordsOfAddress = [home.address, home.city, home.prefecture];

export async function furnishAccount(server: RealServer, session: string): Promise<void> {
  const headers = { authorization: `Bearer ${session}` };
  await server.request('POST', '/api/accounts/addresses', home, headers);
  const { body } = await server.request('GET', '/api/messages/me', undefined, headers);
  const device = {
    endpoint: 'https://push.example.jp/her-browser',
    // Any point of the curve will do: nothing is sent while pages are looked at.
    keys: { p256dh: body.pushKey, auth: 'x'.repeat(22) },
    language: 'ja',
  };
  await server.request('POST', '/api/messages/me/devices', device, headers);
}

export async function openAddressForm(page: Page): Promise<void> {
  await page.locator('main > div > button').last().click();
  await page.locator('input[name=postalCode]').waitFor();
}
