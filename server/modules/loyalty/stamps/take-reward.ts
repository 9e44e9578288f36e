// A full card is exchanged for the reward that she chooses: the stamps are spent, oldest first over all of her records,
// and a coupon of her own is made that any place and the web shop take. One commit: never stamps gone and no coupon.
import { holdCustomer, refuseStopped } from '#customers';
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { balancesOf, newBearerCode, spendTogether } from '#ledger';
import { importCoupons } from '#offers';
import { loyaltyRefusals } from '../errors.ts';
import { loyaltyRewardTaken } from '../events.ts';
import { unitOfCard } from '../settle-orders.ts';
import { findOpenCard } from './stamp-by-scan.ts';
import { insertRewardRow } from './store.ts';

export type RewardTaken = {
  readonly rewardId: string;
  /** To be shown or typed at the checkout. */
  readonly couponCode: string;
  readonly validUntil: Temporal.Instant;
};

/**
 * Takes a reward. Fifty at once for one full card: one has it. Refuses with loyalty.card_unknown, loyalty.reward_unknown,
 * loyalty.card_not_full, loyalty.customer_unknown.
 */
export async function takeReward(
  tx: Tx,
  wish: {
    readonly cardId: string;
    readonly recordId: string;
    readonly choice: string;
    /** Of the house: what a reward takes off is in it. */
    readonly currency: string;
  },
): Promise<RewardTaken> {
  const card = await findOpenCard(tx, wish.cardId);
  const reward = card.rewards.find(({ code }) => code === wish.choice);
  if (reward === undefined) {
    throw loyaltyRefusals.reward_unknown();
  }
  const recordIds = await holdCustomer(tx, wish.recordId);
  if (recordIds.length === 0) {
    throw loyaltyRefusals.customer_unknown();
  }
  await refuseStopped(tx, [wish.recordId]);
  const unit = unitOfCard(card.code);
  const rewardId = newId();
  const reference = formatId('reward', rewardId);
  const balances = (await balancesOf(tx, recordIds)).filter((each) => each.unit === unit);
  const have = balances.reduce((sum, each) => sum + each.available + each.overdraft, 0);
  if (have < card.size) {
    throw loyaltyRefusals.card_not_full({ size: card.size, have: Math.max(0, have) });
  }
  await spendTogether(tx, { recordIds, unit, amount: card.size, reference });
  const couponCode = newBearerCode();
  const validUntil = tx.now.add({ hours: 24 * card.reward_days });
  const { titleJa, discountMinor, discountBp } = reward;
  await importCoupons(tx, { source: `reward:${rewardId}` }, [
    {
      code: couponCode,
      recordId: wish.recordId,
      title: titleJa,
      ...(discountMinor === undefined ? {} : { discountMinor, currency: wish.currency }),
      ...(discountBp === undefined ? {} : { discountBp }),
      validUntil,
      row: 1,
    },
  ]);
  await insertRewardRow(tx, {
    id: rewardId,
    card_id: card.id,
    record_id: wish.recordId,
    choice: wish.choice,
  });
  tx.emit(
    loyaltyRewardTaken.make(
      reference,
      { rewardId: reference, cardId: formatId('stampCard', card.id), choice: wish.choice },
      { recordId: wish.recordId },
    ),
  );
  return { rewardId, couponCode, validUntil };
}
