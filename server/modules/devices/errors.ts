import { defineRefusals } from '#kernel/errors';

export const devicesRefusals = defineRefusals('devices', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such device; GET /api/devices lists them.',
    ja: '指定された端末が見つかりません。',
  },
  code_wrong: {
    kind: 'unauthenticated',
    en: 'The code is wrong, used or older than 15 minutes. Ask for a new one on the devices page.',
    ja: 'コードが違うか、使用済み、または15分の期限切れです。端末の画面で新しいコードを発行してください。',
  },
  retired: {
    kind: 'gone',
    en: 'The device was retired; add it as a new one.',
    ja: 'この端末は登録解除されています。新しい端末として登録してください。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '指定された場所が見つかりません。',
  },
  not_a_device: {
    kind: 'unauthenticated',
    en: 'This is for devices: enrol with a code first.',
    ja: '登録済みの端末のみ利用できます。先にコードで登録してください。',
  },
  state_malformed: {
    kind: 'invalid',
    en: 'A state is an object of at most 16 kB of JSON text without control characters.',
    ja: '状態は16kBまでのJSONオブジェクトで、制御文字を含めることはできません。',
  },
});
