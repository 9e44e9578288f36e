// What rights refuse, each with what happened and what to do instead; nothing here tells who somebody is.
import { defineRefusals } from '#kernel/errors';

export const rightsRefusals = defineRefusals('rights', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such request.',
    ja: '指定された申請が見つかりません。',
  },
  decided: {
    kind: 'conflict',
    en: 'This request was decided already.',
    ja: 'この申請はすでに処理されています。',
  },
  four_eyes: {
    kind: 'forbidden',
    en: 'Somebody else must say yes to what you asked for yourself.',
    ja: 'ご自身の申請は承認できません。別の担当者に承認を依頼してください。',
  },
  person_needed: {
    kind: 'forbidden',
    en: 'Sign in as a person: an API key asks for nothing and approves nothing here.',
    ja: 'スタッフとしてサインインしてください。APIキーでは申請も承認もできません。',
  },
  probable_unanswered: {
    kind: 'invalid',
    en: 'For {open} records it is only probable that they are hers. Say of each whether it goes too (alsoErase) or stays (notHers).',
    ja: 'ご本人のものか確実でないレコードが{open}件あります。それぞれ、一緒に削除する(alsoErase)か残す(notHers)かを選んでください。',
  },
  wish_incomplete: {
    kind: 'invalid',
    en: 'A package or an erasure names a record; a transfer names company, purpose and items; a segment names itself and items; an export names none of them.',
    ja: '開示と削除にはレコードを、第三者提供には提供先・目的・項目を、セグメントの書き出しにはセグメントと項目を指定してください。仮名加工の書き出しには不要です。',
  },
  not_approved: {
    kind: 'forbidden',
    en: 'This is handed out after somebody else has approved it, to whoever asked, for a day.',
    ja: '承認後24時間以内に、申請した方だけが受け取れます。',
  },
  export_unapproved: {
    kind: 'forbidden',
    en: 'Everybody’s data goes out with four eyes. Ask for it (POST /api/rights/requests, kind export), let somebody else approve it, and give its number within a day: --request req_… Each approval opens one export.',
    ja: '全員分の書き出しには二人の承認が必要です。申請（POST /api/rights/requests、kind は export）を別の担当者が承認した後、24時間以内に --request req_… を付けて実行してください。承認1件につき1回書き出せます。',
  },
  nobody: {
    kind: 'gone',
    en: 'Nothing is kept of this person any more.',
    ja: 'この方の情報はすでに残っていません。',
  },
  no_partner: {
    kind: 'forbidden',
    en: 'There is no partner company here: the owner sets for which company somebody looks, and the company has to be a partner.',
    ja: '提携会社が設定されていません。担当する提携会社は、オーナーがスタッフのページで設定します。',
  },
  not_shared: {
    kind: 'not_found',
    en: 'This person shows nothing to your company, or not any more.',
    ja: 'この方から貴社への提供の同意はありません。取り消された可能性もあります。',
  },
  address_unproved: {
    kind: 'conflict',
    en: 'Confirm this e-mail address first, by a code, on the page “Ways in and devices”; then it can stand here.',
    ja: 'このメールアドレスは未確認です。先に「ログイン方法と端末」でコードによる確認をお願いします。',
  },
  service_stays: {
    kind: 'conflict',
    en: 'What she asks for herself (orders, bookings, her card) is stopped as a whole: choose to stop every use. Open orders are carried out then, and she can lift it at any time.',
    ja: 'ご注文・ご予約・会員証など、ご本人がお求めのサービスのための利用は、個別には停止できません。「すべての利用を停止」をご利用ください。お受けしているご注文は最後まで対応し、停止はいつでも解除できます。',
  },
  rule_too_short: {
    kind: 'invalid',
    en: 'These records are kept for at least {least} days; to erase single people sooner, ask for an erasure.',
    ja: 'この保存期間は{least}日以上にしてください。特定の方を早く削除する場合は、消去の申請をご利用ください。',
  },
  rule_unknown: {
    kind: 'not_found',
    en: 'There is no such rule; GET /api/rights/retention lists them.',
    ja: 'その保存期間のルールはありません。一覧は GET /api/rights/retention にあります。',
  },
});
