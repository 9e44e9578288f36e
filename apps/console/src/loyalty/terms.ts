import type { Answer } from '@engawa/client';

export type EarningRule = Answer<'/api/loyalty/rules'>['rules'][number];
