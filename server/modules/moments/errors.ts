// What moments refuses, to apps, to sending systems and to staff.
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
  write_key_wrong: {
    kind: 'unauthenticated',
    en: 'This write key is not one of ours, or was ended. Send it as the user name of Basic authentication.',
    ja: '書き込みキーが正しくないか、無効になっています。Basic認証のユーザー名として送ってください。',
  },
  batch_too_large: {
    kind: 'invalid',
    en: 'A batch may have 500 kB and 2,500 events, a single event 32 kB. Nothing was taken; send less at once.',
    ja: '一括送信は500kB・2,500件まで、1件の送信は32kBまでです。何も受け付けていません。分けて送ってください。',
  },
  batch_malformed: {
    kind: 'invalid',
    en: 'This is not what the address takes: a JSON object, or { "batch": […] } or an array of events.',
    ja: 'この形式は受け付けられません。JSONオブジェクト、または一括送信の形式で送ってください。',
  },
  feed_unknown: {
    kind: 'not_found',
    en: 'There is no such feed in use; GET /api/moments/feeds lists them.',
    ja: '指定された取込元が見つかりません。',
  },
  feed_taken: {
    kind: 'conflict',
    en: 'This code is used already. Choose a different one.',
    ja: 'このコードは既に使われています。別のコードにしてください。',
  },
  schema_taken: {
    kind: 'conflict',
    en: 'This name is one of the moments we know; its schema cannot be changed.',
    ja: 'この名前は標準の行動として定義されているため、変更できません。',
  },
  field_personal: {
    kind: 'invalid',
    en: 'The field "{field}" looks like a person’s own. Such fields belong into the traits of identify, where they are sealed.',
    ja: '項目「{field}」は個人情報とみられます。identify の traits で送ってください(暗号化されます)。',
  },
});
