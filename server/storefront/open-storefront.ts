// The shop's server side, put together: what the pages ask, answered from the modules in this process.
import { formatId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { capabilities } from '#places';
import { viewAccount } from './account-page.ts';
import { viewAddresses } from './addresses-page.ts';
import { viewDoor, viewPlaceOfSource, viewScanned } from './arrive.ts';
import { bookFromForm, changeBookingByLink, viewBookable, viewBooking } from './booking-page.ts';
import { viewCategory, viewHome, viewItem, viewPlaces, viewSearch } from './browse.ts';
import {
  arriveAtCafe,
  changeCafeBasket,
  findCafeBasket,
  placeCafeBasket,
  viewCafeBasket,
} from './cafe-basket.ts';
import { addAtCafe, orderAgain, viewCafeItem, viewCafeMenu, viewCafes } from './cafe-page.ts';
import { viewCard } from './card-page.ts';
import { childLinks } from './cards.ts';
import { changeCart, countCart, viewOwnCart } from './cart-page.ts';
import { checkForm, openPlacing, placeFromForm, viewCheckout } from './checkout.ts';
import type { Frame, ShopModule, Storefront, Visitor } from './contract.ts';
import type { PreorderForm } from './contract-preorder.ts';
import type { HereForm } from './contract-visit.ts';
import { claimFromForm, viewCoupons } from './coupons-page.ts';
import { suggest } from './finding.ts';
import { viewGiftPage } from './gift-page.ts';
import { viewNewGift, viewSentGifts } from './gifts-page.ts';
import { type HouseWindow, isUseStopped, keepWindow, placeOf } from './house-window.ts';
import { changeLayaway, keepFromForm, viewKeep, viewLayaway } from './layaway-page.ts';
import { moveDayFromForm } from './move-day.ts';
import { viewMyData } from './my-data-page.ts';
import { viewNotifications } from './notifications-page.ts';
import { viewOrderPage } from './order-page.ts';
import { imageHostsOf, viewOutside } from './outside.ts';
import { payHere, viewHere } from './pay-here.ts';
import { keepPlaceBoard, nameIn } from './place-board.ts';
import { placePreorder, viewPreorder } from './preorder-page.ts';
import { viewProfile } from './profile-page.ts';
import { issueReceiptFromForm, printReceipt, viewReceipts } from './receipts-page.ts';
import { askReturnFromForm, viewReturns, withdrawFromForm } from './returns-page.ts';
import {
  mayReview,
  postReviewFromForm,
  reportFromForm,
  viewReviewForm,
  viewReviews,
  withdrawOwnReview,
} from './reviews-page.ts';
import { forgetLooks, noteLook, viewSeen } from './seen-page.ts';
import { viewTerms } from './terms-page.ts';
import { takeRewardFor, viewValuePage } from './value-page.ts';
import { viewWays } from './ways-page.ts';
import { changeWish, viewWishes } from './wish-page.ts';

export type OpenStorefront = Storefront & {
  /** False while the house has no place that sells. */
  isOpen(): Promise<boolean>;
  /** The item (uuid) as a picture is drawn of it; undefined when it is not known. */
  pictured(itemId: string): Promise<Pictured | undefined>;
  /** Hosts that pages load pictures from, beside this house. */
  imageHosts(): Promise<readonly string[]>;
  /** Resolves when what was announced before is on the shelf. */
  settle(): Promise<void>;
  stop(): void;
};

export type Pictured = { readonly id: string; readonly name: string; readonly category: string };

/** Thrown while the house has no place that sells: the shop is not open yet. */
class ShopNotOpenYet extends Error {
  override readonly name = 'ShopNotOpenYet';
}

/** The pages of a module that is switched off are not there: the app answers a thrown response as it is. */
function noPage(): Response {
  return new Response(null, { status: 404 });
}

const shopModules: readonly ShopModule[] = [
  'bookings',
  'gifts',
  'kitchen',
  'layaways',
  'offers',
  'reviews',
];

/** Opens the storefront; the shelf is read meanwhile. */
export async function openStorefront(house: House): Promise<OpenStorefront> {
  const board = await keepPlaceBoard(house);
  const keeper = keepWindow(house, board);
  const placing = openPlacing(house);
  // Read ahead, so that the first visitor does not wait for it; where that fails, she reads it.
  void keeper.open().catch(() => undefined);
  const within =
    <Rest extends unknown[], Answer>(
      view: (window: HouseWindow, ...rest: Rest) => Answer | Promise<Answer>,
    ) =>
    async (...rest: Rest): Promise<Answer> => {
      const window = await keeper.open();
      if (window === undefined) {
        throw new ShopNotOpenYet('no place of this house sells yet');
      }
      return view(window, ...rest);
    };
  const of =
    <Rest extends unknown[], Answer>(
      module: ShopModule,
      view: (window: HouseWindow, ...rest: Rest) => Answer | Promise<Answer>,
    ) =>
    async (...rest: Rest): Promise<Answer> => {
      if (!house.modulesOn.has(module)) {
        throw noPage();
      }
      return within(view)(...rest);
    };
  return {
    isOpen: async () => (await keeper.open()) !== undefined,
    frame: within(viewFrame),
    home: within(viewHome),
    category: within(viewCategory),
    search: within(viewSearch),
    suggest: within(suggest),
    item: within(viewItem),
    places: within(viewPlaces),
    cart: within(viewOwnCart),
    putInCart: within(changeCart),
    checkout: within(viewCheckout),
    checkForm: within(checkForm),
    placeOrder: within((window, visitor: Visitor, orderId: string, form, seenParcels = 1) =>
      placeFromForm(window, placing, visitor, orderId, form, seenParcels),
    ),
    payHere: within(viewHere),
    payHereNow: within((window, visitor: Visitor, form: HereForm) =>
      payHere(window, placing, visitor, form),
    ),
    order: within(viewOrderPage),
    terms: within(viewTerms),
    signIn: within(async (window, visitor: Visitor) => ({
      hasLine: house.config.lineLoginChannelId !== undefined,
      isStopped: await isUseStopped(window.house, visitor),
    })),
    outside: within(viewOutside),
    imageHosts: within(imageHostsOf),
    ways: within(viewWays),
    notifications: within(viewNotifications),
    addresses: within(viewAddresses),
    myData: within(viewMyData),
    card: within(viewCard),
    profile: within(viewProfile),
    account: within(viewAccount),
    value: within(viewValuePage),
    takeReward: within(takeRewardFor),
    coupons: of('offers', viewCoupons),
    claimCoupon: of('offers', claimFromForm),
    gift: of('gifts', viewGiftPage),
    newGift: of('gifts', viewNewGift),
    sentGifts: of('gifts', viewSentGifts),
    receipts: within(viewReceipts),
    issueReceipt: within(issueReceiptFromForm),
    printReceipt: within(printReceipt),
    returns: within(viewReturns),
    askReturn: within(askReturnFromForm),
    withdrawReturn: within(withdrawFromForm),
    reviews: of('reviews', viewReviews),
    reviewForm: of('reviews', viewReviewForm),
    mayReview: within(mayReview),
    postReview: of('reviews', postReviewFromForm),
    withdrawReview: of('reviews', withdrawOwnReview),
    reportReview: of('reviews', reportFromForm),
    wishes: within(viewWishes),
    seen: within(viewSeen),
    noteLook: within(noteLook),
    forgetLooks: within(forgetLooks),
    wish: within(changeWish),
    keep: of('layaways', viewKeep),
    keepItem: of('layaways', keepFromForm),
    moveOrderDay: within(moveDayFromForm),
    preorder: within(viewPreorder),
    placePreorder: within((window, visitor: Visitor, form: PreorderForm) =>
      placePreorder(window, placing, visitor, form),
    ),
    layaway: of('layaways', viewLayaway),
    changeLayaway: of('layaways', changeLayaway),
    bookable: of('bookings', viewBookable),
    bookIt: of('bookings', bookFromForm),
    booking: of('bookings', viewBooking),
    changeBooking: of('bookings', changeBookingByLink),
    scanned: within(viewScanned),
    placeOfSource: within(viewPlaceOfSource),
    door: within(viewDoor),
    cafes: of('kitchen', viewCafes),
    cafeMenu: of('kitchen', viewCafeMenu),
    cafeItem: of('kitchen', viewCafeItem),
    addAtCafe: of('kitchen', addAtCafe),
    orderAgain: of('kitchen', orderAgain),
    cafeBasket: of('kitchen', viewCafeBasket),
    findCafeBasket: of('kitchen', findCafeBasket),
    changeCafeBasket: of('kitchen', changeCafeBasket),
    placeCafeBasket: of('kitchen', placeCafeBasket),
    arriveAtCafe: of('kitchen', arriveAtCafe),
    pictured: within((window, itemId: string) => picturedIn(window, itemId)),
    settle: () => keeper.settle(),
    stop: () => {
      board.stop();
      keeper.stop();
    },
  };
}

async function viewFrame(window: HouseWindow, visitor: Visitor): Promise<Frame> {
  const { board, shelf, web } = window;
  const place = placeOf(board, visitor.placeId);
  return {
    modules: shopModules.filter((each) => window.house.modulesOn.has(each)),
    shopName: nameIn(web, visitor.language),
    categories: childLinks(shelf, null, visitor.language),
    cartCount: await countCart(window, visitor),
    webPlaceId: formatId('place', web.id),
    place:
      place === undefined
        ? null
        : { id: visitor.placeId ?? '', name: nameIn(place, visitor.language) },
    isSignedIn: visitor.sessionToken !== undefined,
    hasCafe:
      window.house.modulesOn.has('kitchen') &&
      [...board.places.values()].some(
        ({ capabilities: can, kind }) => kind === 'cafe' && (can & capabilities.cooks) !== 0,
      ),
  };
}

function picturedIn({ shelf }: HouseWindow, itemId: string): Pictured | undefined {
  const item = shelf.item(itemId);
  const category = shelf.categories.get(item?.categoryId ?? '');
  return item === undefined
    ? undefined
    : { id: item.id, name: item.productName.ja, category: category?.name.ja ?? '' };
}
