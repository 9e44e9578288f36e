// A refusal in her words, and the field of the shop's forms that it is about: there it is said, and there she goes on.
import { Refusal } from '#kernel/errors';
import { problemOf } from '#kernel/problem';
import type { Language, Refused } from './contract.ts';

/** By the code of the refusal, whichever form it answers; a code that is not here is about none. */
const fieldOf: Readonly<Record<string, string>> = {
  'bookings.contact_needed': 'name',
  'bookings.full': 'startsAt',
  'bookings.not_a_slot': 'startsAt',
  'catalog.picture_too_large': 'photos',
  'catalog.picture_unreadable': 'photos',
  'layaways.contact_needed': 'name',
  'orders.day_full': 'day',
  'orders.day_not_offered': 'day',
  'orders.receipt_too_much': 'amount',
  'orders.return_excluded': 'reason',
  'orders.return_way_unknown': 'way',
  'reviews.nothing_written': 'text',
  'reviews.too_many_photos': 'photos',
};

export function toRefused(refusal: Refusal, language: Language): Refused {
  const refused = problemOf(refusal, language).detail;
  const field = fieldOf[refusal.code];
  return field === undefined ? { refused } : { refused, field };
}

/** Of whoever wrote her name, what is missing is how to reach her. */
export function atWho<Answer extends object>(
  answer: Answer | Refused,
  { name }: { readonly name: string },
): Answer | Refused {
  return 'field' in answer && answer.field === 'name' && name !== ''
    ? { ...answer, field: 'email' }
    : answer;
}

/** What `work` answers, or the public sentence of its refusal. */
export async function saying<Answer>(
  language: Language,
  work: () => Promise<Answer>,
): Promise<Answer | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      return toRefused(error, language);
    }
    throw error;
  }
}
