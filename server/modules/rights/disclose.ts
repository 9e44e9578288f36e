// What rights hold of a person: what she shows to partner companies.
import { labels, plainDisclosure } from '#privacy';
import { sharesOf } from './store-shares.ts';

export const rightsDisclosure = plainDisclosure('rights', [
  {
    table: 'rights.share',
    title: { ja: '提携会社に見せている項目', en: 'What you show to partner companies' },
    columns: {
      given_at: labels.when,
      ended_at: { ja: '終了日時', en: 'Ended' },
      party_id: { ja: '提携会社', en: 'Company' },
      items: { ja: '項目', en: 'Fields' },
    },
    rows: sharesOf,
  },
]);
