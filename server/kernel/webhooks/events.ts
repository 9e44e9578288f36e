import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const WebhookId = Type.String();

export const webhooksCreated = defineEvent(
  'webhooks.created',
  1,
  Type.Object({ webhookId: WebhookId, eventTypes: Type.Array(Type.String()) }),
);

export const webhooksChanged = defineEvent(
  'webhooks.changed',
  1,
  Type.Object({ webhookId: WebhookId, changed: Type.Array(Type.String()) }),
);

export const webhooksDisabled = defineEvent(
  'webhooks.disabled',
  1,
  Type.Object({ webhookId: WebhookId, reason: Type.String() }),
);

export const webhooksRemoved = defineEvent(
  'webhooks.removed',
  1,
  Type.Object({ webhookId: WebhookId }),
);
