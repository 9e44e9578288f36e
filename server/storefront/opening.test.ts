import { transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, test } from '#testing';
import { openStorefront } from './open-storefront.ts';

test('the shop is not open while no place sells, and opens with the first that does', async ({
  house,
}) => {
  const storefront = await openStorefront(house);
  expect(await storefront.isOpen()).toBe(false);
  await transaction(house.db, {}, (tx) =>
    openPlace(tx, {
      code: 'first-web',
      kind: 'web',
      nameJa: 'ウェブ店',
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
    }),
  );
  await house.log.settle();
  await storefront.settle();
  expect(await storefront.isOpen()).toBe(true);
  storefront.stop();
});
