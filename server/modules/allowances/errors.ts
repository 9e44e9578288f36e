// What allowances refuse, each with what happened and what to do instead.
import { defineRefusals } from '#kernel/errors';

export const allowancesRefusals = defineRefusals('allowances', {
  customer_unknown: {
    kind: 'not_found',
    en: 'There is no such customer, or she was erased.',
    ja: 'お客様が見つかりません。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place.',
    ja: '場所が見つかりません。',
  },
  not_of_till: {
    kind: 'not_found',
    en: 'The house has promised no such allowance to this till.',
    ja: 'このレジに確保された利用枠ではありません。',
  },
  too_much: {
    kind: 'conflict',
    en: 'At most {most} points can be allowed to a till at a time; she has {available}.',
    ja: 'オフライン利用枠は一度に{most}ポイントまでです(利用できるのは{available}ポイントです)。',
  },
});
