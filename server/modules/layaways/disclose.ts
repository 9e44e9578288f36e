// What layaways holds of a person: the pieces that were kept for her and what she said with them.
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { openContacts } from './contact.ts';
import { listRowsOfRecords } from './store.ts';

export const layawaysDisclosure: DisclosureSource = {
  module: 'layaways',
  tables: ['layaways.layaway', 'layaways.contact'],
  disclose: async (tx, recordIds) => {
    const rows = await listRowsOfRecords(tx, recordIds);
    const contacts = await openContacts(
      tx,
      rows.map((row) => row.id),
    );
    return [
      disclosedPart(
        'layaways.layaway',
        { ja: '取り置き', en: 'Holds at a shop' },
        {
          created_at: labels.when,
          place: labels.place,
          item: { ja: '商品', en: 'Item' },
          quantity: { ja: '数量', en: 'Quantity' },
          number: { ja: '受付番号', en: 'Number' },
          kept_until: { ja: '取り置き期限', en: 'Kept until' },
          state: labels.state,
          channel: labels.channel,
          name: { ja: '氏名', en: 'Name' },
          email: { ja: 'メールアドレス', en: 'E-mail' },
          phone: { ja: '電話番号', en: 'Telephone' },
        },
        rows.map((row) =>
          Object.assign(
            {
              created_at: row.created_at,
              number: row.number,
              kept_until: row.kept_until,
              state: row.state,
              channel: row.channel,
              place: formatId('place', row.place_id),
              item: formatId('item', row.item_id),
              quantity: fromMilli(row.quantity_milli),
            },
            contacts.get(row.id),
          ),
        ),
      ),
    ];
  },
};
