// What cards holds of a person: her member card and the phones that show it.
import { labels, plainDisclosure } from '#privacy';
import { cardsOf, claimsOf, phonesOf } from './store-disclosure.ts';

export const cardsDisclosure = plainDisclosure('cards', [
  {
    table: 'cards.card',
    title: { ja: '会員証', en: 'Member card' },
    columns: { number: { ja: '会員番号', en: 'Number' }, created_at: labels.when },
    rows: cardsOf,
  },
  {
    table: 'cards.phone',
    title: { ja: '会員証を表示する端末', en: 'Phones that show the card' },
    columns: {
      created_at: labels.when,
      last_day: { ja: '有効期限', en: 'Good until' },
      taken_back_at: { ja: '取り消し', en: 'Taken back' },
    },
    rows: phonesOf,
  },
  {
    table: 'cards.claim',
    title: { ja: 'カードの引き継ぎの途中', en: 'Claims of an old card under way' },
    columns: { created_at: labels.when, expires_at: { ja: '期限', en: 'Until' } },
    rows: claimsOf,
  },
]);
