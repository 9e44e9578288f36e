// Shapes of the webhook API. `eventTypes` are patterns of one level (`orders.*`), so that what a receiver
// gets can be told from the list without knowing our code.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';

const EventTypes = Type.Array(
  Type.String({ pattern: '^(\\*|[a-z_]+\\.(\\*|[a-z_]+(\\.[a-z_]+)*))$', maxLength: 100 }),
  {
    minItems: 1,
    maxItems: 100,
    description: 'Event types: `orders.placed`, `orders.*`, or `*` for all.',
  },
);
const Url = Text(2000);

export const NewWebhook = Type.Object(
  { url: Url, eventTypes: EventTypes },
  { additionalProperties: false },
);

export const WebhookChange = Type.Object(
  {
    url: Type.Optional(Url),
    eventTypes: Type.Optional(EventTypes),
    isEnabled: Type.Optional(Type.Boolean()),
    newSecret: Type.Optional(
      Type.Literal(true, { description: 'A new secret; the old one signs too for 24 hours.' }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const Webhook = Type.Object({
  id: Id('webhook'),
  url: Type.String(),
  eventTypes: Type.Array(Type.String()),
  isEnabled: Type.Boolean(),
  disabledReason: Nullable(Type.String()),
  createdAt: Instant,
  waiting: Type.Integer({ description: 'Deliveries that wait for their (next) attempt.' }),
  failed: Type.Integer({ description: 'Deliveries that were given up.' }),
});
export type Webhook = Static<typeof Webhook>;

export const WebhookList = Type.Object({ webhooks: Type.Array(Webhook) });

export const WebhookWithSecret = Type.Object({
  ...Webhook.properties,
  secret: Type.Optional(
    Type.String({ description: 'whsec_…; shown when it is new, and never again.' }),
  ),
});

export const Delivery = Type.Object({
  eventId: Id('event'),
  type: Type.String({ description: 'What happened: `orders.placed`.' }),
  occurredAt: Instant,
  position: Type.Integer(),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('delivered'), Type.Literal('failed')]),
  attempts: Type.Integer(),
  nextAttemptAt: Nullable(Instant),
  lastStatus: Nullable(Type.Integer()),
  lastError: Nullable(Type.String()),
  deliveredAt: Nullable(Instant),
});
export type Delivery = Static<typeof Delivery>;

export const DeliveryPage = Type.Object({
  deliveries: Type.Array(Delivery),
  next: Nullable(Type.Integer({ description: '`before` of the next page.' })),
});

export const Replay = Type.Object(
  {
    after: Type.Optional(
      Type.String({ maxLength: 40, description: 'A cursor: everything after it goes out again.' }),
    ),
    eventIds: Type.Optional(Type.Array(Id('event'), { minItems: 1, maxItems: 1000 })),
  },
  { additionalProperties: false },
);

export const Replayed = Type.Object({
  replayed: Type.Integer(),
  cursor: Nullable(
    Type.String({ description: 'Where to go on from, when there was more than one call takes.' }),
  ),
});
