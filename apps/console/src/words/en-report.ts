// What is said about a shop's report.
import type { report as ja } from './ja-report.ts';

export const report: typeof ja = {
  title: 'Sales report',
  see: 'See the sales report',
  from: 'From (business day)',
  until: 'Until',
  show: 'Show',
  nothing: 'Nothing was sold in these days.',
  byDay: 'By day',
  byTax: 'By rate of tax',
  byTender: 'By means of payment',
  tenderHint:
    'What was taken for the orders sold in these days, and what of it was given back since.',
  day: 'Business day',
  orders: 'Orders',
  sold: 'Sold',
  returns: 'Returned',
  net: 'Net sales',
  rate: 'Rate',
  taxed: 'Taxed (with tax)',
  tax: 'Tax',
  method: 'Means of payment',
  payments: 'Payments',
  taken: 'Taken',
  refunded: 'Given back',
};
