// Another day for what is made for her (予約販売), from the page of her order.
import { type DayMoves, moveDay } from '#orders';
import type { Refused, Visitor } from './contract.ts';
import type { DayMove } from './contract-order.ts';
import { refusedWith, withHerOrder } from './her-order.ts';
import type { HouseWindow } from './house-window.ts';
import { readTypedDay } from './preorder-page.ts';

/** As many days as a page offers at once. */
const daysShown = 14;

export function sayDayMove({ day, until, timeZone, days }: DayMoves): DayMove {
  return {
    day: day.toString(),
    until: until?.toString() ?? null,
    timeZone,
    days: days.slice(0, daysShown).map((each) => ({
      day: each.day.toString(),
      orderUntil: each.orderUntil.toString(),
      word: each.word,
    })),
  };
}

const noDay = { ja: '日にちを選んでください。', en: 'Please choose a day.' } as const;

/** Undefined when it is done. */
export async function moveDayFromForm(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  typedDay: string,
): Promise<Refused | undefined> {
  const day = readTypedDay(typedDay);
  return day === undefined
    ? { refused: noDay[visitor.language], field: 'day' }
    : refusedWith(visitor, () =>
        withHerOrder(window, visitor, typedId, token, (tx, orderId) =>
          moveDay(tx, { orderId, day, by: 'customer' }),
        ),
      );
}
