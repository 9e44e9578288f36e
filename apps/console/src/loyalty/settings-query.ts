import { answerOf } from '@engawa/client';
import { api } from '../api.ts';

/** Under which the list of earning rules is kept. */
export const rulesKey = ['loyalty', 'rules'] as const;

export const rulesQuery = {
  queryKey: rulesKey,
  queryFn: () => answerOf(api.GET('/api/loyalty/rules')),
};

/** Under which the list of stamp cards is kept. */
export const cardsKey = ['loyalty', 'cards'] as const;

export const cardsQuery = {
  queryKey: cardsKey,
  queryFn: () => answerOf(api.GET('/api/loyalty/cards')),
};
