// Every calculator there is. To add one: write its file, add it here.
import { type Static, Type } from 'typebox';
import type { Sentence } from '../engine/sentence.ts';
import { Amount, amountOff } from './amount.ts';
import { AmountEach, amountEachOff } from './amount-each.ts';
import { PerAmount, perAmountOff } from './per-amount.ts';
import { Percent, percentOff } from './percent.ts';
import type { CalculatorRule, Part } from './rule.ts';
import { Tiers, tieredOff } from './tiers.ts';
import { downToUnitPrice, UnitPrice } from './unit-price.ts';

export const Calculator = Type.Union([Percent, Amount, AmountEach, UnitPrice, Tiers, PerAmount]);
export type Calculator = Static<typeof Calculator>;

const rules: {
  readonly [Kind in Calculator['kind']]: CalculatorRule<Extract<Calculator, { kind: Kind }>>;
} = {
  percent: percentOff,
  amount: amountOff,
  amount_each: amountEachOff,
  unit_price: downToUnitPrice,
  tiers: tieredOff,
  per_amount: perAmountOff,
};

function ruleOf(calculator: Calculator): CalculatorRule<Calculator> {
  return rules[calculator.kind] as unknown as CalculatorRule<Calculator>;
}

export function calculate(calculator: Calculator, part: Part): number[] {
  return ruleOf(calculator).off(calculator, part);
}

export function sayCalculator(calculator: Calculator, currency: string): Sentence {
  return ruleOf(calculator).say(calculator, currency);
}
