// English: how long personal data is kept.
import type { Words } from './ja.ts';

export const retention: Words['retention'] = {
  title: 'How long data is kept',
  lead: 'Personal data without a sign of life for so many days is erased every night. Orders and the ledger stay, and name nobody.',
  ownerOnly: 'Only an owner can change this.',
  rules: {
    analytics_ids: {
      name: 'Identifiers of measuring',
      about: 'Browsers and apps that agreed to be known.',
    },
    guests: { name: 'Guests', about: 'How to reach people who bought without an account.' },
    members: {
      name: 'Members',
      about: 'Accounts, member cards, people registered in a shop or joined by LINE.',
    },
  },
  days: 'Days to keep it',
  least: (days, years) => `At least ${days} days (${years}).`,
  years: (years) => `about ${years} years`,
  months: (months) => `about ${months} months`,
  daysLong: (days) => (days === '1' ? '1 day' : `${days} days`),
  now: (days, about) => `Now ${days} days (${about})`,
  save: 'Change',
  saved: 'Changed. It holds from tonight on.',
  shorten: 'Keep it shorter',
  shortenSure: (name, days) => `Keep “${name}” for ${days} days only?`,
  shortenHint:
    'Tonight everything older than that is erased, and an erasure cannot be undone. To erase one person, ask for it on her page.',
};
