// What gifts holds of a person: what she gave, her words on it, and whom she meant.
import { type DisclosureSource, disclosedPart, labels, loadRecordKeys } from '#privacy';
import { openCard, openReceiver, openThanks } from './card-words.ts';
import { readGiftsOf } from './store-disclosure.ts';

export const giftsDisclosure: DisclosureSource = {
  module: 'gifts',
  tables: ['gifts.purchase', 'gifts.receiver'],
  disclose: async (tx, recordIds) => {
    const keys = await loadRecordKeys(tx, recordIds);
    const { purchases, receivers } = await readGiftsOf(tx, recordIds);
    return [
      disclosedPart(
        'gifts.purchase',
        { ja: '贈ったギフト', en: 'Gifts you gave' },
        {
          created_at: labels.when,
          kind: labels.kind,
          amount_minor: labels.amount,
          currency: labels.currency,
          gift_count: { ja: '数', en: 'How many' },
          giverName: { ja: '贈り主', en: 'From' },
          message: { ja: 'メッセージ', en: 'Message' },
          noshi: { ja: 'のし', en: 'Noshi' },
        },
        purchases.map((row) => Object.assign(row, openCard(keys.get(row.record_id), row.sealed))),
      ),
      disclosedPart(
        'gifts.receiver',
        { ja: 'ギフトの宛先', en: 'Whom your gifts were for' },
        {
          label: { ja: '宛名', en: 'Name' },
          email: { ja: 'メールアドレス', en: 'E-mail' },
          state: labels.state,
          thanked_at: { ja: 'お礼の日時', en: 'Thanked at' },
          thanks: { ja: '届いたお礼', en: 'Thanks to you' },
        },
        receivers.map((row) => {
          const key = keys.get(row.record_id);
          const thanks = openThanks(key, row.thanks_sealed);
          return Object.assign(row, openReceiver(key, row.sealed), { thanks });
        }),
      ),
    ];
  },
};
