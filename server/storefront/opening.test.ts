import { transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, openTestHouse, test } from '#testing';
import type { Visitor } from './contract.ts';
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

test('what is switched off is neither offered nor there, and nothing can be sent to it', async () => {
  const environment = {
    ENGAWA_MODULES_OFF: 'floor,bookings,reviews,layaways,gifts,kitchen',
  };
  const house = await openTestHouse({ environment });
  const storefront = await openStorefront(house);
  try {
    await transaction(house.db, {}, (tx) =>
      openPlace(tx, {
        code: 'web',
        kind: 'web',
        nameJa: 'ウェブ店',
        timeZone: 'Asia/Tokyo',
        currency: 'JPY',
      }),
    );
    await house.log.settle();
    await storefront.settle();
    const visitor: Visitor = {
      language: 'ja',
      placeId: undefined,
      position: undefined,
      cartToken: undefined,
      wishes: [],
      sessionToken: undefined,
    };
    expect((await storefront.frame(visitor)).modules).toEqual(['offers']);
    const booking = { placeId: '', kind: '', day: '' };
    const review = { stars: 5, fit: '', name: '', text: '', dropsPhotos: false, photos: [] };
    const asked = [
      storefront.bookable(visitor, booking),
      storefront.booking(visitor, '', '', undefined),
      storefront.changeBooking(visitor, '', '', { verb: 'cancel' }),
      storefront.reviews(visitor, ''),
      storefront.reviewForm(visitor, '', undefined),
      storefront.postReview(visitor, { ...review, itemId: '', link: undefined }),
      storefront.reportReview(visitor, '', 'advert'),
      storefront.keep(visitor, '', ''),
      storefront.newGift(visitor, undefined),
      storefront.cafes(visitor),
    ];
    for (const answer of await Promise.allSettled(asked)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { status: 404 } });
    }
    expect(await storefront.mayReview(undefined, '', undefined)).toBe(false);
  } finally {
    storefront.stop();
    await house.drop();
  }
});
