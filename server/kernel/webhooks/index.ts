/** Outgoing webhooks: what they add to the house, and the guarded way out for others who call where people say. */
export { AddressError, type AddressPolicy, parseAddress } from './addresses.ts';
export { webhookJobs } from './jobs.ts';
export { webhookListener } from './listener.ts';
export { postOnce } from './post.ts';
export { webhookRoutes } from './routes.ts';
