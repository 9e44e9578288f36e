// What 領収書 refuse, each with what happened and what to do instead.
import { defineRefusals } from '#kernel/errors';

export const receiptRefusals = defineRefusals('orders', {
  receipt_too_much: {
    kind: 'conflict',
    en: 'Receipts of this order can be made out for {left} more, no longer for that much.',
    ja: 'この注文で発行できる領収書の金額は、あと{left}円までです。',
  },
  receipt_made: {
    kind: 'conflict',
    en: 'This form has made out a receipt already, with other words or another amount; it is in the list of receipts. Open the page again to make out another.',
    ja: 'この画面からは、すでに別の内容で領収書を発行しています。一覧をご確認ください。もう一枚発行するには、ページを開き直してください。',
  },
});
