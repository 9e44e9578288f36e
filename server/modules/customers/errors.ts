// What customers refuses, in public sentences. None says whether somebody is known.
import { defineRefusals } from '#kernel/errors';

export const customersRefusals = defineRefusals('customers', {
  health_unasked: {
    kind: 'forbidden',
    en: 'She has not agreed that her health is noted here. Ask her; she decides it in her account or at the counter.',
    ja: '健康に関する情報の利用に、同意をいただいていません。ご本人にお尋ねください。マイページか店頭で同意いただけます。',
  },
  unknown: {
    kind: 'not_found',
    en: 'There is no such customer; search by exact e-mail, telephone number or name.',
    ja: '指定されたお客様が見つかりません。メールアドレス・電話番号・お名前で検索してください。',
  },
  record_unknown: {
    kind: 'not_found',
    en: 'There is no such customer record.',
    ja: '指定された顧客レコードが見つかりません。',
  },
  erased: {
    kind: 'gone',
    en: 'This record was erased and cannot be used any more.',
    ja: 'このレコードは削除済みのため、利用できません。',
  },
  cursor_wrong: {
    kind: 'invalid',
    en: 'The page mark "after" is not one that this list gave out; start again without it.',
    ja: '続きの位置 after が正しくありません。after なしで最初から読み込んでください。',
  },
  same_record: {
    kind: 'invalid',
    en: 'A record cannot be linked to itself; name two records.',
    ja: '同じレコード同士は紐づけできません。別々のレコードを指定してください。',
  },
  linked_already: {
    kind: 'conflict',
    en: 'These records are linked already for the same reason.',
    ja: 'この2つのレコードは、同じ理由ですでに紐づいています。',
  },
  never_same: {
    kind: 'conflict',
    en: 'Somebody decided that these are different people; take that decision back first.',
    ja: '別の方と判断された組み合わせです。先にその判断を取り消してください。',
  },
  link_unknown: {
    kind: 'not_found',
    en: 'There is no such link, or it was taken back already.',
    ja: '指定された紐づけが見つからないか、すでに取り消されています。',
  },
  sign_wrong: {
    kind: 'invalid',
    en: 'This is no e-mail address, telephone number, card or member number; check it.',
    ja: 'メールアドレス・電話番号・カード番号・会員番号として正しくありません。ご確認ください。',
  },
  source_reserved: {
    kind: 'invalid',
    en: 'The house itself tells of records of this source; give your system another name.',
    ja: 'この情報元の名前は縁側が使っています。別の名前を付けてください。',
  },
  codes_unavailable: {
    kind: 'unavailable',
    en: 'Sign-in codes cannot be sent just now: no way of sending is set up. Please ask in the shop.',
    ja: '現在、認証コードを送信できません。お手数ですが店舗にお問い合わせください。',
  },
  use_stopped: {
    kind: 'forbidden',
    en: 'This customer has stopped the use of her data. Open orders are carried out; she can lift the stop at any time, in her account or by asking us.',
    ja: 'このお客様はご自身の情報の利用を停止されています。お受けしているご注文は最後まで対応します。停止は、ご本人がいつでも解除できます。',
  },
  guest_taken: {
    kind: 'conflict',
    en: 'This order is on another account already. Sign in there to see it.',
    ja: 'このご注文は、別のアカウントに残されています。そちらでログインしてご確認ください。',
  },
  proof_needed: {
    kind: 'limited',
    en: 'There were many attempts from your network. Wait a few seconds, then try again.',
    ja: '同じネットワークからのお試しが続いています。数秒待ってから、もう一度お試しください。',
  },
  code_wrong: {
    kind: 'unauthenticated',
    en: 'The code is wrong or too old. Check it, or ask for a new one.',
    ja: '認証コードが違うか、有効期限が切れています。確認するか、新しいコードを請求してください。',
  },
});
