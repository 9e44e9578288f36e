// From the cart to an order, for guests. The order's id is made when the form is first shown and travels with it,
// signed, so that a page sent twice is one order; a stranger's id is not taken.
import { listAddresses } from '#accounts';
import { emptyCart } from '#carts';
import { type Profile, readProfiles } from '#customers';
import { type Batch, createBatch } from '#kernel/batch';
import { asIdempotentFlight, type IdempotentMember } from '#kernel/batch-idempotency';
import { Refusal } from '#kernel/errors';
import { hashInput } from '#kernel/idempotency';
import { formatId, tryParseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli } from '#kernel/quantity';
import { transaction } from '#kernel/transaction';
import {
  findOrderByToken,
  findReturnTerms,
  type OrderToPlace,
  placeOrder,
  quoteParcels,
  viewTokenOf,
} from '#orders';
import { capabilities } from '#places';
import { availableMilli, findStockOf, toBalance } from '#stock';
import { toFields } from './address-fields.ts';
import { toSaved } from './addresses-page.ts';
import { type CartOfVisitor, type CartWish, viewCart } from './cart-page.ts';
import type {
  CartPage,
  CheckedForm,
  CheckoutPage,
  PickupPlace,
  Placed,
  Visitor,
} from './contract.ts';
import type { CheckoutForm } from './contract-checkout.ts';
import type { ReturnTermsSaid } from './contract-returns.ts';
import { codeOfCoupon } from './coupons-page.ts';
import { type HouseWindow, placeOf, positionOf, recordOf } from './house-window.ts';
import { readForm } from './read-form.ts';
import { toRefused } from './refused.ts';
import { sayTerms } from './returns-page.ts';
import { readSignedId, signedId } from './signed-id.ts';

/** What the signature in the form is for. */
const use = 'shop checkout';

export type Placing = Batch<IdempotentMember<OrderToPlace>, { readonly orderId: string }>;

export function openPlacing({ db }: House): Placing {
  const work = asIdempotentFlight(placeOrder, ({ row }) => ({ orderId: row.id }));
  return createBatch(db, work);
}

/** `couponId`: one of her coupons (typed id) that is in the form already. */
export async function viewCheckout(
  window: HouseWindow,
  visitor: Visitor,
  couponId?: string,
): Promise<CheckoutPage> {
  const { cart, page } = await viewCart(window, visitor);
  const delivers = capabilities.delivers | capabilities.ships;
  return {
    cart: page,
    places: await pickupPlaces(window, visitor, cart),
    canDeliver: (window.web.capabilities & delivers) !== 0 && hasCards(window.house),
    canPayByCard: hasCards(window.house),
    returns: await termsFor(window, visitor),
    ...(await knownOf(window, visitor, couponId)),
    orderId: signedId(window.house.db.masters, 'order', use),
  };
}

/** What is shown before she orders (特定商取引法 12条の6). */
function termsFor({ house }: HouseWindow, { language }: Visitor): Promise<ReturnTermsSaid> {
  return transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) =>
    sayTerms(await findReturnTerms(tx), language),
  );
}

/** What her account knows, so that she types it once: her profile, or whoever receives at her usual address. */
async function knownOf(
  { house }: HouseWindow,
  visitor: Visitor,
  couponId: string | undefined,
): Promise<Pick<CheckoutPage, 'known' | 'addresses'>> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return { known: {}, addresses: [] };
  }
  return transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    const { familyName, givenName, familyKana, givenKana, email, phone, ...home } =
      (await readProfiles(tx, [recordId])).get(recordId) ?? {};
    const addresses = (await listAddresses(tx, recordId)).map(toSaved);
    const usual = addresses.find(({ isDefault }) => isDefault);
    const all = {
      postalCode: home.postalCode,
      prefecture: home.prefecture,
      ...(usual === undefined ? {} : toFields(usual)),
      // She may collect it herself: her own name goes before that of who receives at her usual address.
      ...toFilled({ familyName, givenName, familyKana, givenKana, email, phone }),
      coupon: couponId === undefined ? undefined : await codeOfCoupon(tx, recordId, couponId),
    };
    return { known: toFilled(all), addresses };
  });
}

function toFilled(values: CheckoutPage['known'] | Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Cards of the sandbox need no page of a provider; a real provider's have one of their own. */
export function hasCards({ config }: House): boolean {
  return config.stripeSecretKey === undefined;
}

/** Shops that hand over, those with the whole cart first. */
async function pickupPlaces(
  { house, board }: HouseWindow,
  visitor: Visitor,
  cart: CartOfVisitor['cart'],
): Promise<PickupPlace[]> {
  const lines = cart?.lines ?? [];
  const shops = board
    .near(positionOf(board, visitor))
    .filter(({ place }) => (place.capabilities & capabilities.hands_over) !== 0);
  const keys = shops.flatMap(({ place }) =>
    lines.map((line) => ({ placeId: place.id, itemId: line.item_id })),
  );
  const rows = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findStockOf(tx, keys),
  );
  const available = new Map(
    rows.map((row) => [`${row.place_id} ${row.item_id}`, availableMilli(toBalance(row))]),
  );
  return shops
    .map(({ place, distanceM }) => ({
      ...board.toNear(place, distanceM, visitor.language),
      hasAll: lines.every(
        (line) => (available.get(`${place.id} ${line.item_id}`) ?? 0) >= line.quantity_milli,
      ),
    }))
    .toSorted((a, b) => Number(b.hasAll) - Number(a.hasAll));
}

function withoutCards(house: House, checked: CheckedForm, { language }: Visitor): CheckedForm {
  return checked.form.payment === 'card' && !hasCards(house)
    ? { ...checked, errors: { ...checked.errors, payment: sentences.counter[language] } }
    : checked;
}

/** Reads the form and looks whether the shop that was chosen has everything. */
export async function checkForm(
  window: HouseWindow,
  visitor: Visitor,
  form: CheckoutForm,
): Promise<CheckedForm> {
  const read = withoutCards(window.house, readForm(form, visitor.language), visitor);
  const { page: cart, refusal } = await viewCart(window, visitor, wishOf(window, read.form));
  const wrong = refusal === undefined ? {} : { coupon: refusal[visitor.language] };
  const checked = {
    // What the page that is shown now tells of the fee travels with the form, and is held against it when she orders.
    form: { ...read.form, seenDelivery: String(cart.delivery?.feeMinor ?? '') },
    errors: { ...read.errors, ...wrong },
    cart,
  };
  if (form.way === 'delivery') {
    return { ...checked, ...(await parcelsToCome(window, visitor, read.form, cart)) };
  }
  if (form.way !== 'pickup' || checked.errors.place !== undefined) {
    return checked;
  }
  const { places } = await viewCheckout(window, visitor);
  const chosen = places.find(({ id }) => id === form.place);
  if (chosen?.hasAll === true) {
    return checked;
  }
  const sentence =
    visitor.language === 'ja'
      ? 'この店舗には全ての商品がそろっていません。別の店舗か配送をお選びください。'
      : 'This shop does not have everything. Please choose another shop or delivery.';
  return { ...checked, errors: { ...checked.errors, place: sentence } };
}

/** Told before she orders. What cannot be sent at all is said when she does. */
async function parcelsToCome(
  { house, web, board }: HouseWindow,
  { language }: Visitor,
  { prefecture }: CheckoutForm,
  { lines }: CartPage,
): Promise<Pick<CheckedForm, 'parcels'>> {
  const nameOf = new Map(lines.map(({ itemId, name }) => [itemId, name]));
  try {
    const parcels = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
      quoteParcels(tx, { placeId: web.id, lines: toLines(lines), contact: { prefecture } }),
    );
    return parcels.length < 2
      ? {}
      : {
          parcels: parcels.map((parcel) => {
            const place = board.places.get(parcel.placeId);
            return {
              from: (language === 'en' ? place?.name_en : null) ?? place?.name_ja ?? '',
              lines: parcel.lines.map(({ itemId, quantityMilli }) => ({
                name: nameOf.get(formatId('item', itemId)) ?? '',
                quantity: fromMilli(quantityMilli),
              })),
            };
          }),
        };
  } catch (error) {
    if (error instanceof Refusal) {
      return {};
    }
    throw error;
  }
}

function toLines(lines: CartPage['lines']) {
  return lines.map(({ itemId, quantity }) => ({
    itemId: tryParseId('item', itemId) ?? '',
    quantityMilli: Math.round(quantity * 1000),
  }));
}

/** How it will be received, and the coupon, as far as they were said. */
function wishOf({ board }: HouseWindow, form: CheckoutForm): CartWish {
  const isPickup = form.way === 'pickup';
  const handover = isPickup ? placeOf(board, form.place) : undefined;
  return {
    fulfilment: isPickup ? 'pickup' : 'delivery',
    ...(handover === undefined ? {} : { handoverPlaceId: handover.id }),
    couponCodes: codesOf(form),
    ...(isPickup
      ? {}
      : { deliverTo: { postalCode: form.postalCode, prefecture: form.prefecture } }),
  };
}

function codesOf({ coupon }: CheckoutForm): string[] {
  return coupon === '' ? [] : [coupon];
}

/** Places the order, or says why not. A form that was not right is refused as it is. */
export async function placeFromForm(
  window: HouseWindow,
  placing: Placing,
  visitor: Visitor,
  typedId: string,
  form: CheckoutForm,
  seenParcels: number,
): Promise<Placed> {
  const { house } = window;
  const { masters } = house.db;
  const orderId = readSignedId(masters, 'order', use, typedId);
  if (orderId === undefined) {
    return { refused: sentences.stale[visitor.language] };
  }
  const token = viewTokenOf(masters, orderId);
  const placed = { orderId: formatId('order', orderId), token };
  const known = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findOrderByToken(tx, orderId, token),
  );
  if (known !== undefined) {
    return placed;
  }
  const { cart, page } = await viewCart(window, visitor);
  if (cart === undefined || page.lines.length === 0) {
    return { refused: sentences.empty[visitor.language] };
  }
  const { form: values, errors } = await checkForm(window, visitor, form);
  const wrong = Object.values(errors)[0];
  if (wrong !== undefined) {
    return { refused: wrong };
  }
  const { seenDelivery = '' } = form;
  const told = { ...values, seenDelivery };
  const order = await toOrder(window, visitor, orderId, told, { cart, page });
  const input = { ...order, seenParcels };
  try {
    const hash = hashInput(masters, orderId);
    await placing.submit({ input, idempotency: { scope: 'shop', key: orderId, hash } });
  } catch (error) {
    if (error instanceof Refusal) {
      return toRefused(error, visitor.language);
    }
    throw error;
  }
  await transaction(house.db, { actor: 'guest' }, (tx) => emptyCart(tx, cart.id));
  return placed;
}

const sentences = {
  counter: {
    ja: 'ただいま、お支払いは店頭のみとなっています。',
    en: 'For now you can pay at the shop only.',
  },
  stale: {
    ja: 'このページは古くなりました。もう一度ご注文手続きへお進みください。',
    en: 'This page is out of date. Please go to checkout again.',
  },
  empty: {
    ja: 'カートに商品がありません。',
    en: 'Your cart is empty.',
  },
} as const;

async function toOrder(
  window: HouseWindow,
  visitor: Visitor,
  orderId: string,
  form: CheckoutForm,
  { cart, page }: CartOfVisitor,
): Promise<OrderToPlace> {
  const isPickup = form.way === 'pickup';
  const handover = isPickup ? placeOf(window.board, form.place) : undefined;
  const recordId = await recordOf(window.house, visitor);
  return {
    orderId,
    placeId: window.web.id,
    fulfilment: isPickup ? 'pickup' : 'delivery',
    ...(handover === undefined ? {} : { handoverPlaceId: handover.id }),
    channel: 'web',
    ...(cart === undefined ? {} : { cartId: cart.id }),
    lines: page.lines.map((line) => ({
      itemId: tryParseId('item', line.itemId) ?? '',
      quantityMilli: Math.round(line.quantity * 1000),
      ...(line.priceMinor === null ? {} : { seenPriceMinor: line.priceMinor }),
    })),
    ...(form.coupon === '' ? {} : { couponCodes: codesOf(form) }),
    ...seenDeliveryOf(form),
    ...(recordId === undefined ? {} : { recordId, isHerself: true }),
    contact: { ...toContact(form, isPickup), attributes: { language: visitor.language } },
    payment:
      form.payment === 'cash'
        ? { method: 'cash' }
        : { method: 'card', token: form.card === 'declined' ? 'declined' : 'ok' },
    actor: recordId === undefined ? 'guest' : `customer:${formatId('record', recordId)}`,
  };
}

function seenDeliveryOf({
  seenDelivery = '',
}: CheckoutForm): Pick<OrderToPlace, 'seenDeliveryMinor'> {
  return /^\d{1,9}$/.test(seenDelivery) ? { seenDeliveryMinor: Number(seenDelivery) } : {};
}

function toContact(form: CheckoutForm, isPickup: boolean): Profile {
  const address = [`${form.city}${form.street}`, form.building].filter((part) => part !== '');
  const fields = {
    familyName: form.familyName,
    givenName: form.givenName,
    familyKana: form.familyKana,
    givenKana: form.givenKana,
    email: form.email,
    phone: form.phone,
    note: form.note,
    ...(isPickup
      ? {}
      : {
          postalCode: form.postalCode,
          prefecture: form.prefecture,
          address: address.join(' '),
        }),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
