// What bookings holds of a person: her appointments and what she said with them.
import { formatId } from '#kernel/ids';
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { openContacts } from './contact.ts';
import { listBookingRowsOf } from './store-disclosure.ts';

export const bookingsDisclosure: DisclosureSource = {
  module: 'bookings',
  tables: ['bookings.booking', 'bookings.contact'],
  disclose: async (tx, recordIds) => {
    const rows = await listBookingRowsOf(tx, recordIds);
    const contacts = await openContacts(
      tx,
      rows.map((row) => row.id),
    );
    return [
      disclosedPart(
        'bookings.booking',
        { ja: 'ご予約', en: 'Bookings' },
        {
          starts_at: labels.when,
          place: labels.place,
          name_ja: { ja: '予約の対象', en: 'What for' },
          party_size: { ja: '人数', en: 'People' },
          state: labels.state,
          channel: labels.channel,
          name: { ja: '氏名', en: 'Name' },
          email: { ja: 'メールアドレス', en: 'E-mail' },
          phone: { ja: '電話番号', en: 'Telephone' },
          note: { ja: '備考', en: 'Note' },
        },
        rows.map((row) =>
          Object.assign(row, { place: formatId('place', row.place_id) }, contacts.get(row.id)),
        ),
      ),
    ];
  },
};
