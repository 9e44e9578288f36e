// The words of her notifications, apart from the others so that no other page carries them.
import { useLanguage } from '@engawa/ui';

const ja = {
  title: 'お知らせの受け取り方',
  open: 'お知らせの設定',
  lead: '何を、どの方法で受け取るかを選べます。',
  failed: '保存できませんでした。もう一度お試しください。',
  here: 'この端末のプッシュ通知',
  states: {
    unknown: '確認しています…',
    unsupported: 'このブラウザーは、プッシュ通知に対応していません。',
    install:
      'iPhone・iPadでは、共有メニューの「ホーム画面に追加」でこのお店を追加し、そこから開くと受け取れます。',
    blocked:
      'このサイトの通知が、ブラウザーの設定で止められています。サイトの設定で「通知」を許可してください。',
    off: 'ご注文の準備ができたときなどに、この端末にお知らせします。',
    on: 'この端末でお知らせを受け取っています。ログアウトすると届かなくなります。',
  },
  turnOn: 'この端末で受け取る',
  turnOff: 'この端末での受け取りをやめる',
  devices: '受け取っている端末',
  since: (when: string) => `${when}から`,
  thisOne: 'この端末',
  remove: '外す',
  news: 'ご注文などのお知らせ',
  newsMore:
    'ご注文の確認、取り消し、お約束した時間の変更、予約や取り置きの控えは、法律とご契約のために必要なので、メールでは必ずお送りします。ログインの確認コードも同じです。',
  kinds: {
    orders: 'ご注文',
    visits: 'ご予約と取り置き',
    points: 'ポイント',
  },
  kindsMore: {
    orders: '受け取りの準備ができたとき、発送したとき',
    visits: '前日のお知らせ',
    points: '有効期限が近づいたとき',
  },
  offers: 'お得な情報とクーポン',
  offersMore:
    'お送りするのは、同意いただいた方法だけです。いつでも取り消せます。夜9時から朝8時までは届きません。',
  channels: { mail: 'メール', push: 'プッシュ通知', line: 'LINE', sms: 'SMS' },
  toData: 'ほかの利用目的の同意を見る',
  ways: 'メールアドレスや電話番号、LINEを追加する',
};

export type NotificationWords = typeof ja;

const en: NotificationWords = {
  title: 'Notifications',
  open: 'Notifications',
  lead: 'Choose what reaches you, and how.',
  failed: 'That could not be saved. Please try again.',
  here: 'Push notifications on this device',
  states: {
    unknown: 'Looking…',
    unsupported: 'This browser cannot take push notifications.',
    install:
      'On an iPhone or iPad, add this shop to the home screen from the share menu and open it there.',
    blocked:
      'Notifications of this site are blocked in the browser. Allow them in the settings of the site.',
    off: 'We tell you on this device when your order is ready, and the like.',
    on: 'This device takes notifications until you sign out on it.',
  },
  turnOn: 'Take them on this device',
  turnOff: 'Stop on this device',
  devices: 'Devices that take them',
  since: (when) => `Since ${when}`,
  thisOne: 'This device',
  remove: 'Remove',
  news: 'News of your orders',
  newsMore:
    'That we have your order, cancelled it or cannot keep a promised time, and what you booked or had kept: the law and our contract with you want these told, so they always go by mail. So do sign-in codes.',
  kinds: {
    orders: 'Orders',
    visits: 'Bookings and holds',
    points: 'Points',
  },
  kindsMore: {
    orders: 'When it is ready or on its way',
    visits: 'The day before',
    points: 'Before they expire',
  },
  offers: 'Offers and coupons',
  offersMore:
    'They come only the ways you agreed to, never from 9 in the evening to 8 in the morning. You can take it back at any time.',
  channels: { mail: 'Mail', push: 'Push', line: 'LINE', sms: 'SMS' },
  toData: 'See the other uses you agreed to',
  ways: 'Add an address, a telephone or LINE',
};

export function useNotificationWords(): NotificationWords {
  return useLanguage() === 'en' ? en : ja;
}
