// What is asked of the engine: a basket, where and when and by whom it is bought. All of it is given from outside, so
// that the engine looks nothing up, keeps no clock and gives the same answer to the same question.
import type { CustomerDeed } from '#customers';
import type { Position } from '#places';

export type BasketLine = {
  /** uuids */
  readonly itemId: string;
  readonly productId: string;
  readonly categoryId: string | null;
  readonly brandId: string | null;
  readonly name: string;
  readonly quantityMilli: number;
  readonly amountMinor: number;
  /** 1000 is 10%. */
  readonly taxRateBp: number;
  /** By weight: it counts as one piece, and no bundle takes a part of it. */
  readonly isWeighed: boolean;
  /** A fee (delivery, wrapping): only free delivery looks at it. */
  readonly isFee: boolean;
};

/** What somebody did: with an item, at a place. */
export type Deed = CustomerDeed;

/** As far back as anybody asks. */
export const deedsDaysMax = 730;

export type BuyerFacts = {
  /** Who it is for holdouts and limits (uuid); null for a guest. */
  readonly customerId: string | null;
  readonly who: 'customer' | 'staff' | 'owner';
  /** Undefined where nobody looked, because no promotion wants to know. */
  readonly isFirstPurchase?: boolean;
  readonly tier?: string | null;
  readonly deeds?: readonly Deed[];
};

export type Ask = {
  readonly lines: readonly BasketLine[];
  readonly currency: string;
  /** What delivery costs beside the lines. */
  readonly deliveryMinor: number;
  readonly now: Temporal.Instant;
  /** Of the place of sale. */
  readonly timeZone: string;
  /** uuids of the place of sale, and of the hand-over where that is another. */
  readonly placeIds: readonly string[];
  readonly channel: string;
  readonly fulfilment: string;
  readonly buyer: BuyerFacts;
  /** At the place of sale: rain, snow, sun …; null when nobody told. */
  readonly weather: string | null;
  /** Where the buyer is and where the place; null when not told. */
  readonly position: Position | null;
  readonly placePosition: Position | null;
  /** Has checked in at the place, or stands at its till. */
  readonly isInShop: boolean;
};

/** The moment on the clock and the calendar of the place of sale. */
export type LocalTime = {
  readonly moment: Temporal.PlainDateTime;
  /** 09:05 */
  readonly clock: string;
  /** 1 is Monday. */
  readonly weekday: number;
  readonly day: number;
};

const localTimes = new WeakMap<Ask, LocalTime>();

/** Read once an ask: hundreds of promotions may want to know. */
export function localTime(ask: Ask): LocalTime {
  let time = localTimes.get(ask);
  if (time === undefined) {
    const moment = ask.now.toZonedDateTimeISO(ask.timeZone).toPlainDateTime();
    const clock = moment.toPlainTime().toString().slice(0, 5);
    time = { moment, clock, weekday: moment.dayOfWeek, day: moment.day };
    localTimes.set(ask, time);
  }
  return time;
}

const piecesOfAsks = new WeakMap<Ask, readonly number[]>();

/** Pieces of each line, counted once an ask. */
export function piecesOfLines(ask: Ask): readonly number[] {
  let pieces = piecesOfAsks.get(ask);
  if (pieces === undefined) {
    pieces = ask.lines.map(piecesOf);
    piecesOfAsks.set(ask, pieces);
  }
  return pieces;
}

const ratesOfAsks = new WeakMap<Ask, readonly number[]>();

/** The tax rate of each line; one list an ask. */
export function ratesOfLines(ask: Ask): readonly number[] {
  let rates = ratesOfAsks.get(ask);
  if (rates === undefined) {
    rates = ask.lines.map((line) => line.taxRateBp);
    ratesOfAsks.set(ask, rates);
  }
  return rates;
}

/** Whole pieces of a line; what is weighed is one. */
export function piecesOf(line: BasketLine): number {
  return line.isWeighed ? 1 : Math.floor(line.quantityMilli / 1000);
}
