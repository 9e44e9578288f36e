// Writing rules, stamp cards and tiers. A draft waits for somebody else's approval; only an owner sets at once. What is on
// is not touched by a draft: the next wording waits beside it. What orders have earned keeps the terms of its time.
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { loyaltyRefusals } from './errors.ts';
import { loyaltySettingChanged } from './events.ts';
import { checkTerms } from './rules/rules.ts';
import type { CardToSave, RuleToSave, TierTableShape } from './schemas.ts';
import {
  type CardRow,
  type CardWording,
  findCards,
  findRules,
  lockCardRow,
  lockRuleRow,
  type RuleRow,
  type RuleWording,
  type SettingRow,
  saveCardRow,
  saveRuleRow,
} from './store-settings.ts';
import { replaceTiers } from './tiers/store.ts';

type Wished = {
  readonly isDraft?: boolean;
  readonly isActive?: boolean;
  readonly validFrom?: string | null;
  readonly validUntil?: string | null;
  readonly changedAt?: string;
};
type By = { readonly isOwner: boolean };

/**
 * Makes a rule, or changes the one with this id. Refuses with loyalty.terms_odd, loyalty.code_taken, loyalty.rule_unknown,
 * loyalty.time_odd, loyalty.setting_state, loyalty.approval_needed, loyalty.changed_meanwhile.
 */
export async function saveRule(
  tx: Tx,
  wish: RuleToSave,
  id?: string,
  by: By = { isOwner: true },
): Promise<RuleRow> {
  checkTerms(wish.kind, wish.terms);
  assertPeriod(wish);
  const known = id === undefined ? undefined : await lockRuleRow(tx, id);
  if (id !== undefined && known === undefined) {
    throw loyaltyRefusals.rule_unknown();
  }
  assertUnchanged(known, wish);
  await assertCodeFree(tx, wish.code, id);
  const wording: RuleWording = {
    nameJa: wish.nameJa,
    nameEn: wish.nameEn ?? null,
    terms: wish.terms,
    pointDays: wish.pointDays ?? null,
    validFrom: wish.validFrom ?? null,
    validUntil: wish.validUntil ?? null,
  };
  const { life, isBeside } = lifeOf(tx, known, wish, by);
  const row = await saveRuleRow(tx, {
    ...(isBeside && known !== undefined ? known : wordRule(wording)),
    id: id ?? newId(),
    code: known?.code ?? wish.code,
    kind: known?.kind ?? wish.kind,
    ...life,
    ...(isBeside ? { next: nextOf(tx, wording), next_state: 'draft' } : {}),
  });
  tx.emit(loyaltySettingChanged.make(row.code, { kind: 'rule', code: row.code }));
  return row;
}

/**
 * Makes a card, or changes the one with this id; its code stays, and its size once it was approved. Refuses with
 * loyalty.code_taken, loyalty.card_unknown, loyalty.card_odd, loyalty.time_odd, loyalty.setting_state,
 * loyalty.approval_needed, loyalty.changed_meanwhile.
 */
export async function saveCard(
  tx: Tx,
  wish: CardToSave,
  id?: string,
  by: By = { isOwner: true },
): Promise<CardRow> {
  assertPeriod(wish);
  assertCard(wish);
  const known = id === undefined ? undefined : await lockCardRow(tx, id);
  if (id !== undefined && known === undefined) {
    throw loyaltyRefusals.card_unknown();
  }
  assertUnchanged(known, wish);
  await assertCodeFree(tx, wish.code, id);
  const wording: CardWording = {
    nameJa: wish.nameJa,
    nameEn: wish.nameEn ?? null,
    terms: wish.terms,
    rewards: wish.rewards,
    stampDays: wish.stampDays ?? null,
    rewardDays: wish.rewardDays ?? 60,
    validFrom: wish.validFrom ?? null,
    validUntil: wish.validUntil ?? null,
  };
  const { life, isBeside } = lifeOf(tx, known, wish, by);
  const row = await saveCardRow(tx, {
    ...(isBeside && known !== undefined ? known : wordCard(wording)),
    id: id ?? newId(),
    code: known?.code ?? wish.code,
    size: known === undefined || known.approved_at === null ? wish.size : known.size,
    ...life,
    ...(isBeside ? { next: nextOf(tx, wording), next_state: 'draft' } : {}),
  });
  tx.emit(loyaltySettingChanged.make(row.code, { kind: 'card', code: row.code }));
  return row;
}

/** When the newest wording was written, and by which actor: of the next that waits, else of what stands. */
export function writtenLast({ next, written_at, written_by }: SettingRow<object>) {
  return next?.writtenAt === undefined
    ? { by: next?.writtenBy ?? written_by, at: written_at }
    : { by: next.writtenBy, at: Temporal.Instant.from(next.writtenAt) };
}

/** What waits beside what is on; its moment as exactly as a row keeps it. */
function nextOf<Wording extends object>(tx: Tx, wording: Wording) {
  const writtenAt = tx.now.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
  return { ...wording, writtenBy: tx.actor, writtenAt: writtenAt.toString() };
}

function assertUnchanged(known: SettingRow<object> | undefined, { changedAt }: Wished): void {
  if (
    known !== undefined &&
    changedAt !== undefined &&
    !writtenLast(known).at.equals(Temporal.Instant.from(changedAt))
  ) {
    throw loyaltyRefusals.changed_meanwhile();
  }
}

/** A wording as it stands in its row. */
export function wordRule(wording: RuleWording) {
  return {
    name_ja: wording.nameJa,
    name_en: wording.nameEn,
    terms: wording.terms,
    point_days: wording.pointDays,
    valid_from: instantOf(wording.validFrom),
    valid_until: instantOf(wording.validUntil),
  };
}

export function wordCard(wording: CardWording) {
  return {
    name_ja: wording.nameJa,
    name_en: wording.nameEn,
    terms: wording.terms,
    rewards: wording.rewards,
    stamp_days: wording.stampDays,
    reward_days: wording.rewardDays,
    valid_from: instantOf(wording.validFrom),
    valid_until: instantOf(wording.validUntil),
  };
}

function instantOf(text: string | null | undefined): Temporal.Instant | null {
  return text === null || text === undefined ? null : Temporal.Instant.from(text);
}

/** How it stands after it was written; `isBeside` when what is on stays as it is. */
function lifeOf<Wording>(
  tx: Tx,
  known: SettingRow<Wording> | undefined,
  { isDraft = false, isActive = true }: Wished,
  { isOwner }: By,
): { readonly life: Omit<SettingRow<Wording>, 'id'>; readonly isBeside: boolean } {
  if (known?.state === 'ended') {
    throw loyaltyRefusals.setting_state({ state: known.state, wanted: 'rewrite' });
  }
  const written = { written_by: tx.actor, written_at: tx.now, next: null, next_state: null };
  if (!isDraft) {
    if (!isOwner) {
      throw loyaltyRefusals.approval_needed();
    }
    const approved = { approved_by: tx.actor, approved_at: tx.now };
    const state = isActive ? 'approved' : 'paused';
    return { life: { state, is_active: isActive, ...written, ...approved }, isBeside: false };
  }
  if (known !== undefined && known.state !== 'draft' && known.state !== 'proposed') {
    const { id: _, ...life } = known;
    return { life, isBeside: true };
  }
  const unapproved = { approved_by: null, approved_at: null };
  return {
    life: { state: 'draft', is_active: false, ...written, ...unapproved },
    isBeside: false,
  };
}

/** Rules and cards are named by one list of codes in statements. */
async function assertCodeFree(tx: Tx, code: string, id: string | undefined): Promise<void> {
  const named = [...(await findRules(tx)), ...(await findCards(tx))];
  if (named.some((each) => each.code === code && each.id !== id)) {
    throw loyaltyRefusals.code_taken({ code });
  }
}

function assertPeriod({ validFrom, validUntil }: Wished): void {
  const [from, until] = [instantOf(validFrom), instantOf(validUntil)];
  if (from !== null && until !== null && Temporal.Instant.compare(until, from) <= 0) {
    throw loyaltyRefusals.time_odd();
  }
}

/** What the shape alone does not say: a way to get stamps, and rewards that are each worth one thing. */
function assertCard({ terms, rewards }: Pick<CardToSave, 'terms' | 'rewards'>): void {
  const { order, scan, visit } = terms;
  const codes = new Set(rewards.map(({ code }) => code));
  const isOdd =
    (order === undefined && scan === undefined && visit === undefined) ||
    codes.size < rewards.length ||
    rewards.some(
      ({ discountMinor, discountBp }) =>
        (discountMinor === undefined) === (discountBp === undefined),
    );
  if (isOdd) {
    throw loyaltyRefusals.card_odd();
  }
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
