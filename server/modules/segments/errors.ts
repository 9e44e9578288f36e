import { defineRefusals } from '#kernel/errors';

export const segmentsRefusals = defineRefusals('segments', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such segment.',
    ja: '指定されたセグメントが見つかりません。',
  },
  no_channel: {
    kind: 'conflict',
    en: 'A segment for {purpose} is not one for mail, SMS or push; nothing can be sent to it from here.',
    ja: 'このセグメントの目的（{purpose}）では、メール・SMS・プッシュ通知を送れません。',
  },
});
