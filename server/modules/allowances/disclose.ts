// What allowances hold of a person: what tills were promised of her points.
import { labels, plainDisclosure } from '#privacy';
import { allowancesOf } from './store.ts';

export const allowancesDisclosure = plainDisclosure('allowances', [
  {
    table: 'allowances.allowance',
    title: { ja: 'レジのオフライン利用枠', en: 'Allowances of tills without a network' },
    columns: {
      granted_at: labels.when,
      till: { ja: 'レジ', en: 'Till' },
      points: { ja: 'ポイント', en: 'Points' },
      used_points: { ja: '利用したポイント', en: 'Points used' },
    },
    rows: allowancesOf,
  },
]);
