// What orders holds of a person: her orders with their lines, who they went to, and how they were paid.
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { findPaymentsOfOrders } from '#payments';
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { openAddressee } from './receipt/named-receipt.ts';
import { listNamedRowsOf } from './receipt/store-named.ts';
import { openNote } from './return-requests/ask-return.ts';
import { listRequestsOfRecords } from './return-requests/store.ts';
import { readContacts } from './store/contacts.ts';
import { readOrdersOf } from './store/disclosure.ts';

const number = { ja: '注文番号', en: 'Order' };

export const ordersDisclosure: DisclosureSource = {
  module: 'orders',
  tables: [
    'orders.order',
    'orders.contact',
    'orders.account_buyer',
    'orders.named_receipt',
    'orders.return_request',
    'payments.payment',
  ],
  disclose: async (tx, recordIds) => {
    const { orders, lines, contactOrderIds, companies } = await readOrdersOf(tx, recordIds);
    const numberOf = new Map(orders.map((row) => [row.id, row.number]));
    const contacts = await readContacts(tx, contactOrderIds);
    const payments = await findPaymentsOfOrders(
      tx,
      orders.map((row) => row.id),
    );
    return [
      disclosedPart(
        'orders.order',
        { ja: 'ご注文', en: 'Orders' },
        {
          number,
          kind: labels.kind,
          state: labels.state,
          ordered_at: labels.when,
          channel: labels.channel,
          fulfilment: { ja: '受け渡し', en: 'Hand-over' },
          place: labels.place,
          total_minor: labels.amount,
          currency: labels.currency,
          source: labels.source,
          source_key: { ja: '情報元での番号', en: 'Number there' },
        },
        orders.map((row) => Object.assign(row, { place: formatId('place', row.place_id) })),
      ),
      disclosedPart(
        'orders.line',
        { ja: 'ご注文の明細', en: 'What you ordered' },
        {
          number,
          name: { ja: '品名', en: 'Item' },
          quantity: { ja: '数量', en: 'Quantity' },
          amount_minor: labels.amount,
          discount_minor: { ja: '値引き', en: 'Discount' },
        },
        lines.map((row) =>
          Object.assign(row, {
            number: numberOf.get(row.order_id),
            quantity: fromMilli(row.quantity_milli),
          }),
        ),
      ),
      disclosedPart(
        'orders.named_receipt',
        { ja: '領収書', en: 'Receipts made out' },
        {
          number,
          issued_at: labels.when,
          to: { ja: '宛名', en: 'Made out to' },
          purpose: { ja: '但し書き', en: 'For' },
          amount_minor: labels.amount,
        },
        await Promise.all(
          (await listNamedRowsOf(tx, recordIds)).map(async (row) =>
            Object.assign(row, await openAddressee(tx, row), {
              number: numberOf.get(row.order_id) ?? null,
            }),
          ),
        ),
      ),
      disclosedPart(
        'orders.return_request',
        { ja: '返品の申し込み', en: 'Returns you asked for' },
        {
          number,
          asked_at: labels.when,
          state: labels.state,
          reason: { ja: '理由', en: 'Reason' },
          way: { ja: '返品方法', en: 'How' },
          note: { ja: 'ご記入内容', en: 'What you wrote' },
        },
        await Promise.all(
          (await listRequestsOfRecords(tx, recordIds)).map(async (row) =>
            Object.assign(row, {
              number: numberOf.get(row.order_id) ?? null,
              note: await openNote(tx, row),
            }),
          ),
        ),
      ),
      disclosedPart(
        'orders.contact',
        { ja: 'お届け先・ご連絡先', en: 'Who receives it' },
        {
          number,
          familyName: { ja: '姓', en: 'Family name' },
          givenName: { ja: '名', en: 'Given name' },
          fullName: { ja: '氏名', en: 'Name' },
          familyKana: { ja: 'セイ', en: 'Family name, kana' },
          givenKana: { ja: 'メイ', en: 'Given name, kana' },
          companyName: { ja: '会社名', en: 'Company' },
          email: { ja: 'メールアドレス', en: 'E-mail' },
          phone: { ja: '電話番号', en: 'Telephone' },
          mobilePhone: { ja: '携帯電話番号', en: 'Mobile' },
          postalCode: { ja: '郵便番号', en: 'Postal code' },
          prefecture: { ja: '都道府県', en: 'Prefecture' },
          city: { ja: '市区町村', en: 'City' },
          address: { ja: '住所', en: 'Address' },
          note: { ja: '備考', en: 'Note' },
          attributes: { ja: 'その他', en: 'Other' },
        },
        [...contacts].map(([orderId, { contact }]) =>
          Object.assign({ number: numberOf.get(orderId) }, contact),
        ),
      ),
      disclosedPart(
        'payments.payment',
        { ja: 'お支払い', en: 'Payments' },
        {
          number,
          created_at: labels.when,
          method: { ja: '方法', en: 'Method' },
          provider: { ja: '決済会社', en: 'Provider' },
          provider_reference: { ja: '決済会社の番号', en: 'Its reference' },
          amount_minor: labels.amount,
          refunded_minor: { ja: '返金', en: 'Refunded' },
          currency: labels.currency,
          state: labels.state,
        },
        payments.map((row) => Object.assign(row, { number: numberOf.get(row.order_id) })),
      ),
      disclosedPart(
        'orders.account_buyer',
        { ja: '掛売の購入担当', en: 'Companies you buy for' },
        { party: { ja: '取引先', en: 'Company' } },
        companies.map((row) => ({ party: formatId('party', row.party_id) })),
      ),
    ];
  },
};
