// What messages announces: which template went out by which channel, never to whom or what it said.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const kind = { channel: Type.String(), purpose: Type.String(), template: Type.String() };
const about = { messageId: Type.String(), ...kind };

/**
 * Messages of one kind that were put into the outbox together, at most 100. They are nobody's moment: what each person was
 * sent says `messages.sent`. One event for each was a third of what a guest's order leaves in the log.
 */
export const messagesQueued = defineEvent(
  'messages.queued',
  1,
  Type.Object({ messageIds: Type.Array(Type.String()), ...kind }),
);
export const messagesSent = defineEvent('messages.sent', 1, Type.Object(about));
export const messagesFailed = defineEvent(
  'messages.failed',
  1,
  Type.Object({ ...about, failureCode: Type.String() }),
);
