import { defineRefusals } from '#kernel/errors';

export const webhooksRefusals = defineRefusals('webhooks', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such webhook; GET /api/webhooks lists them.',
    ja: '指定されたWebhookが見つかりません。',
  },
  address_refused: {
    kind: 'invalid',
    en: 'The address {reason}.',
    ja: 'このアドレスには送信できません({reason})。',
  },
  too_many: {
    kind: 'limited',
    en: 'There are {max} webhooks already; remove one first.',
    ja: 'Webhookは{max}件までです。不要なものを削除してください。',
  },
  cursor_foreign: {
    kind: 'invalid',
    en: 'The cursor is not one of this log (its epoch is another, or it is malformed). Take one from GET /api/log/events.',
    ja: 'カーソルがこのログのものではありません。GET /api/log/events から取得してください。',
  },
  nothing_named: {
    kind: 'invalid',
    en: 'Say what to replay: after (a cursor) or eventIds.',
    ja: '再送する範囲を after(カーソル)か eventIds で指定してください。',
  },
});
