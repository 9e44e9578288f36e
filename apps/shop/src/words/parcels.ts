// Words of an order that several places send, in both languages.
import type { Language } from '@engawa/ui';

const ja = {
  toCome: (count: number) => `${count}個口でお届けします`,
  why: '1か所ではすべての商品がそろわないため、いくつかの場所から別々に発送します。送料は変わりません。',
  title: (count: number) => `${count}個口でお届けします`,
  progress: (sent: number, all: number) =>
    sent === 0
      ? '発送しましたら、1個ごとにお知らせします。'
      : sent === all
        ? 'すべての荷物を発送しました。'
        : `${all}個口のうち${sent}個を発送しました。`,
  nth: (number: number, all: number) => `荷物 ${number}/${all}`,
  from: (place: string) => `${place}から発送`,
  states: {
    waiting: '準備中',
    packed: '梱包済み',
    sent: '発送済み',
    empty: '取り消し',
  },
  carriers: { yamato: 'ヤマト運輸', sagawa: '佐川急便' },
  follow: (carrier: string, number: string) => `${carrier} ${number} の配送状況(外部サイト)`,
};

const en: typeof ja = {
  toCome: (count) => `It comes in ${count} parcels`,
  why: 'No one place has all of it, so it is sent from several. Delivery costs no more.',
  title: (count) => `Comes in ${count} parcels`,
  progress: (sent, all) =>
    sent === 0
      ? 'We write to you when each one leaves.'
      : sent === all
        ? 'All parcels are on their way.'
        : `${sent} of ${all} parcels are on their way.`,
  nth: (number, all) => `Parcel ${number} of ${all}`,
  from: (place) => `Sent from ${place}`,
  states: {
    waiting: 'Being prepared',
    packed: 'Packed',
    sent: 'On its way',
    empty: 'Cancelled',
  },
  carriers: { yamato: 'Yamato Transport', sagawa: 'Sagawa Express' },
  follow: (carrier, number) => `Follow ${carrier} ${number} (other site)`,
};

export function parcelWords(language: Language): typeof ja {
  return language === 'ja' ? ja : en;
}
