import type { Answer } from '@engawa/client';

export type Feed = Answer<'/api/moments/feeds'>['feeds'][number];

export const feedsKey = ['moments', 'feeds'] as const;
