// What she has, on a page of her own: points with what is pending and what expires, stamp cards, her tier, and why each of
// it came and went. And a full card exchanged for a reward.
import { findOwnRecords } from '#customers';
import { Refusal } from '#kernel/errors';
import { formatId, parseId } from '#kernel/ids';
import { problemOf } from '#kernel/problem';
import { transaction } from '#kernel/transaction';
import { takeReward, viewValue } from '#loyalty';
import type { Visitor } from './contract.ts';
import type { RewardAnswer, ValuePage } from './contract-value.ts';
import { type HouseWindow, recordOf } from './house-window.ts';

/** Undefined when nobody is signed in. */
export async function viewValuePage(
  { house }: HouseWindow,
  visitor: Visitor,
): Promise<ValuePage | undefined> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  const actor = `customer:${formatId('record', recordId)}`;
  return transaction(house.db, { actor, readOnly: true }, async (tx) => {
    const { points, cards, tier, lines } = await viewValue(tx, await findOwnRecords(tx, recordId));
    const isJa = visitor.language === 'ja';
    const nameOf = (row: { nameJa: string; nameEn: string | null } | null) =>
      row === null ? null : isJa ? row.nameJa : (row.nameEn ?? row.nameJa);
    return {
      points,
      cards: cards.map((card) => ({
        id: card.id,
        name: nameOf(card) ?? '',
        size: card.size,
        stamps: Math.max(0, card.stamps),
        pending: card.pending,
        until: card.validUntil,
        rewards: card.rewards.map(({ code, titleJa, titleEn }) => ({
          code,
          title: isJa ? titleJa : titleEn,
        })),
      })),
      tier:
        tier === null
          ? null
          : {
              name: nameOf(tier.tier),
              currency: house.config.currency,
              next:
                tier.next === null
                  ? null
                  : { name: nameOf(tier.next.tier) ?? '', missingMinor: tier.next.missingMinor },
              downgrade:
                tier.downgrade === null
                  ? null
                  : { on: tier.downgrade.on, missingMinor: tier.downgrade.missingMinor },
            },
      lines: lines
        .filter(({ unit, amount }) => unit === 'points' && amount !== 0)
        .map((line) => ({
          id: line.id,
          at: line.at,
          why: isJa ? line.whyJa : line.whyEn,
          amount: line.amount,
          balance: line.balance,
        })),
    };
  });
}

/** The coupon of a full card, or why there is none. */
export async function takeRewardFor(
  { house }: HouseWindow,
  visitor: Visitor,
  cardId: string,
  choice: string,
): Promise<RewardAnswer> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return { refused: visitor.language === 'ja' ? 'サインインしてください。' : 'Please sign in.' };
  }
  const actor = `customer:${formatId('record', recordId)}`;
  try {
    return await transaction(house.db, { actor }, async (tx) => {
      const { currency } = house.config;
      const wish = { cardId: parseId('stampCard', cardId), recordId, choice, currency };
      const { couponCode, validUntil } = await takeReward(tx, wish);
      return { code: couponCode, until: validUntil.toString() };
    });
  } catch (error) {
    if (error instanceof Refusal) {
      return { refused: problemOf(error, visitor.language).detail };
    }
    throw error;
  }
}
