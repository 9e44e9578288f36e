// What people are shown when they are asked. A text that was shown is never changed: a better wording is
// the next version here, and the old one stays in the database.
import type { Purpose } from '#kernel/purposes';

export type PurposeText = {
  readonly version: number;
  /** Which data the purpose uses, and who else receives it; codes for receipts. */
  readonly items: readonly string[];
  readonly recipients: readonly string[];
  readonly ja: string;
  readonly en: string;
};

export const purposeTexts: Readonly<Record<Purpose, PurposeText>> = {
  service: {
    version: 1,
    items: ['profile', 'contact', 'orders', 'bookings', 'points'],
    recipients: [],
    ja: 'ご注文・ご予約・会員カードなど、お申し込みいただいたサービスを提供するために利用します。',
    en: 'To provide what you asked for: your orders, bookings and member card.',
  },
  personalisation: {
    version: 1,
    items: ['orders', 'moments'],
    recipients: [],
    ja: 'お買い物の履歴などをもとに、お一人おひとりに合った商品やお知らせを表示します。',
    en: 'To show products and notices that suit you, from what you bought and looked at.',
  },
  marketing_mail: {
    version: 1,
    items: ['email', 'orders'],
    recipients: [],
    ja: '新商品やお得な情報をメールでお送りします。いつでも停止できます。',
    en: 'To send you news and offers by e-mail. You can stop it at any time.',
  },
  marketing_line: {
    version: 1,
    items: ['line_user', 'orders'],
    recipients: ['line'],
    ja: '新商品やお得な情報をLINEでお送りします。いつでも停止できます。',
    en: 'To send you news and offers by LINE. You can stop it at any time.',
  },
  marketing_push: {
    version: 1,
    items: ['device', 'orders'],
    recipients: [],
    ja: '新商品やお得な情報をプッシュ通知でお送りします。いつでも停止できます。',
    en: 'To send you news and offers as push notifications. You can stop it at any time.',
  },
  marketing_sms: {
    version: 1,
    items: ['phone', 'orders'],
    recipients: ['sms_carrier'],
    ja: '新商品やお得な情報をSMSでお送りします。いつでも停止できます。',
    en: 'To send you news and offers by SMS. You can stop it at any time.',
  },
  ads_sharing: {
    version: 1,
    items: ['email_hash', 'phone_hash'],
    recipients: ['advertising_services'],
    ja: '暗号化した識別子を広告の配信事業者に提供し、関心に合った広告の表示に利用します。',
    en: 'To give hashed identifiers to advertising services, so that ads fit your interests.',
  },
  analytics: {
    version: 1,
    items: ['moments', 'device'],
    recipients: [],
    ja: 'ご利用状況を分析し、品ぞろえやサービスの改善に役立てます。',
    en: 'To analyse how our services are used and improve them.',
  },
  location: {
    version: 1,
    items: ['position'],
    recipients: [],
    ja: '位置情報を利用して、お近くの店舗や受け取り場所をご案内します。',
    en: 'To use your location to show shops and pickup places near you.',
  },
  camera: {
    version: 1,
    items: ['images'],
    recipients: [],
    ja: '店内カメラの映像を、混雑の把握や売り場の改善に利用します。',
    en: 'To use cameras in our shops to see how busy they are and improve them.',
  },
  health: {
    version: 1,
    items: ['health'],
    recipients: [],
    ja: 'お薬や問診など健康に関する情報を、ご相談と受け渡しのために利用します。',
    en: 'To use health information (medicines, questionnaires) for advice and hand-over.',
  },
  partners: {
    version: 1,
    items: ['profile', 'contact'],
    recipients: ['partner_companies'],
    ja: 'ご同意いただいた範囲で、提携会社に情報を提供します。',
    en: 'To share information with partner companies, as far as you agree.',
  },
  duty: {
    version: 1,
    items: ['profile', 'contact', 'orders'],
    recipients: [],
    ja: 'お受けした注文・予約の履行、返金、法令で定められた保存や報告、ご本人からの開示・訂正・停止・削除のお求めへの対応に利用します。利用停止中も、この範囲に限って利用します。',
    en: 'To carry out and refund what you ordered or booked, to keep and report what law demands, and to answer when you ask to see, correct, stop or delete. While use is stopped, this is all that is left.',
  },
};
