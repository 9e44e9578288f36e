// In English; see ja-gifts.ts.
import type { Words } from './ja.ts';

export const gifts: Words['gifts'] = {
  title: 'Gifts',
  lead: 'Gifts that were bought, and how many were taken. Whom they are for is not shown to the shop either.',
  none: 'No gifts have been bought yet',
  bought: 'Bought',
  kind: 'Kind',
  kinds: { value: 'Value', item: 'Goods' },
  amount: 'Each',
  count: 'Gifts',
  open: 'Not taken yet',
  claimed: 'Taken',
  ended: 'Taken back or over',
  place: 'Bought at',
  unclaimed: 'Goods that nobody took in time',
  keep: 'The house keeps what was paid',
  refund: 'Give the money back to the buyer',
  unclaimedHint:
    'The buyer is told two weeks before and at the end. Gift value is over at its end either way; what was paid in cash is given back at the counter.',
  saved: 'Saved',
  page: 'A purchase of gifts',
  order: 'See the order',
  list: 'Its gifts',
  number: 'No.',
  state: 'State',
  states: {
    unpaid: 'Waits for payment',
    issued: 'Not taken yet',
    claimed: 'Taken',
    revoked: 'Taken back',
    expired: 'Over',
    void: 'Never paid',
  },
  until: 'Valid until',
  at: 'Taken at',
  act: 'Act',
  revoke: 'Take back',
  revokeTitle: (number: number) => `Take gift ${number} back`,
  revokeLead:
    'The link stops working and the money goes back the way it came. What was paid in cash is to be handed over from the till of this place.',
  revokeAt: 'Refunded at',
};
