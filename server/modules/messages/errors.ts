import { defineRefusals } from '#kernel/errors';

export const messagesRefusals = defineRefusals('messages', {
  endpoint_refused: {
    kind: 'invalid',
    en: 'This browser gave an address for notifications that cannot be used. Turn them off and on again.',
    ja: 'このブラウザーの通知先を登録できませんでした。通知をいったんオフにして、もう一度お試しください。',
  },
  too_many_devices: {
    kind: 'conflict',
    en: 'Notifications can go to {most} devices at most. Remove one first.',
    ja: '通知を受け取れる端末は{most}台までです。使っていない端末を外してから、もう一度お試しください。',
  },
  device_unknown: {
    kind: 'not_found',
    en: 'This device takes no notifications, or was removed already.',
    ja: 'この端末は登録されていないか、すでに外されています。',
  },
});
