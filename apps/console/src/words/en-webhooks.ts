// English: the page of one webhook.
import type { Words } from './ja.ts';

export const webhooks: Words['webhooks'] = {
  open: 'See deliveries',
  lead: 'What was sent and whether it arrived. What does not arrive is sent again by itself, ever later.',
  kinds: 'Kinds of moments',
  madeAt: 'Added',
  state: 'State',
  stopped: (reason) =>
    `It was stopped because nothing arrived for long (${reason}). Press “Resume” when that is mended.`,
  deliveries: 'Deliveries',
  all: 'All',
  states: { waiting: 'Waiting', delivered: 'Arrived', failed: 'Not delivered' },
  none: 'There is no such delivery.',
  noneHint: 'They appear here as things happen.',
  what: 'Moment',
  when: 'When',
  attempts: 'Attempts',
  answer: 'Answer',
  next: 'Next',
  again: 'Send again',
  againOf: (what) => `Send again: ${what}`,
  againAll: 'Send all again that did not arrive',
  catchUp: 'Send all after the last that arrived',
  catchUpSure: 'Send everything after the last that arrived?',
  catchUpHint:
    'This includes what happened while it was stopped. What arrives twice has the same id, so that the receiver knows it.',
  sent: (count) => `To be sent again: ${count}.`,
  edit: 'Address and kinds',
  saved: 'Saved.',
  secret: 'Signing secret',
  secretLead:
    'For 24 hours after a new secret was made, what is sent is signed with the old one too. Change it where it is received in that time.',
  renew: 'Make a new secret',
  renewSure: 'Make a new signing secret?',
  renewHint: 'It is shown once only. The old one ends after 24 hours.',
  remove: 'Remove',
  removeLead: 'Its deliveries go with it.',
  removeSure: (url) => `Remove the webhook to ${url}?`,
  removeHint: 'What still waits is not sent either. There is no way back.',
};
