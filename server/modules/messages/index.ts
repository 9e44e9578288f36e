// The front door of messages.
export type { ChannelName, MessageChannel } from './channel.ts';
export { findChoices } from './choices/choices.ts';
export { deliverDueJob } from './jobs.ts';
export type { OrderFacts } from './order-words.ts';
export { findDevices } from './push/devices.ts';
export { toDevice } from './push/shape-device.ts';
export { isAnyDevice } from './push/store.ts';
export { type DeviceNews, messagesToDevices } from './push/to-devices.ts';
export { type MessageToQueue, queueMessage, queueMessages } from './queue-message.ts';
export { cancelMessageRows as cancelMessages } from './store.ts';
export { templates } from './templates.ts';
