// What messages announces: which template went out by which channel, never to whom or what it said.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const about = {
  messageId: Type.String(),
  channel: Type.String(),
  purpose: Type.String(),
  template: Type.String(),
};

export const messagesQueued = defineEvent('messages.queued', 1, Type.Object(about));
export const messagesSent = defineEvent('messages.sent', 1, Type.Object(about));
export const messagesFailed = defineEvent(
  'messages.failed',
  1,
  Type.Object({ ...about, failureCode: Type.String() }),
);
