import { defineRefusals } from '#kernel/errors';

export const privacyRefusals = defineRefusals('privacy', {
  erased: {
    kind: 'gone',
    en: 'This person was erased; nothing can be written about her any more.',
    ja: 'この方の情報は削除済みのため、記録できません。',
  },
  leak_unknown: {
    kind: 'not_found',
    en: 'There is no such leak in the book.',
    ja: '指定された漏えい等の記録が見つかりません。',
  },
  master_in_use: {
    kind: 'conflict',
    en: 'Master key {masterId} still wraps {records} record keys; wait for privacy.rewrap to finish, then retire it.',
    ja: 'マスターキー{masterId}はまだ{records}件の鍵を保護しています。再暗号化が終わってから廃止してください。',
  },
  master_current: {
    kind: 'conflict',
    en: 'Master key {masterId} is the one in use; rotate first, then retire the old one.',
    ja: 'マスターキー{masterId}は使用中です。先に更新してから古い鍵を廃止してください。',
  },
});
