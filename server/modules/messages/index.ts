// The front door of messages.
export type { ChannelName, MessageChannel } from './channel.ts';
export { deliverDueJob } from './jobs.ts';
export type { OrderFacts } from './order-words.ts';
export { type MessageToQueue, queueMessage, queueMessages } from './queue-message.ts';
export { cancelMessageRows as cancelMessages } from './store.ts';
export { templates } from './templates.ts';
