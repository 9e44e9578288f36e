// What a calculator is: from what some lines cost still, how much goes off each. Whole minor units, never more than a
// line has; what is worked out for all of them together is rounded down once and then divided.
import type { Sentence } from '../engine/sentence.ts';

/** Some lines of a basket, each with what is left of its price, its whole pieces and its tax rate. */
export type Part = {
  readonly nets: readonly number[];
  readonly pieces: readonly number[];
  readonly rates: readonly number[];
};

export type CalculatorRule<Calculator> = {
  /** Off each line, in their order. */
  readonly off: (calculator: Calculator, part: Part) => number[];
  readonly say: (calculator: Calculator, currency: string) => Sentence;
};

export function sum(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
  }
  return total;
}
