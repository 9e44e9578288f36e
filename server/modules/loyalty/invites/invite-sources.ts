// An invitation pays at the first order of the friend whose goods have gone, both of them; when that order comes to
// nothing or comes back, both give it back.
import { findCustomersOfRecords } from '#customers';
import type { Tx } from '#kernel/transaction';
import type { RuleFacts } from '../rules/facts.ts';
import type { EarningSource } from '../settle-orders.ts';
import type { RuleRow } from '../store-settings.ts';
import { countRewarded, findInvited, lockInvite, markRewarded } from './store.ts';

type OrderOfFriend = {
  readonly id: string;
  readonly record_id: string;
  readonly state: string;
  readonly ordered_at: Temporal.Instant;
  readonly paidMinor: number;
};

type InviteTerms = {
  readonly points: number;
  readonly newcomerPoints: number;
  readonly leastMinor: number;
  readonly perMemberMax: number;
};

/** Both sides of the invitation that an order rewards; none for other orders. `rules` are those of its time. */
export async function inviteSourcesOf(
  tx: Tx,
  order: OrderOfFriend,
  rules: readonly RuleRow[],
): Promise<EarningSource[]> {
  const rule = rules.find(({ kind }) => kind === 'invite');
  const invited = rule === undefined ? undefined : await findInvited(tx, order.record_id);
  if (rule === undefined || invited === undefined) {
    return [];
  }
  const terms = rule.terms as InviteTerms;
  if (invited.order_id === null) {
    const isLater = Temporal.Instant.compare(order.ordered_at, invited.accepted_at) >= 0;
    const isWorth = order.paidMinor >= terms.leastMinor;
    if (!isLater || !isWorth || !['shipped', 'handed_over', 'completed'].includes(order.state)) {
      return [];
    }
    // One after the other, so that the bound holds.
    await lockInvite(tx, invited.invite_id);
    const rewarded = await countRewarded(tx, invited.invite_id);
    const customers = await findCustomersOfRecords(tx, [order.record_id, invited.inviter_id]);
    const isSelf = customers.get(order.record_id) === customers.get(invited.inviter_id);
    if (rewarded >= terms.perMemberMax || isSelf) {
      return [];
    }
    await markRewarded(tx, order.record_id, order.id);
  } else if (invited.order_id !== order.id) {
    return [];
  }
  const common = { unit: 'points', days: rule.point_days, terms: rule.terms };
  const isWorth = (facts: RuleFacts, of: Record<string, unknown>) =>
    facts.paidMinor >= (of as InviteTerms).leastMinor;
  return [
    {
      ...common,
      id: invited.invite_id,
      code: `${rule.code}:inviter`,
      recordId: invited.inviter_id,
      amountOf: (facts, of) => (isWorth(facts, of) ? (of as InviteTerms).points : 0),
    },
    {
      ...common,
      id: rule.id,
      code: `${rule.code}:friend`,
      recordId: order.record_id,
      amountOf: (facts, of) => (isWorth(facts, of) ? (of as InviteTerms).newcomerPoints : 0),
    },
  ];
}
