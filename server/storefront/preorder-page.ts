// 予約販売 in the shop: an item that is made for a day is ordered at a shop for that day, apart from the cart. Paid at the
// counter or by card. The same form sent again answers the order it made.

import { hashInput } from '#kernel/idempotency';
import { formatId, tryParseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import {
  findDays,
  findOrderByToken,
  type OrderToPlace,
  openWindows,
  type Preorder,
  viewTokenOf,
} from '#orders';
import { capabilities, type PlaceRow } from '#places';
import { pictureOf, say } from './cards.ts';
import { hasCards, type Placing } from './checkout.ts';
import type { Language, Placed, Visitor } from './contract.ts';
import type { PreorderForm, PreorderPage, PreorderWord } from './contract-preorder.ts';
import { type HouseWindow, placeOf, positionOf, recordOf } from './house-window.ts';
import { whoIsKnown } from './known-visitor.ts';
import { atWho, saying } from './refused.ts';
import { readSignedId, signedId } from './signed-id.ts';

const use = 'shop preorder';
const channel = 'web';
/** Of the calendar, looked at for one page: a season ahead. */
const daysLookedAt = 120;
const daysShown = 14;
const quantityMax = 20;

/** For the product's page; null for what is sold from the shelf alone, and once nobody will take orders any more. */
export async function preorderWord(
  window: HouseWindow,
  itemId: string,
): Promise<PreorderWord | null> {
  const preorder = await window.preorders.of(itemId);
  if (preorder === undefined) {
    return null;
  }
  const now = window.house.db.clock.now();
  const isTakenNow = shopsOf(window).some((place) => isTaken(preorder, place, now));
  const opensAt = isTakenNow ? null : nextOpening(preorder, now);
  return isTakenNow || opensAt !== null ? { isTakenNow, opensAt } : null;
}

function shopsOf({ board }: HouseWindow): PlaceRow[] {
  return board.near(undefined).flatMap(({ place }) => (handsOver(place) ? [place] : []));
}

function handsOver(place: PlaceRow): boolean {
  return place.is_active && (place.capabilities & capabilities.hands_over) !== 0;
}

function isTaken(preorder: Preorder, { id }: PlaceRow, now: Temporal.Instant): boolean {
  return openWindows(preorder, { placeId: id, channel }, now).length > 0;
}

function nextOpening({ windows }: Preorder, now: Temporal.Instant): string | null {
  const coming = windows
    .filter((each) => each.channel === null || each.channel === channel)
    .map((each) => each.opensAt)
    .filter((opensAt) => Temporal.Instant.compare(opensAt, now) > 0)
    .toSorted((a, b) => Temporal.Instant.compare(a, b));
  return coming[0]?.toString() ?? null;
}

/** Undefined for what is not made for days. */
export async function viewPreorder(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  wanted: { readonly placeId: string; readonly from: string; readonly quantity: number },
): Promise<PreorderPage | undefined> {
  const { house, shelf, board } = window;
  const item = shelf.item(tryParseId('item', typedId) ?? '');
  const preorder = item === undefined ? undefined : await window.preorders.of(item.id);
  if (item?.isActive !== true || item.price === undefined || preorder === undefined) {
    return undefined;
  }
  const now = house.db.clock.now();
  const near = board
    .near(positionOf(board, visitor))
    .filter(({ place }) => handsOver(place) && isTaken(preorder, place, now));
  const chosen =
    near.find(({ place }) => formatId('place', place.id) === wanted.placeId) ??
    near.find(({ place }) => formatId('place', place.id) === visitor.placeId) ??
    near[0];
  const quantity = readQuantity(wanted.quantity);
  const days =
    chosen === undefined
      ? []
      : await daysAt(window, { itemId: item.id, placeId: chosen.place.id }, quantity, wanted.from);
  const variant = say(item.variantName, visitor.language);
  const name = say(item.productName, visitor.language);
  return {
    item: {
      itemId: typedId,
      name: variant === '' ? name : `${name} ${variant}`,
      picture: pictureOf(item, visitor.language),
      priceMinor: item.price.amountMinor,
      currency: item.price.currency,
    },
    quantity,
    places: near.map(({ place, distanceM }) => board.toNear(place, distanceM, visitor.language)),
    placeId: chosen === undefined ? null : formatId('place', chosen.place.id),
    days: days.slice(0, daysShown),
    laterFrom: days[daysShown]?.day ?? null,
    timeZone: preorder.timeZone,
    opensAt: near.length === 0 ? nextOpening(preorder, now) : null,
    canPayByCard: hasCards(house),
    knows: await whoIsKnown(window, visitor),
    formId: signedId(house.db.masters, 'order', use),
  };
}

async function daysAt(
  { house }: HouseWindow,
  at: { readonly itemId: string; readonly placeId: string },
  quantity: number,
  typedFrom: string,
) {
  const from = readTypedDay(typedFrom);
  const found = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findDays(tx, {
      ...at,
      channel,
      quantityMilli: quantity * 1000,
      ...(from === undefined ? {} : { from }),
      days: daysLookedAt,
    }),
  );
  return found.days.map(({ day, orderUntil, word }) => ({
    day: day.toString(),
    orderUntil: orderUntil.toString(),
    word,
  }));
}

/** `2026-12-24`; undefined for what is no day. */
export function readTypedDay(text: string): Temporal.PlainDate | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? tryDay(text) : undefined;
}

function tryDay(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

function readQuantity(typed: number): number {
  return Number.isInteger(typed) ? Math.min(quantityMax, Math.max(1, typed)) : 1;
}

/** Orders it, or says why not: the day is full, too late, or nobody is named. */
export async function placePreorder(
  window: HouseWindow,
  placing: Placing,
  visitor: Visitor,
  form: PreorderForm,
): Promise<Placed> {
  const { house, shelf, board } = window;
  const { masters } = house.db;
  const orderId = readSignedId(masters, 'order', use, form.formId);
  const item = shelf.item(tryParseId('item', form.itemId) ?? '');
  const place = placeOf(board, form.placeId);
  if (orderId === undefined || item?.price === undefined || place === undefined) {
    return { refused: sentences.stale[visitor.language] };
  }
  const day = readTypedDay(form.day);
  if (day === undefined) {
    return { refused: sentences.day[visitor.language], field: 'day' };
  }
  const token = viewTokenOf(masters, orderId);
  const placed = { orderId: formatId('order', orderId), token };
  const known = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findOrderByToken(tx, orderId, token),
  );
  if (known !== undefined) {
    return placed;
  }
  const recordId = await recordOf(house, visitor);
  const contact = contactOf(form, visitor.language);
  if ((await whoIsKnown(window, visitor)) === null && contact === undefined) {
    return atWho({ refused: sentences.who[visitor.language], field: 'name' }, form);
  }
  const isByCard = form.payment === 'card' && hasCards(house);
  const input: OrderToPlace = {
    orderId,
    placeId: window.web.id,
    fulfilment: 'pickup',
    handoverPlaceId: place.id,
    channel,
    lines: [
      {
        itemId: item.id,
        quantityMilli: readQuantity(form.quantity) * 1000,
        seenPriceMinor: item.price.amountMinor,
        day,
      },
    ],
    ...(recordId === undefined ? {} : { recordId, isHerself: true }),
    ...(contact === undefined ? {} : { contact }),
    payment: isByCard
      ? { method: 'card', token: form.card === 'declined' ? 'declined' : 'ok' }
      : { method: 'cash' },
    actor: recordId === undefined ? 'guest' : `customer:${formatId('record', recordId)}`,
  };
  return saying(visitor.language, async () => {
    const hash = hashInput(masters, orderId);
    await placing.submit({ input, idempotency: { scope: 'shop', key: orderId, hash } });
    return placed;
  });
}

function contactOf({ name, email, phone }: PreorderForm, language: Language) {
  return name === '' || email + phone === ''
    ? undefined
    : {
        fullName: name,
        ...(email === '' ? {} : { email }),
        ...(phone === '' ? {} : { phone }),
        attributes: { language },
      };
}

const sentences = {
  stale: {
    ja: 'このページは古くなりました。商品のページからもう一度お進みください。',
    en: 'This page is out of date. Please start again from the product.',
  },
  day: { ja: '受け取る日を選んでください。', en: 'Please choose the day on which you collect it.' },
  who: {
    ja: 'お名前と、メールアドレスか電話番号を入力してください。',
    en: 'Please give your name, and an e-mail address or a telephone number.',
  },
} as const;
