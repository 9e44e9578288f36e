// What is said about earning rules, stamp cards, tiers and an outside points master.
import type { loyalty as ja } from './ja-loyalty.ts';

export const loyalty: typeof ja = {
  lead: 'How points are earned, stamp cards and tiers; see what would happen before you decide.',
  rules: 'Earning rules',
  noRules: 'There are no earning rules yet. Plain points follow the sales policy.',
  name: 'Name',
  code: 'Code (letters and digits)',
  understood: 'What the house has understood',
  notYet: 'The sentence appears when the numbers are complete.',
  sample: (minor, points) =>
    `An order of ¥${minor.toLocaleString('en')} now would give ${points.toLocaleString('en')} points`,
  cards: 'Stamp cards',
  noCards: 'There are no stamp cards yet.',
  size: 'Full with',
  givenBy: 'Given by',
  ways: { order: 'purchase', scan: 'scan at the till', visit: 'visit' },
  reward: 'Reward',
  state: 'State',
  tiers: 'Tiers',
  tier: 'Tier',
  noTiers: 'There are no tiers yet.',
  noTier: 'No tier',
  periodMonths: 'Months of purchases that count',
  graceDays: 'Days of grace',
  graceHint: 'A tier that is no longer reached stays so many days.',
  tierName: (at) => `Name of tier ${at}`,
  threshold: (at) => `Tier ${at} from (yen, without tax)`,
  removeTier: (at) => `Remove tier ${at}`,
  remove: 'Remove',
  addTier: 'Add a tier',
  saved: 'Saved. These are the tiers from now on.',
  now: 'Now',
  proposed: 'Then',
  seen: (rising, falling) =>
    `With these, ${rising.toLocaleString('en')} would rise and ${falling.toLocaleString('en')} would fall.`,
  seenCaption: 'Customers by tier',
  ofCustomers: (count, isSample) =>
    `Counted among ${count.toLocaleString('en')} who bought within the period${isSample ? ' (who came last)' : ''}.`,
  master: 'Outside points master',
  noMaster: 'No outside points master is connected (ENGAWA_POINTS_MASTER_URL connects one).',
  told: 'Orders it knows',
  waiting: 'Orders to be told',
  late: 'Awaiting an answer',
  refused: 'Refused',
  order: 'Open the order',
  moves: (spent, earned) =>
    `${spent.toLocaleString('en')} points spent, ${earned.toLocaleString('en')} earned.`,
  refusedFor: (reason) => `Refused: ${reason}`,
  unanswered: (attempts) =>
    `Asked ${attempts} times without an answer; it is asked again by itself.`,
  askAgain: 'Ask again',
};
