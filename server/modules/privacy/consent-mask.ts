// From decisions to the bit mask that row security compares. Pure.
import { maskOf, type Purpose, stoppedMask } from '#kernel/purposes';
import type { Decisions } from './consent.ts';

/**
 * The mask of a customer from the decisions of all her records: a purpose is allowed when one record gave
 * it and none withdrew it (the stricter wins); a record that was never asked has no say. `service` is in
 * every mask, being what she asked for herself, until one record takes that back: then every use is stopped, and
 * `duty` alone is left. What was agreed besides stays in the book and counts again when she lifts the stop.
 */
export function consentMaskOf(records: readonly Decisions[]): number {
  const given = new Set<Purpose>();
  const withdrawn = new Set<Purpose>();
  for (const decisions of records) {
    for (const [purpose, decision] of decisions) {
      (decision === 'given' ? given : withdrawn).add(purpose);
    }
  }
  return withdrawn.has('service') ? stoppedMask : maskOf([...given.difference(withdrawn)]);
}
