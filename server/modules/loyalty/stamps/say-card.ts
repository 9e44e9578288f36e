// A stamp card as sentences: when stamps are given, what a full card is worth, how long both last.
import { money } from '@engawa/promotions';
import { type Names, type Sentence, sayThings } from '../rules/facts.ts';
import type { CardRow } from '../store-settings.ts';
import type { CardTerms } from './stamps-for.ts';

export type CardToSay = Pick<CardRow, 'size' | 'terms' | 'rewards' | 'stamp_days' | 'reward_days'>;

/** `currency` is that of the house: amounts of a card are in it. */
export function sayCard(card: CardToSay, names: Names | undefined, currency: string): Sentence[] {
  const { order, scan, visit } = card.terms;
  const said: Sentence[] = [];
  if (order !== undefined) {
    said.push(sayOrder(order, names, currency));
  }
  if (scan !== undefined) {
    said.push({
      ja: `レジで会員証を読み取って、一度に${scan.mostAtOnce}個、1日${scan.perDayMax}個まで`,
      en: `At the till, by her card: up to ${scan.mostAtOnce} at a time and ${scan.perDayMax} a day`,
    });
  }
  if (visit !== undefined) {
    said.push({
      ja: `お店のQRを${visit.radiusMetres}m以内で読み取って1個(1日${visit.perDayMax}回まで)`,
      en: `One for the QR of a shop within ${visit.radiusMetres} m, up to ${visit.perDayMax} times a day`,
    });
  }
  if (card.rewards.length > 0) {
    said.push(sayRewards(card, currency));
  }
  if (card.stamp_days !== null) {
    said.push({
      ja: `スタンプは${card.stamp_days}日で消えます`,
      en: `Stamps expire after ${card.stamp_days} days`,
    });
  }
  said.push({
    ja: `特典は受け取ってから${card.reward_days}日使えます`,
    en: `A reward can be used for ${card.reward_days} days`,
  });
  return said;
}

function sayOrder(
  order: NonNullable<CardTerms['order']>,
  names: Names | undefined,
  currency: string,
): Sentence {
  const { per, perMinor = 1000, leastMinor = 0, itemIds, placeIds, mostPerOrder } = order;
  const counted = (ids: readonly string[], ja: string, en: string) => ({
    ja: `対象${ids.length}${ja}`,
    en: `${ids.length} chosen ${en}`,
  });
  const goods =
    itemIds === undefined
      ? undefined
      : sayThings(itemIds, counted(itemIds, '商品', 'items'), names);
  const places =
    placeIds === undefined
      ? undefined
      : sayThings(placeIds, counted(placeIds, '店舗', 'places'), names);
  const least = leastMinor > 0 ? money(leastMinor, currency) : undefined;
  const amount = money(perMinor, currency);
  const each = {
    order: { ja: 'お買い物1回ごとに1個', en: 'One for each order' },
    piece: { ja: '1点ごとに1個', en: 'One for each piece' },
    amount: {
      ja: `${amount.ja}ごとに1個`,
      en: `One for every ${amount.en}`,
    },
  }[per];
  return {
    ja: [
      places === undefined ? '' : `${places.ja}で、`,
      goods === undefined ? '' : `${goods.ja}の`,
      least === undefined ? '' : `${least.ja}以上の`,
      each.ja,
      mostPerOrder === undefined ? '' : `(一度に${mostPerOrder}個まで)`,
    ].join(''),
    en: [
      each.en,
      goods === undefined ? '' : ` of ${goods.en}`,
      least === undefined ? '' : ` from ${least.en}`,
      places === undefined ? '' : ` at ${places.en}`,
      mostPerOrder === undefined ? '' : `, up to ${mostPerOrder} an order`,
    ].join(''),
  };
}

function sayRewards({ size, rewards }: CardToSay, currency: string): Sentence {
  const worth = ({ discountMinor, discountBp }: CardToSay['rewards'][number]) => {
    const rate = `${(discountBp ?? 0) / 100}%`;
    const amount = money(discountMinor ?? 0, currency);
    return discountMinor === undefined
      ? { ja: `${rate}引き`, en: `${rate} off` }
      : { ja: `${amount.ja}引き`, en: `${amount.en} off` };
  };
  const named = rewards.map((reward) => ({
    ja: `「${reward.titleJa}」(${worth(reward).ja})`,
    en: `“${reward.titleEn}” (${worth(reward).en})`,
  }));
  const choice = rewards.length > 1;
  return {
    ja: `${size}個たまると、${named.map(({ ja }) => ja).join('か')}${choice ? 'から1つ' : ''}`,
    en: `With ${size} stamps ${choice ? 'one of: ' : ''}${named.map(({ en }) => en).join(' or ')}`,
  };
}
