// What is asked of the engine: a basket, where and when and by whom it is bought. All of it is given from outside, so
// that the engine looks nothing up, keeps no clock and gives the same answer to the same question.

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

/** A moment, of whatever keeps it: Temporal at the house, milliseconds at a till. */
export type Moment = { readonly epochMilliseconds: number };

/** What somebody did: with an item, at a place (uuids). */
export type Deed = {
  readonly what: string;
  readonly at: Moment;
  readonly itemId?: string;
  readonly placeId?: string;
};

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
  /** From so much of goods on, after what is off them, only `leftMinor` of it is charged. */
  readonly deliveryFree?: { readonly fromMinor: number; readonly leftMinor: number };
  readonly now: Moment;
  /** Of the place of sale. */
  readonly timeZone: string;
  /** uuids of the place of sale, and of the hand-over where that is another. */
  readonly placeIds: readonly string[];
  readonly channel: string;
  readonly fulfilment: string;
  readonly buyer: BuyerFacts;
  /** At the place of sale: rain, snow, sun …; null when nobody told. */
  readonly weather: string | null;
  /** How far the buyer is from the place; null when nobody told. */
  readonly distanceM: number | null;
  /** Has checked in at the place, or stands at its till. */
  readonly isInShop: boolean;
};

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What clock and calendar show in a zone: 2026-11-30T23:59:00. */
export function wallClock({ epochMilliseconds }: Moment, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    // Swedish writes dates as ISO 8601 does.
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    clocks.set(timeZone, clock);
  }
  return clock.format(epochMilliseconds).replace(' ', 'T');
}

/** The moment on the clock and the calendar of the place of sale. */
export type LocalTime = {
  /** 2026-11-30T23:59:00 */
  readonly moment: string;
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
    const moment = wallClock(ask.now, ask.timeZone);
    const date = new Date(`${moment}Z`);
    time = {
      moment,
      clock: moment.slice(11, 16),
      weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
      day: date.getUTCDate(),
    };
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
