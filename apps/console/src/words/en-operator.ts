// English: small deeds of who runs the house.
import type { Words } from './ja.ts';

export const promise: Words['promise'] = {
  title: 'Another time for the pickup',
  readyBy: 'New time',
  hint: 'Left empty, the next free one. The customer is told.',
  move: 'Change it and tell her',
  moved: 'The time is changed, and the customer is told.',
};

export const weather: Words['weather'] = {
  title: 'The weather now',
  lead: 'For offers that depend on it, such as those of rainy days. It ends after twelve hours.',
  label: 'Weather',
  none: 'Not told',
  weathers: { rain: 'Rain', snow: 'Snow', hot: 'Hot', cold: 'Cold' },
  tell: 'Tell it',
  told: (word) => `Taken as: ${word}.`,
  ended: 'No weather is told any more.',
};

export const brands: Words['brands'] = {
  title: 'Brands',
  lead: 'Brands of goods; offers can be bound to them too.',
  none: 'No brands yet.',
  name: 'Name',
  nameJa: 'Name (Japanese)',
  nameEn: 'Name (English)',
  code: 'Code',
  add: 'Add a brand',
  added: (name) => `Added “${name}”.`,
};

export const proof: Words['proof'] = {
  title: 'Proof of the books',
  lead: 'Whether the balances of stock and points are what all movements add up to, worked out now.',
  run: 'Prove them',
  running: 'Proving …',
  stock: 'Stock',
  ledger: 'Points, stamps and gifts',
  agrees: 'It agrees',
  differs: (count) => `Differences: ${count}. Please tell the makers, with the version you run.`,
  stockCounted: (balances, movements) => `Balances ${balances}, movements ${movements}`,
  ledgerCounted: (postings) => `Postings ${postings}`,
};
