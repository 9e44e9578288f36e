import { defineRefusals } from '#kernel/errors';

export const segmentsRefusals = defineRefusals('segments', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such segment.',
    ja: '指定されたセグメントが見つかりません。',
  },
  changed_meanwhile: {
    kind: 'conflict',
    en: 'Somebody has changed this segment since you looked. Load the newer one, then make your change again; nothing was saved.',
    ja: 'ご覧になった後に、ほかの方がこのセグメントを変更しました。保存していません。新しい内容を読み込んでから、もう一度変更してください。',
  },
  no_channel: {
    kind: 'conflict',
    en: 'A segment for {purpose} is not one for mail, SMS or push; nothing can be sent to it from here.',
    ja: 'このセグメントの目的（{purpose}）では、メール・SMS・プッシュ通知を送れません。',
  },
});
