// How a promotion comes about: somebody writes it, proposes it, somebody else approves it; then it is on, in its time.
// What was approved never changes: whoever edits writes a next version, and the one before stays on until that is
// approved too.

import type { PromotionTerms } from '@engawa/promotions';
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { offersRefusals } from './errors.ts';
import { offersPromotionChanged } from './events.ts';
import { isBackwards } from './is-backwards.ts';
import {
  approveVersionRow,
  insertPromotionRow,
  insertVersionRow,
  listVersionRows,
  lockPromotionRow,
  type PromotionRow,
  updatePromotionRow,
} from './store-promotions.ts';

export type PromotionToWrite = {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn?: string | null;
  readonly validFrom?: Temporal.Instant | null;
  readonly validUntil?: Temporal.Instant | null;
  readonly terms: PromotionTerms;
};

/** A draft. Refuses with offers.promotion_code_taken, offers.time_odd, offers.rules_odd. Answers its id (uuid). */
export async function writePromotion(tx: Tx, wish: PromotionToWrite): Promise<string> {
  assertSound(wish);
  const id = newId();
  await insertPromotionRow(tx, {
    id,
    code: wish.code,
    name_ja: wish.nameJa,
    name_en: wish.nameEn ?? null,
    valid_from: wish.validFrom ?? null,
    valid_until: wish.validUntil ?? null,
  });
  await insertVersionRow(tx, id, 1, wish.terms);
  tell(tx, id, { code: wish.code, state: 'draft', version: 1 });
  return id;
}

/**
 * Another version. `version` is the one that was looked at. Refuses with offers.promotion_unknown,
 * offers.promotion_changed, offers.promotion_state, offers.time_odd, offers.rules_odd.
 */
export async function rewritePromotion(
  tx: Tx,
  id: string,
  wish: Omit<PromotionToWrite, 'code'> & { readonly version: number },
): Promise<void> {
  assertSound(wish);
  const row = await lockPromotion(tx, id);
  if (row.newest_version !== wish.version) {
    throw offersRefusals.promotion_changed();
  }
  if (row.state === 'ended') {
    throw offersRefusals.promotion_state({ state: row.state, wanted: 'rewrite' });
  }
  const version = row.newest_version + 1;
  await insertVersionRow(tx, id, version, wish.terms);
  await updatePromotionRow(tx, {
    ...row,
    name_ja: wish.nameJa,
    name_en: wish.nameEn ?? null,
    newest_version: version,
    proposed_version: null,
    valid_from: wish.validFrom ?? null,
    valid_until: wish.validUntil ?? null,
  });
  tell(tx, id, { code: row.code, state: row.state, version });
}

export type PromotionMove = 'propose' | 'approve' | 'withdraw' | 'pause' | 'resume' | 'end';

/**
 * Refuses with offers.promotion_unknown, offers.promotion_state, and with offers.approval_by_another who approves what
 * she wrote herself, unless she is the owner of the house.
 */
export async function movePromotion(
  tx: Tx,
  id: string,
  move: PromotionMove,
  { isOwner }: { readonly isOwner: boolean },
): Promise<void> {
  const row = await lockPromotion(tx, id);
  const next = moved(row, move);
  if (next === undefined) {
    throw offersRefusals.promotion_state({ state: row.state, wanted: move });
  }
  if (move === 'approve' && row.proposed_version !== null) {
    const versions = await listVersionRows(tx, id);
    const writer = versions.find((each) => each.version === row.proposed_version)?.written_by;
    if (writer === tx.actor && !isOwner) {
      throw offersRefusals.approval_by_another();
    }
    await approveVersionRow(tx, id, row.proposed_version);
  }
  await updatePromotionRow(tx, next);
  tell(tx, id, { code: row.code, state: next.state, version: row.newest_version });
}

/** Undefined when it cannot go that way. */
function moved(row: PromotionRow, move: PromotionMove): PromotionRow | undefined {
  const { state, newest_version, proposed_version, live_version } = row;
  if (state === 'ended') {
    return undefined;
  }
  const isProposed = proposed_version !== null;
  const next: Readonly<Record<PromotionMove, Partial<PromotionRow> | undefined>> = {
    propose:
      !isProposed && newest_version !== live_version
        ? { proposed_version: newest_version }
        : undefined,
    withdraw: isProposed ? { proposed_version: null } : undefined,
    approve: isProposed
      ? {
          state: state === 'paused' ? 'paused' : 'active',
          live_version: proposed_version,
          proposed_version: null,
        }
      : undefined,
    pause: state === 'active' ? { state: 'paused' } : undefined,
    resume: state === 'paused' ? { state: 'active' } : undefined,
    end: { state: 'ended', proposed_version: null },
  };
  const change = next[move];
  return change === undefined ? undefined : { ...row, ...change };
}

async function lockPromotion(tx: Tx, id: string): Promise<PromotionRow> {
  const row = await lockPromotionRow(tx, id);
  if (row === undefined) {
    throw offersRefusals.promotion_unknown();
  }
  return row;
}

/** What the shape alone does not say. */
function assertSound({
  validFrom = null,
  validUntil = null,
  terms,
}: Pick<PromotionToWrite, 'validFrom' | 'validUntil' | 'terms'>): void {
  if (isBackwards({ validFrom, validUntil })) {
    throw offersRefusals.time_odd();
  }
  const isOdd = terms.benefits.some((benefit) => {
    if (benefit.kind === 'n_for_m') {
      return benefit.pay >= benefit.take;
    }
    const calculator = 'calculator' in benefit ? benefit.calculator : undefined;
    return (
      calculator?.kind === 'tiers' &&
      calculator.steps.some(({ bp, minor }) => (bp === undefined) === (minor === undefined))
    );
  });
  const isNever = terms.conditions.some(
    (each) =>
      each.kind === 'in_period' &&
      ((each.from === undefined && each.until === undefined) ||
        (each.from !== undefined && each.until !== undefined && each.from >= each.until)),
  );
  if (isOdd || isNever) {
    throw offersRefusals.rules_odd();
  }
}

function tell(
  tx: Tx,
  id: string,
  told: { readonly code: string; readonly state: string; readonly version: number },
): void {
  tx.emit(offersPromotionChanged.make(formatId('promotion', id), told));
}
