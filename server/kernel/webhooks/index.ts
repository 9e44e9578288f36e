/** Outgoing webhooks: what they add to the house. */
export { webhookJobs } from './jobs.ts';
export { webhookListener } from './listener.ts';
export { webhookRoutes } from './routes.ts';
