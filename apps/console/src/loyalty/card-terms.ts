// A stamp card while it is edited, and what of it goes to the server. Numbers stay text until they are complete.
import type { Answer } from '@engawa/client';

export type StampCard = Answer<'/api/loyalty/cards'>['cards'][number];
export type CardTerms = StampCard['terms'];
export type Reward = StampCard['rewards'][number];

/** Of a card that nobody has written yet: one stamp an order, a drink for ten. */
export const newCard: Pick<StampCard, 'size' | 'terms' | 'rewards' | 'stampDays' | 'rewardDays'> = {
  size: 10,
  terms: { order: { per: 'order' } },
  rewards: [{ code: 'reward-1', titleJa: '', titleEn: '', discountMinor: 500 }],
  stampDays: null,
  rewardDays: 60,
};

export const wayBegins: Required<CardTerms> = {
  order: { per: 'order' },
  scan: { mostAtOnce: 1, perDayMax: 3 },
  visit: { radiusMetres: 100, perDayMax: 1 },
};

/** With or without a way to get stamps. */
export function withWay<Way extends keyof CardTerms>(
  terms: CardTerms,
  way: Way,
  value: CardTerms[Way] | undefined,
): CardTerms {
  const { [way]: _, ...rest } = terms;
  return value === undefined ? rest : { ...rest, [way]: value };
}

/** One more reward, with a code that no other has. */
export function addReward(rewards: readonly Reward[]): Reward[] {
  const codes = new Set(rewards.map(({ code }) => code));
  const numbers = Array.from({ length: rewards.length + 1 }, (_, at) => at + 1);
  const free = numbers.find((number) => !codes.has(`reward-${number}`)) ?? rewards.length + 1;
  return [...rewards, { code: `reward-${free}`, titleJa: '', titleEn: '', discountMinor: 500 }];
}

/** Worth an amount or a share, never both. */
export function worth(reward: Reward, as: 'amount' | 'share', value: number): Reward {
  const { code, titleJa, titleEn } = reward;
  const named = { code, titleJa, titleEn };
  return as === 'amount' ? { ...named, discountMinor: value } : { ...named, discountBp: value };
}
