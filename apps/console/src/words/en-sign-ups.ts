// What is said about registrations and where they came from.
import type { signUps as ja } from './ja-sign-ups.ts';

export const signUps: typeof ja = {
  title: 'Sign-ups',
  toPage: 'Sign-ups in numbers',
  lead: 'Who became a member this year, against the same days of last year.',
  before: (count) => `${count} in the same days of last year`,
  bySource: 'Where from',
  byPlace: 'Place',
  byClerk: 'Clerk',
  thisYear: 'This year',
  lastYear: 'Last year',
  none: 'None yet.',
  noPlace: 'Outside of shops',
  sources: {
    web: 'Web shop',
    line: 'LINE',
    store: 'At the counter',
  },
};
