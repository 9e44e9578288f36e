// What a condition is: whether it holds, what would make it hold, and how it reads. One condition a file; the listing of
// this folder is the manual. `holds` is asked thousands of times a basket, `whyNot` once, when somebody wants to know.

import type { Ask } from '../engine/ask.ts';
import type { Names, Sentence } from '../engine/sentence.ts';
import type { Reason } from '../reasons.ts';

export type ConditionRule<Condition> = {
  readonly holds: (condition: Condition, ask: Ask) => boolean;
  /** Says what is missing, in a sentence that tells what to do. */
  readonly whyNot: (condition: Condition, ask: Ask) => Reason;
  readonly say: (condition: Condition, names: Names, currency: string) => Sentence;
};
