// What loyalty holds of a person: what her orders earned, what was given her, her rewards and invitations.
import { labels, plainDisclosure } from '#privacy';
import {
  earningsOf,
  givenTo,
  invitedOf,
  invitesOf,
  rewardsOf,
  toldMasterOf,
} from './store-disclosure.ts';

const unit = { ja: '単位', en: 'Unit' };
const amount = { ja: '数', en: 'How many' };

export const loyaltyDisclosure = plainDisclosure('loyalty', [
  {
    table: 'loyalty.earning',
    title: { ja: 'ご注文で付いたポイントなど', en: 'Earned by orders' },
    columns: {
      changed_at: labels.when,
      unit,
      amount,
      is_pending: { ja: '確定前', en: 'Pending' },
    },
    rows: earningsOf,
  },
  {
    table: 'loyalty.given',
    title: { ja: 'ご来店などで付いたポイントなど', en: 'Given outside of orders' },
    columns: { at: labels.when, unit, amount, actor: labels.actor },
    rows: givenTo,
  },
  {
    table: 'loyalty.reward',
    title: { ja: '受け取った特典', en: 'Rewards taken' },
    columns: { taken_at: labels.when, choice: { ja: '特典', en: 'Reward' } },
    rows: rewardsOf,
  },
  {
    table: 'loyalty.invite',
    title: { ja: 'ご紹介コード', en: 'Your invitation' },
    columns: { code: { ja: 'コード', en: 'Code' }, created_at: labels.when },
    rows: invitesOf,
  },
  {
    table: 'loyalty.invited',
    title: { ja: 'ご紹介での入会', en: 'You were invited' },
    columns: { accepted_at: labels.when },
    rows: invitedOf,
  },
  {
    table: 'loyalty.master_subject',
    title: { ja: '外部のポイント基盤へのお知らせ', en: 'Told to an outside points master' },
    columns: {
      changed_at: labels.when,
      wanted: { ja: '内容', en: 'What' },
      spent: { ja: '利用', en: 'Spent' },
      earned: { ja: '付与', en: 'Earned' },
    },
    rows: toldMasterOf,
  },
]);
