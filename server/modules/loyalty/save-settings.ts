// Writing rules, stamp cards and tiers. What orders have earned keeps the terms of its time.
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { loyaltyRefusals } from './errors.ts';
import { loyaltySettingChanged } from './events.ts';
import { checkTerms } from './rules/rules.ts';
import type { CardToSave, RuleToSave, TierTableShape } from './schemas.ts';
import {
  type CardRow,
  findCards,
  findRules,
  type RuleRow,
  saveCardRow,
  saveRuleRow,
} from './store.ts';
import { replaceTiers } from './tiers/store.ts';

const instantOf = (text: string | null | undefined) =>
  text === null || text === undefined ? null : Temporal.Instant.from(text);

/** Makes a rule, or changes the one with this id. Refuses with loyalty.terms_odd, loyalty.code_taken, loyalty.rule_unknown. */
export async function saveRule(tx: Tx, wish: RuleToSave, id?: string): Promise<RuleRow> {
  checkTerms(wish.kind, wish.terms);
  const rules = await findRules(tx);
  const known = rules.find((each) => each.id === id);
  if (id !== undefined && known === undefined) {
    throw loyaltyRefusals.rule_unknown();
  }
  if (rules.some((each) => each.code === wish.code && each.id !== id)) {
    throw loyaltyRefusals.code_taken({ code: wish.code });
  }
  const row = await saveRuleRow(tx, {
    id: id ?? newId(),
    code: known?.code ?? wish.code,
    kind: known?.kind ?? wish.kind,
    name_ja: wish.nameJa,
    name_en: wish.nameEn ?? null,
    terms: wish.terms,
    point_days: wish.pointDays ?? null,
    valid_from: instantOf(wish.validFrom),
    valid_until: instantOf(wish.validUntil),
    is_active: wish.isActive ?? true,
  });
  tx.emit(loyaltySettingChanged.make(row.code, { kind: 'rule', code: row.code }));
  return row;
}

/** Makes a card, or changes the one with this id; its code and size stay. Refuses with loyalty.code_taken, loyalty.card_unknown. */
export async function saveCard(tx: Tx, wish: CardToSave, id?: string): Promise<CardRow> {
  const cards = await findCards(tx);
  const known = cards.find((each) => each.id === id);
  if (id !== undefined && known === undefined) {
    throw loyaltyRefusals.card_unknown();
  }
  if (cards.some((each) => each.code === wish.code && each.id !== id)) {
    throw loyaltyRefusals.code_taken({ code: wish.code });
  }
  const row = await saveCardRow(tx, {
    id: id ?? newId(),
    code: known?.code ?? wish.code,
    name_ja: wish.nameJa,
    name_en: wish.nameEn ?? null,
    size: known?.size ?? wish.size,
    terms: wish.terms,
    rewards: wish.rewards,
    stamp_days: wish.stampDays ?? null,
    reward_days: wish.rewardDays ?? 60,
    valid_from: instantOf(wish.validFrom),
    valid_until: instantOf(wish.validUntil),
    is_active: wish.isActive ?? true,
  });
  tx.emit(loyaltySettingChanged.make(row.code, { kind: 'card', code: row.code }));
  return row;
}

export async function saveTiers(tx: Tx, wish: TierTableShape): Promise<void> {
  const codes = wish.tiers.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  const amounts = wish.tiers.map(({ thresholdMinor }) => thresholdMinor);
  if (twice !== undefined || new Set(amounts).size < amounts.length) {
    throw loyaltyRefusals.code_taken({ code: twice ?? String(amounts[0] ?? '') });
  }
  await replaceTiers(
    tx,
    wish.tiers.map((tier) => ({
      code: tier.code,
      name_ja: tier.nameJa,
      name_en: tier.nameEn ?? null,
      threshold_minor: tier.thresholdMinor,
    })),
    wish,
  );
  tx.emit(loyaltySettingChanged.make('tiers', { kind: 'tiers', code: 'tiers' }));
}
