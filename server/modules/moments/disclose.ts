// What moments holds of a person: what she did in our apps and what other systems told of it, and her browsers.
import { formatId, formatOptionalId } from '#kernel/ids';
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { readMomentsOf } from './store-disclosure.ts';

export const momentsDisclosure: DisclosureSource = {
  module: 'moments',
  tables: ['moments.moment', 'moments.device'],
  disclose: async (tx, recordIds) => {
    const { moments, devices } = await readMomentsOf(tx, recordIds);
    return [
      disclosedPart(
        'moments.moment',
        { ja: '外部システムから届いた行動の記録', en: 'Moments that other systems sent' },
        {
          occurred_at: labels.when,
          type: labels.kind,
          channel: labels.channel,
          place: labels.place,
          data: { ja: '内容', en: 'What' },
        },
        moments.map((row) =>
          Object.assign(row, { place: formatOptionalId('place', row.place_id) }),
        ),
      ),
      disclosedPart(
        'moments.device',
        { ja: 'ご利用のブラウザ・アプリ', en: 'Your browsers and apps' },
        {
          record: labels.record,
          created_at: { ja: '登録日時', en: 'Since' },
          last_source_at: { ja: '最後のリンク・ポスター', en: 'Last link or poster' },
        },
        devices.map((row) => Object.assign(row, { record: formatId('record', row.record_id) })),
      ),
    ];
  },
};
