import type { Answer } from '@engawa/client';

type Capability = Answer<'/api/places/{placeId}'>['capabilities'][number];

/** What a place can do, in the order in which it is asked; server/modules/places/capabilities.ts has the table. */
export const capabilities: readonly Capability[] = [
  'sells',
  'holds_stock',
  'hands_over',
  'delivers',
  'takes_returns',
  'cooks',
  'takes_bookings',
  'ships',
  'is_unmanned',
];

/** Those that were checked, under `can-<word>`. */
export function capabilitiesOf(form: FormData): Capability[] {
  return capabilities.filter((each) => form.get(`can-${each}`) === 'on');
}
