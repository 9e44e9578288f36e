import { defineRefusals } from '#kernel/errors';

export const identityRefusals = defineRefusals('identity', {
  pair_unknown: {
    kind: 'not_found',
    en: 'These two records are not among the suggestions; load the list again.',
    ja: 'この組み合わせは候補にありません。一覧を読み込み直してください。',
  },
  decided_already: {
    kind: 'conflict',
    en: 'Somebody has decided on this pair in the meantime; load the list again.',
    ja: 'この組み合わせは、ほかの担当者が判断済みです。一覧を読み込み直してください。',
  },
});
