import { defineRefusals } from '#kernel/errors';

export const momentsRefusals = defineRefusals('moments', {
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '指定された場所が見つかりません。',
  },
  record_unknown: {
    kind: 'not_found',
    en: 'There is no such customer record.',
    ja: '指定された顧客レコードが見つかりません。',
  },
  source_unknown: {
    kind: 'not_found',
    en: 'There is no such link or poster; GET /api/moments/sources lists them.',
    ja: '指定されたリンク・ポスターが見つかりません。',
  },
  source_taken: {
    kind: 'conflict',
    en: 'This code is used already, and printed codes keep their meaning. Choose a different one.',
    ja: 'このコードは既に使われています。別のコードにしてください。',
  },
  visit_nowhere: {
    kind: 'invalid',
    en: 'A visit needs a place: name one, or a source that has one.',
    ja: 'チェックインには場所が必要です。場所、または場所のあるコードを指定してください。',
  },
  too_many: {
    kind: 'limited',
    en: 'Too many moments from this device. Keep them and send them again in a minute.',
    ja: '送信が多すぎます。1分ほど待ってからもう一度送ってください。',
  },
});
