// What the kitchen holds of a person beside her orders: what she chose with each drink, and when she said she comes.
import { readOrdersOf } from '#orders';
import { type DisclosureSource, disclosedPart } from '#privacy';
import { findCups, findTickets } from './tickets/store.ts';

export const kitchenDisclosure: DisclosureSource = {
  module: 'kitchen',
  // Its tables name orders, no records.
  tables: [],
  disclose: async (tx, recordIds) => {
    const { orders } = await readOrdersOf(tx, recordIds);
    const numberOf = new Map(
      orders.filter((row) => row.fulfilment === 'kitchen').map((row) => [row.id, row.number]),
    );
    const tickets = await findTickets(tx, [...numberOf.keys()]);
    const cups = await findCups(tx, [...numberOf.keys()]);
    return [
      disclosedPart(
        'kitchen.ticket',
        { ja: 'カフェのご注文', en: 'What the café made for you' },
        {
          number: { ja: '注文番号', en: 'Order' },
          is_eaten_in: { ja: '店内', en: 'Eaten in' },
          promised_at: { ja: 'お約束の時刻', en: 'Promised for' },
          expected_at: { ja: '到着予定', en: 'Expected at' },
          arrived_at: { ja: '到着のお知らせ', en: 'You said you were there' },
          handed_over_at: { ja: 'お渡し', en: 'Handed over' },
          cups: { ja: '品物とご指定', en: 'What it was' },
        },
        tickets.map((row) => ({
          ...row,
          number: numberOf.get(row.order_id),
          cups: (cups.get(row.order_id) ?? []).map((cup) => ({
            name: cup.name_ja,
            options: cup.options_ja,
          })),
        })),
      ),
    ];
  },
};
