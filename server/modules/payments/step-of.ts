import { nextStep, type Step } from './payment.ts';
import type { PaymentRow } from './store.ts';

/** What a stored payment needs next. */
export function stepOf(
  row: Pick<PaymentRow, 'state' | 'wanted' | 'attempts' | 'captured_minor' | 'refunding_minor'>,
): Step {
  return nextStep({
    state: row.state,
    wanted: row.wanted,
    attempts: row.attempts,
    capturedMinor: row.captured_minor,
    refundingMinor: row.refunding_minor,
  });
}
