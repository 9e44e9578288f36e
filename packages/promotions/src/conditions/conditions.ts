// Every condition there is. To add one: write its file, add it here.

import { type Static, Type } from 'typebox';
import type { Ask } from '../engine/ask.ts';
import type { Names, Sentence } from '../engine/sentence.ts';
import type { Reason } from '../reasons.ts';
import { AtPlaces, atPlaces } from './at-places.ts';
import { BetweenHours, betweenHours } from './between-hours.ts';
import { BuyerIs, buyerIs } from './buyer-is.ts';
import { ByFulfilment, byFulfilment } from './by-fulfilment.ts';
import { FirstPurchase, firstPurchase } from './first-purchase.ts';
import { HasDone, hasDone } from './has-done.ts';
import { InPeriod, inPeriod } from './in-period.ts';
import { InShopNow, inShopNow } from './in-shop-now.ts';
import { IsMember, isMember } from './is-member.ts';
import { OnChannels, onChannels } from './on-channels.ts';
import { OnMonthDays, onMonthDays } from './on-month-days.ts';
import { OnWeekdays, onWeekdays } from './on-weekdays.ts';
import { PiecesAtLeast, piecesAtLeast } from './pieces-at-least.ts';
import type { ConditionRule } from './rule.ts';
import { SpendAtLeast, spendAtLeast } from './spend-at-least.ts';
import { TierAmong, tierAmong } from './tier-among.ts';
import { WeatherIs, weatherIs } from './weather-is.ts';
import { WithinDistance, withinDistance } from './within-distance.ts';

export const Condition = Type.Union([
  SpendAtLeast,
  PiecesAtLeast,
  AtPlaces,
  OnChannels,
  ByFulfilment,
  InPeriod,
  BetweenHours,
  OnWeekdays,
  OnMonthDays,
  WeatherIs,
  WithinDistance,
  InShopNow,
  FirstPurchase,
  IsMember,
  TierAmong,
  HasDone,
  BuyerIs,
]);
export type Condition = Static<typeof Condition>;

const rules: {
  readonly [Kind in Condition['kind']]: ConditionRule<Extract<Condition, { kind: Kind }>>;
} = {
  spend_at_least: spendAtLeast,
  pieces_at_least: piecesAtLeast,
  at_places: atPlaces,
  on_channels: onChannels,
  by_fulfilment: byFulfilment,
  in_period: inPeriod,
  between_hours: betweenHours,
  on_weekdays: onWeekdays,
  on_month_days: onMonthDays,
  weather_is: weatherIs,
  within_distance: withinDistance,
  in_shop_now: inShopNow,
  first_purchase: firstPurchase,
  is_member: isMember,
  tier_among: tierAmong,
  has_done: hasDone,
  buyer_is: buyerIs,
};

/** The rule of a condition's own kind: the table above is typed by kind, its look-up cannot be. */
function ruleOf(condition: Condition): ConditionRule<Condition> {
  return rules[condition.kind] as unknown as ConditionRule<Condition>;
}

export function holds(condition: Condition, ask: Ask): boolean {
  return ruleOf(condition).holds(condition, ask);
}

export function whyNot(condition: Condition, ask: Ask): Reason {
  return ruleOf(condition).whyNot(condition, ask);
}

export function sayCondition(condition: Condition, names: Names, currency: string): Sentence {
  return ruleOf(condition).say(condition, names, currency);
}
