import { defineRefusals } from '#kernel/errors';

export const placesRefusals = defineRefusals('places', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '指定された場所が見つかりません。',
  },
  code_taken: {
    kind: 'conflict',
    en: 'Another place already has the code "{code}"; choose a different one.',
    ja: 'コード「{code}」は別の場所で使われています。別のコードにしてください。',
  },
  brand_unknown: {
    kind: 'not_found',
    en: 'There is no such brand.',
    ja: '指定されたブランドが見つかりません。',
  },
});
