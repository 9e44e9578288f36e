// Rules and stamp cards as headquarters see them: read as sentences, with where they stand and what they meet.
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findNames } from '#offers';
import { nameActors } from '#staff';
import { type Conflict, cardConflicts, ruleConflicts } from './conflicts.ts';
import type { Names, Sentence } from './rules/facts.ts';
import { checkTerms, pointsByRule, type RuleKind, sampleFacts, sentenceOf } from './rules/rules.ts';
import { writtenLast } from './save-settings.ts';
import { phaseOf } from './setting-state.ts';
import { type CardToSay, sayCard } from './stamps/say-card.ts';
import { type CardTerms, stampsFor } from './stamps/stamps-for.ts';
import { findCards, findRules, type RuleRow, type SettingRow } from './store-settings.ts';
import { findTiers } from './tiers/store.ts';
import { shapeCard } from './view-value.ts';

/** What items, places and tiers in some terms are called. */
async function findTermNames(tx: Tx, terms: readonly unknown[]): Promise<Names> {
  const [names, tiers] = [await findNames(tx, terms), await findTiers(tx)];
  const ofTiers = new Map(
    tiers.map(({ code, name_ja: ja, name_en }): [string, Sentence] => [
      code,
      { ja, en: name_en ?? ja },
    ]),
  );
  return (id) => ofTiers.get(id) ?? names(id);
}

/** Of all rules, or of one (uuid); sentences tell amounts in the currency of the house. */
export async function viewRules(tx: Tx, currency: string, id?: string) {
  const all = await findRules(tx);
  const rows = all.filter((row) => id === undefined || row.id === id);
  const names = await findTermNames(
    tx,
    rows.flatMap(({ terms, next }) => [terms, next?.terms ?? {}]),
  );
  const writers = await nameActors(
    tx,
    rows.map((row) => writtenLast(row).by),
  );
  return rows.map((row) => ({
    ...shapeRule(row, names, currency),
    ...lifeOf(tx, row, ruleConflicts(row, all), 'earnRule', writers),
    next:
      row.next === null
        ? null
        : { ...withoutWriter(row.next), ...sentences(row.kind, row.next.terms, names, currency) },
  }));
}

export async function viewCards(tx: Tx, currency: string, id?: string) {
  const all = await findCards(tx);
  const rows = all.filter((row) => id === undefined || row.id === id);
  const names = await findTermNames(
    tx,
    rows.flatMap(({ terms, next }) => [terms, next?.terms ?? {}]),
  );
  const writers = await nameActors(
    tx,
    rows.map((row) => writtenLast(row).by),
  );
  return rows.map((row) => ({
    ...shapeCard(row),
    terms: row.terms,
    stampDays: row.stamp_days,
    rewardDays: row.reward_days,
    validFrom: row.valid_from?.toString() ?? null,
    isActive: row.is_active,
    ...lifeOf(tx, row, cardConflicts(row, all), 'stampCard', writers),
    says: sayCard(row, names, currency),
    next:
      row.next === null
        ? null
        : {
            ...withoutWriter(row.next),
            rewards: [...row.next.rewards],
            says: sayCard(
              {
                size: row.size,
                terms: row.next.terms,
                rewards: row.next.rewards,
                stamp_days: row.next.stampDays,
                reward_days: row.next.rewardDays,
              },
              names,
              currency,
            ),
          },
  }));
}

function withoutWriter<Wording extends { readonly writtenBy: string; readonly writtenAt?: string }>(
  next: Wording,
): Omit<Wording, 'writtenBy' | 'writtenAt'> {
  const { writtenBy: _, writtenAt: __, ...wording } = next;
  return wording;
}

function lifeOf<Wording>(
  tx: Tx,
  row: SettingRow<Wording> & Pick<RuleRow, 'valid_from' | 'valid_until'>,
  conflicts: readonly Conflict[],
  kind: 'earnRule' | 'stampCard',
  writers: ReadonlyMap<string, string>,
) {
  const last = writtenLast(row);
  return {
    changedAt: last.at.toString(),
    changedBy: writers.get(last.by) ?? null,
    state: row.state,
    phase: phaseOf(row, tx.now),
    nextState: row.next_state,
    writtenBy: row.written_by,
    writtenAt: row.written_at.toString(),
    approvedBy: row.approved_by,
    approvedAt: row.approved_at?.toString() ?? null,
    conflicts: tellConflicts(conflicts, kind),
  };
}

/** As many as somebody reads. */
const conflictsMax = 20;

function tellConflicts(conflicts: readonly Conflict[], kind: 'earnRule' | 'stampCard') {
  return conflicts
    .slice(0, conflictsMax)
    .map((conflict) => ({ ...conflict, id: formatId(kind, conflict.id) }));
}

function sentences(kind: RuleKind, terms: unknown, names: Names, currency: string) {
  const said = sentenceOf(kind, terms, names, currency);
  return { sentenceJa: said.ja, sentenceEn: said.en };
}

function shapeRule(rule: RuleRow, names: Names, currency: string) {
  return {
    id: formatId('earnRule', rule.id),
    code: rule.code,
    kind: rule.kind,
    nameJa: rule.name_ja,
    nameEn: rule.name_en,
    terms: rule.terms,
    ...sentences(rule.kind, rule.terms, names, currency),
    pointDays: rule.point_days,
    validFrom: rule.valid_from?.toString() ?? null,
    validUntil: rule.valid_until?.toString() ?? null,
    isActive: rule.is_active,
  };
}

type Period = {
  readonly validFrom?: string | null;
  readonly validUntil?: string | null;
};

function periodOf({ validFrom, validUntil }: Period) {
  const at = (text: string | null | undefined) =>
    text === null || text === undefined ? null : Temporal.Instant.from(text);
  return { valid_from: at(validFrom), valid_until: at(validUntil) };
}

/** A rule that nobody has kept yet: read back, tried on a sample order, and what it meets. */
export async function readRule(
  tx: Tx,
  currency: string,
  wish: Period & {
    readonly id?: string;
    readonly kind: RuleKind;
    readonly terms: Record<string, unknown>;
    readonly sampleMinor: number;
    readonly sampleTier: string | null;
  },
) {
  const { kind, terms, id = newId() } = wish;
  checkTerms(kind, terms);
  const names = await findTermNames(tx, [terms]);
  const facts = sampleFacts(kind, terms, { ...wish, now: tx.now });
  const met = ruleConflicts({ id, kind, terms, ...periodOf(wish) }, await findRules(tx));
  return {
    ...sentences(kind, terms, names, currency),
    points: pointsByRule(kind, terms, facts),
    conflicts: tellConflicts(met, 'earnRule'),
  };
}

/** A stamp card that nobody has kept yet. */
export async function readCard(
  tx: Tx,
  currency: string,
  wish: Period &
    CardToSay & {
      readonly id?: string;
      readonly terms: CardTerms;
      readonly sampleMinor: number;
      readonly samplePieces: number;
    },
) {
  const { terms, sampleMinor, samplePieces, id = newId() } = wish;
  const names = await findTermNames(tx, [terms]);
  const facts = sampleFacts('order', terms.order ?? {}, {
    sampleMinor,
    samplePieces,
    sampleTier: null,
    now: tx.now,
  });
  const met = cardConflicts({ id, terms, ...periodOf(wish) }, await findCards(tx));
  return {
    says: sayCard(wish, names, currency),
    stamps: stampsFor(facts, terms),
    conflicts: tellConflicts(met, 'stampCard'),
  };
}
