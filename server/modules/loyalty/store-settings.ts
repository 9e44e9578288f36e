// The SQL of rules and cards.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { RuleKind } from './rules/rules.ts';
import type { SettingState } from './setting-state.ts';
import type { CardTerms } from './stamps/stamps-for.ts';

/** How a rule or a card came about, and the next wording that waits beside it. */
export type SettingRow<Wording> = {
  id: string;
  state: SettingState;
  /** Approved; whether its time has come is another question. */
  is_active: boolean;
  next: (Wording & { readonly writtenBy: string; readonly writtenAt?: string }) | null;
  next_state: 'draft' | 'proposed' | null;
  written_by: string;
  written_at: Temporal.Instant;
  approved_by: string | null;
  approved_at: Temporal.Instant | null;
};

type Named = {
  readonly nameJa: string;
  readonly nameEn: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
};
export type RuleWording = Named & {
  readonly terms: Record<string, unknown>;
  readonly pointDays: number | null;
};
export type CardWording = Named & {
  readonly terms: CardTerms;
  readonly rewards: readonly Reward[];
  readonly stampDays: number | null;
  readonly rewardDays: number;
};

export type RuleRow = SettingRow<RuleWording> & {
  code: string;
  kind: RuleKind;
  name_ja: string;
  name_en: string | null;
  terms: Record<string, unknown>;
  point_days: number | null;
  valid_from: Temporal.Instant | null;
  valid_until: Temporal.Instant | null;
};

export type Reward = {
  readonly code: string;
  readonly titleJa: string;
  readonly titleEn: string;
  readonly discountMinor?: number;
  readonly discountBp?: number;
};

export type CardRow = SettingRow<CardWording> & {
  code: string;
  name_ja: string;
  name_en: string | null;
  size: number;
  terms: CardTerms;
  rewards: readonly Reward[];
  stamp_days: number | null;
  reward_days: number;
  valid_from: Temporal.Instant | null;
  valid_until: Temporal.Instant | null;
};

const life = 'state, next, next_state, written_by, written_at, approved_by, approved_at';
const rest = `${life}, state = 'approved' AS is_active`;
const ruleWords = 'id, code, kind, name_ja, name_en, terms, point_days, valid_from, valid_until';
const cardWords =
  'id, code, name_ja, name_en, size, terms, rewards, stamp_days, reward_days, valid_from, valid_until';

const rules = statement<RuleRow>(
  `SELECT ${ruleWords}, ${rest} FROM loyalty.rule ORDER BY created_at, id LIMIT 1000`,
);
const cards = statement<CardRow>(
  `SELECT ${cardWords}, ${rest} FROM loyalty.card ORDER BY created_at, id LIMIT 1000`,
);
const lockRule = statement<RuleRow>(
  `SELECT ${ruleWords}, ${rest} FROM loyalty.rule WHERE id = $1 FOR UPDATE`,
);
const lockCard = statement<CardRow>(
  `SELECT ${cardWords}, ${rest} FROM loyalty.card WHERE id = $1 FOR UPDATE`,
);
const saveRule = statement<RuleRow>(`
  INSERT INTO loyalty.rule (${ruleWords}, ${life}, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, $9, $10, $11::text::jsonb, $12, $13, $14, $15, $16, $17, $17)
  ON CONFLICT (id) DO UPDATE SET name_ja = $4, name_en = $5, terms = $6::text::jsonb, point_days = $7, valid_from = $8,
    valid_until = $9, state = $10, next = $11::text::jsonb, next_state = $12, written_by = $13, written_at = $14,
    approved_by = $15, approved_at = $16, updated_at = $17
  RETURNING ${ruleWords}, ${rest}`);
const saveCard = statement<CardRow>(`
  INSERT INTO loyalty.card (${cardWords}, ${life}, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7::text::jsonb, $8, $9, $10, $11, $12, $13::text::jsonb, $14, $15, $16,
    $17, $18, $19, $19)
  ON CONFLICT (id) DO UPDATE SET name_ja = $3, name_en = $4, size = $5, terms = $6::text::jsonb,
    rewards = $7::text::jsonb, stamp_days = $8, reward_days = $9, valid_from = $10, valid_until = $11, state = $12,
    next = $13::text::jsonb, next_state = $14, written_by = $15, written_at = $16, approved_by = $17, approved_at = $18,
    updated_at = $19
  RETURNING ${cardWords}, ${rest}`);

/** All rules, also those that are over. */
export function findRules(tx: Tx): Promise<RuleRow[]> {
  return tx.all(rules);
}

/** All cards, also those that are over. */
export function findCards(tx: Tx): Promise<CardRow[]> {
  return tx.all(cards);
}

export function lockRuleRow(tx: Tx, id: string): Promise<RuleRow | undefined> {
  return tx.maybe(lockRule, [id]);
}

export function lockCardRow(tx: Tx, id: string): Promise<CardRow | undefined> {
  return tx.maybe(lockCard, [id]);
}

function lifeOf(row: SettingRow<object>) {
  return [
    row.state,
    row.next === null ? null : JSON.stringify(row.next),
    row.next_state,
    row.written_by,
    row.written_at,
    row.approved_by,
    row.approved_at,
  ];
}

export function saveRuleRow(tx: Tx, row: RuleRow): Promise<RuleRow> {
  return tx.one(saveRule, [
    row.id,
    row.code,
    row.kind,
    row.name_ja,
    row.name_en,
    JSON.stringify(row.terms),
    row.point_days,
    row.valid_from,
    row.valid_until,
    ...lifeOf(row),
    tx.now,
  ]);
}

/** The code stays: stamps are named by it. */
export function saveCardRow(tx: Tx, row: CardRow): Promise<CardRow> {
  return tx.one(saveCard, [
    row.id,
    row.code,
    row.name_ja,
    row.name_en,
    row.size,
    JSON.stringify(row.terms),
    JSON.stringify(row.rewards),
    row.stamp_days,
    row.reward_days,
    row.valid_from,
    row.valid_until,
    ...lifeOf(row),
    tx.now,
  ]);
}
