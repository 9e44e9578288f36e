// Goods that she gives back, from her order's page: what may be, until when and how, and how far it is.
import { toString as drawQr } from 'qrcode';
import { formatId, tryParseId } from '#kernel/ids';
import { fromMilli, toMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import {
  askReturn,
  canWithdraw,
  findRequestParts,
  isRequestOpen,
  listRequestsOf,
  offerReturn,
  type RequestParts,
  type RequestRow,
  type ReturnOffer,
  type ReturnTerms,
  requestNumber,
  withdrawReturn,
} from '#orders';
import { capabilities, type PlaceRow } from '#places';
import { pictureOf, say } from './cards.ts';
import type { Language, Refused, Visitor } from './contract.ts';
import type {
  AskedReturn,
  ReturnAsk,
  ReturnLine,
  ReturnPlace,
  ReturnReason,
  ReturnState,
  ReturnsPage,
  ReturnTermsSaid,
  ReturnWay,
} from './contract-returns.ts';
import { refusedWith, withHerOrder } from './her-order.ts';
import { type HouseWindow, positionOf } from './house-window.ts';
import { nameIn } from './place-board.ts';

const shopsShown = 3;
const noteLengthMax = 500;

export function sayTerms(terms: ReturnTerms, language: Language): ReturnTermsSaid {
  const { isOffered, days, defectDays, ways, parcelPaidBy } = terms;
  const condition = language === 'ja' ? terms.conditionJa : terms.conditionEn;
  return { isOffered, days, defectDays, ways, parcelPaidBy, condition };
}

/** For the page of an order: how far what she asked for is; null where nothing was asked and nothing can be. */
export async function glimpseReturns(
  tx: Tx,
  order: Pick<ReturnOffer['view']['order'], 'id'>,
): Promise<{ readonly state: ReturnState | null } | null> {
  const [newest] = await listRequestsOf(tx, order.id);
  if (newest !== undefined) {
    return { state: newest.state };
  }
  return (await offerReturn(tx, order.id))?.isOffered === true ? { state: null } : null;
}

/** Undefined when there is no such order, or it is not hers. */
export function viewReturns(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
): Promise<ReturnsPage | undefined> {
  return withHerOrder(window, visitor, typedId, token, async (tx, orderId) => {
    const offer = await offerReturn(tx, orderId);
    if (offer === undefined || offer.view.order.kind !== 'sale') {
      return undefined;
    }
    const { order } = offer.view;
    const { language } = visitor;
    return {
      orderId: typedId,
      number: order.number,
      currency: order.currency,
      terms: sayTerms(offer.terms, language),
      reasons: reasonsOf(offer),
      lastDay: offer.lastDay.toString(),
      lastDefectDay: offer.lastDefectDay.toString(),
      lines: offer.lines.map((line) => toLine(window, line, language)),
      asked: await askedOf(tx, window, visitor, order),
      shops: shopsOf(window, visitor),
      parcelTo: toPlace(window, offer.parcelPlaceId, language),
    };
  });
}

/** What she may still say; none: nothing can be asked for any more. */
function reasonsOf(offer: ReturnOffer): ReturnReason[] {
  const isIn = (last: Temporal.PlainDate) => Temporal.PlainDate.compare(offer.today, last) <= 0;
  const left = offer.lines.filter((line) => line.leftMilli > 0 && line.exclusion !== 'no_goods');
  if (!offer.isOffered || left.length === 0 || !isIn(offer.lastDefectDay)) {
    return [];
  }
  const mayChangeMind = isIn(offer.lastDay) && left.some(({ exclusion }) => exclusion === null);
  return mayChangeMind ? ['changed_mind', 'defect', 'wrong_item'] : ['defect', 'wrong_item'];
}

function toLine(
  { shelf }: HouseWindow,
  line: ReturnOffer['lines'][number],
  language: Language,
): ReturnLine {
  const item = shelf.item(line.item_id);
  const isNamed = item === undefined || language === 'ja';
  const name = isNamed ? line.name : say(item.productName, language);
  const itemId = formatId('item', line.item_id);
  return {
    line: line.line,
    name,
    picture:
      item === undefined
        ? { address: `/media/items/${itemId}.svg`, alt: name }
        : pictureOf(item, language),
    left: Math.floor(fromMilli(line.leftMilli)),
    exclusion: line.exclusion,
  };
}

async function askedOf(
  tx: Tx,
  window: HouseWindow,
  { language }: Visitor,
  order: ReturnOffer['view']['order'],
): Promise<AskedReturn[]> {
  const rows = await listRequestsOf(tx, order.id);
  const parts = await findRequestParts(tx, rows);
  return Promise.all(
    rows.map((row) => toAsked(window, language, order.number, row, parts.get(row.id))),
  );
}

async function toAsked(
  window: HouseWindow,
  language: Language,
  orderNumber: string,
  row: RequestRow,
  parts: RequestParts | undefined,
): Promise<AskedReturn> {
  const { shelf } = window;
  const isOpen = isRequestOpen(row.state);
  return {
    id: formatId('returnRequest', row.id),
    number: requestNumber(orderNumber, row.position),
    state: row.state,
    way: row.way,
    reason: row.reason,
    sendTo: row.parcel_place_id === null ? null : toPlace(window, row.parcel_place_id, language),
    paidBy: row.parcel_paid_by,
    moneyMinor: row.refunded_minor ?? row.expected_minor,
    expectedPointsMinor: row.expected_points_minor,
    refusedFor: row.refused_for,
    isOpen,
    canWithdraw: canWithdraw(row.state),
    code: isOpen ? await drawCode(formatId('returnRequest', row.id)) : null,
    lines: (parts?.lines ?? []).map((each) => {
      const item = language === 'ja' ? undefined : shelf.item(each.itemId);
      return {
        name: item === undefined ? each.name : say(item.productName, language),
        quantity: fromMilli(each.quantityMilli),
      };
    }),
    steps: (parts?.steps ?? []).map(({ state, at }) => ({ state, at: at.toString() })),
  };
}

async function drawCode(text: string): Promise<string> {
  const svg = await drawQr(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

function toPlace({ board }: HouseWindow, placeId: string, language: Language): ReturnPlace {
  const place = board.places.get(placeId);
  return place === undefined
    ? { name: '', address: null }
    : { name: nameIn(place, language), address: place.address };
}

function shopsOf({ board }: HouseWindow, visitor: Visitor): ReturnsPage['shops'] {
  const takes = (place: PlaceRow) => (place.capabilities & capabilities.takes_returns) !== 0;
  return board
    .near(positionOf(board, visitor))
    .filter(({ place }) => takes(place))
    .slice(0, shopsShown)
    .map(({ place }) => ({
      id: formatId('place', place.id),
      name: nameIn(place, visitor.language),
      address: place.address,
    }));
}

const ways: ReadonlySet<string> = new Set<ReturnWay>(['shop', 'parcel']);
const reasons: ReadonlySet<string> = new Set<ReturnReason>([
  'changed_mind',
  'defect',
  'wrong_item',
]);

/** Why not; undefined when all went well. */
export function askReturnFromForm(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  ask: ReturnAsk,
): Promise<Refused | undefined> {
  return refusedWith(visitor, () =>
    withHerOrder(window, visitor, typedId, token, (tx, orderId) =>
      askReturn(tx, {
        orderId,
        way: (ways.has(ask.way) ? ask.way : 'shop') as ReturnWay,
        reason: (reasons.has(ask.reason) ? ask.reason : 'changed_mind') as ReturnReason,
        note: ask.note.normalize('NFC').slice(0, noteLengthMax),
        lines: ask.lines
          .filter(({ quantity }) => Number.isInteger(quantity) && quantity > 0)
          .map(({ line, quantity }) => ({ line, quantityMilli: toMilli(quantity) })),
      }),
    ),
  );
}

/** Why not; undefined when all went well. */
export function withdrawFromForm(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  requestId: string,
): Promise<Refused | undefined> {
  return refusedWith(visitor, () =>
    withHerOrder(window, visitor, typedId, token, (tx, orderId) =>
      withdrawReturn(tx, orderId, tryParseId('returnRequest', requestId) ?? ''),
    ),
  );
}
