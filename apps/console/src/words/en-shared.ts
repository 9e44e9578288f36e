// What is said on the page of a partner company's people, and where their company is set.
import type { Words } from './ja.ts';

export const shared: Words['shared'] = {
  title: 'People who share with you',
  lead: 'Only customers who agreed to show something to your company, and only those fields. Each look stands in their account.',
  none: 'Nobody has agreed to share with your company yet.',
  since: 'Agreed on',
  items: 'Fields',
  open: 'Open',
  close: 'Close',
  person: 'Customer',
  company: 'Partner company',
  companyLead: 'They see what customers agreed to show to this company, and nothing else.',
  choose: 'Please choose',
  save: 'Set',
  saved: 'Set.',
};
