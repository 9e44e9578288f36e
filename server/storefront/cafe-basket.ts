// The basket of a café and what follows: ordering it, joining one by its link, and the ticket on the order's page.
import { findOwnRecords } from '#customers';
import { formatId, tryParseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import {
  arrive,
  type BasketShown,
  type BasketToPlace,
  changeBasket,
  placeBasket,
  setBasketLine,
  viewBasket,
  viewShops,
  viewTicket,
} from '#kitchen';
import { viewValue } from '#loyalty';
import { findOrderByToken, viewTokenOf } from '#orders';
import { allergenWords, cafePicture, changing, readCafe, toShop } from './cafe-page.ts';
import type { Placed, Visitor } from './contract.ts';
import type { CafeBasketPage, CafeChange, CafeLine, CafeTicket } from './contract-cafe.ts';
import { type HouseWindow, placeOf, positionOf, recordOf } from './house-window.ts';

const othersShown = 8;

/** Undefined when this phone has none. */
export async function viewCafeBasket(
  window: HouseWindow,
  visitor: Visitor,
): Promise<CafeBasketPage | undefined> {
  const { basket } = visitor;
  if (basket === undefined) {
    return undefined;
  }
  const from = positionOf(window.board, visitor);
  const points = await pointsOf(window, visitor);
  return readCafe(window, async (tx) => {
    const shown = await viewBasket(tx, basket.token, basket.seatKey, from).catch(() => undefined);
    if (shown === undefined) {
      return undefined;
    }
    const shops = await viewShops(tx, from);
    const orderId = tryParseId('order', shown.orderId ?? '');
    return {
      shop: toShop(shown.shop, visitor, tx.now),
      others: shops
        .filter(({ placeId }) => placeId !== shown.shop.placeId)
        .slice(0, othersShown)
        .map((shop) => ({
          id: shop.placeId,
          name: visitor.language === 'en' ? shop.nameEn : shop.nameJa,
        })),
      isEatenIn: shown.isEatenIn,
      isGroup: shown.isGroup,
      seats: shown.seats,
      seat: shown.seat,
      startsBy: shown.startsBy,
      wantedAt: shown.wantedAt,
      readyAt: shown.readyAt,
      times: shown.times,
      lines: shown.lines.map((line) => toLine(window, visitor, line, shown.seat)),
      totalMinor: shown.totalMinor,
      taxes: shown.taxes,
      currency: shown.currency,
      problem: shown.problem?.[visitor.language] ?? null,
      token: basket.token,
      points,
      canPayByCard: window.house.config.stripeSecretKey === undefined,
      orderedAs:
        orderId === undefined
          ? null
          : `/orders/${formatId('order', orderId)}?t=${viewTokenOf(tx.masters, orderId)}`,
    };
  });
}

function toLine(
  window: HouseWindow,
  visitor: Visitor,
  line: BasketShown['lines'][number],
  seat: number | null,
): CafeLine {
  const { language } = visitor;
  const name = language === 'en' ? line.nameEn : line.nameJa;
  return {
    number: line.number,
    itemId: line.itemId,
    name,
    options: line.options.map((option) => option[language]),
    picture: cafePicture(window, line.itemId, name, visitor),
    quantity: line.quantity,
    amountMinor: line.amountMinor,
    allergens: allergenWords(line.allergens, language),
    seat: line.seat,
    isMine: seat === 1 || seat === line.seat,
    problem: line.problem?.[language] ?? null,
  };
}

/** Null for who is not signed in. */
async function pointsOf(window: HouseWindow, visitor: Visitor): Promise<number | null> {
  const recordId = await recordOf(window.house, visitor);
  if (recordId === undefined) {
    return null;
  }
  const actor = `customer:${formatId('record', recordId)}`;
  return transaction(window.house.db, { actor, readOnly: true }, async (tx) => {
    const { points } = await viewValue(tx, await findOwnRecords(tx, recordId));
    return points.available;
  });
}

/** Whether this phone may look: a link that leads nowhere says so. */
export async function findCafeBasket(
  window: HouseWindow,
  token: string,
): Promise<{ readonly placeId: string } | undefined> {
  return readCafe(window, async (tx) => {
    const shown = await viewBasket(tx, token, undefined, undefined).catch(() => undefined);
    return shown === undefined ? undefined : { placeId: shown.shop.placeId };
  });
}

/** Changes her basket; answers why not. */
export async function changeCafeBasket(
  window: HouseWindow,
  visitor: Visitor,
  change: CafeChange,
): Promise<{ readonly refused: string | null }> {
  const { basket } = visitor;
  if (basket === undefined) {
    return { refused: null };
  }
  const answer = await changing(window, visitor, async (tx) => {
    const { token, seatKey } = basket;
    switch (change.kind) {
      case 'line':
        await setBasketLine(tx, token, seatKey, change);
        break;
      case 'shop': {
        const place = placeOf(window.board, change.placeId);
        await changeBasket(tx, token, place === undefined ? {} : { placeId: place.id });
        break;
      }
      case 'way':
        await changeBasket(tx, token, { isEatenIn: change.isEatenIn });
        break;
      case 'time':
        await changeBasket(tx, token, {
          startsBy: change.startsBy,
          wantedAt: change.wantedAt === null ? null : Temporal.Instant.from(change.wantedAt),
        });
        break;
      case 'group':
        await changeBasket(tx, token, { isGroup: true });
    }
    return { refused: null };
  });
  return answer;
}

export type CafePayment = {
  readonly method: string;
  readonly usesPoints: boolean;
  readonly seenTotalMinor: number;
};

/** Orders what lies in her basket, or says why not; the basket stays. */
export async function placeCafeBasket(
  window: HouseWindow,
  visitor: Visitor,
  payment: CafePayment,
): Promise<Placed> {
  const { basket, language } = visitor;
  if (basket === undefined) {
    return { refused: gone[language] };
  }
  const recordId = await recordOf(window.house, visitor);
  const points = payment.usesPoints ? ((await pointsOf(window, visitor)) ?? 0) : 0;
  const actor = recordId === undefined ? 'guest' : `customer:${formatId('record', recordId)}`;
  const wish: BasketToPlace = {
    token: basket.token,
    payment: tendersFor(payment, points),
    seenTotalMinor: payment.seenTotalMinor,
    channel: 'mobile',
    actor,
    ...(recordId === undefined ? {} : { recordId }),
  };
  const placed = await changing(window, visitor, (tx) => placeBasket(tx, wish));
  return 'refused' in placed
    ? placed
    : { orderId: formatId('order', placed.orderId), token: placed.viewToken };
}

/** Points first, the rest by what she chose. */
function tendersFor(
  { method, seenTotalMinor }: CafePayment,
  points: number,
): BasketToPlace['payment'] {
  const rest =
    method === 'cash'
      ? { method: 'cash' as const }
      : { method: 'card' as const, token: method === 'declined' ? 'declined' : 'ok' };
  const spent = Math.min(points, seenTotalMinor);
  const byPoints = { method: 'points' as const, amountMinor: spent };
  return spent === 0 ? [rest] : spent === seenTotalMinor ? [byPoints] : [byPoints, rest];
}

const gone = {
  ja: 'このバスケットは見つかりません。カフェのページから新しくお選びください。',
  en: 'This basket is not there any more; begin a new one at the café.',
} as const;

/** The ticket of an order of the café; null for other orders. */
export async function viewCafeTicket(
  window: HouseWindow,
  { language }: Visitor,
  orderId: string,
): Promise<CafeTicket | null> {
  const ticket = await readCafe(window, (tx) => viewTicket(tx, orderId));
  return ticket === undefined
    ? null
    : {
        callNumber: ticket.callNumber,
        state: ticket.state,
        isEatenIn: ticket.isEatenIn,
        promisedAt: ticket.promisedAt,
        hasMoved: ticket.promisedAt !== ticket.firstPromisedAt,
        startsBy: ticket.startsBy,
        arrivedAt: ticket.arrivedAt,
        readyAt: ticket.readyAt,
        code: ticket.code,
        cups: ticket.cups.map((cup) => ({
          number: cup.number,
          name: language === 'en' ? cup.nameEn : cup.nameJa,
          options: language === 'en' ? cup.optionsEn : cup.optionsJa,
          seat: cup.seat,
        })),
      };
}

/** "I'm here", by the link of the order. */
export async function arriveAtCafe(
  { house }: HouseWindow,
  typedId: string,
  token: string,
): Promise<boolean> {
  const orderId = tryParseId('order', typedId);
  if (orderId === undefined) {
    return false;
  }
  return transaction(house.db, { actor: 'guest' }, async (tx) => {
    if ((await findOrderByToken(tx, orderId, token)) === undefined) {
      return false;
    }
    await arrive(tx, orderId);
    return true;
  });
}
