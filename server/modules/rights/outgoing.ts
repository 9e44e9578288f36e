// Purposes under which data may leave the house for another company, and the fields that may. Pure.
import type { Purpose } from '#kernel/purposes';

export const outgoingPurposes = ['partners', 'ads_sharing'] as const satisfies readonly Purpose[];
export type OutgoingPurpose = (typeof outgoingPurposes)[number];

export const outgoingItems = [
  'fullName',
  'familyName',
  'givenName',
  'email',
  'phone',
  'mobilePhone',
  'postalCode',
  'prefecture',
  'city',
  'address',
] as const;

export function isOutgoing(word: string): word is OutgoingPurpose {
  return (outgoingPurposes as readonly string[]).includes(word);
}
