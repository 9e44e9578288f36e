// Proposing, approving, stopping and ending rules and stamp cards. Who wrote one does not approve it, but for the owner.
import type { Tx } from '#kernel/transaction';
import { loyaltyRefusals } from './errors.ts';
import { loyaltySettingChanged } from './events.ts';
import { wordCard, wordRule, writtenLast } from './save-settings.ts';
import { moved, type SettingMove } from './setting-state.ts';
import {
  type CardRow,
  lockCardRow,
  lockRuleRow,
  type RuleRow,
  type SettingRow,
  saveCardRow,
  saveRuleRow,
} from './store-settings.ts';

type By = { readonly isOwner: boolean };

/** Refuses with loyalty.rule_unknown, loyalty.setting_state, loyalty.approval_by_another. */
export async function moveRule(tx: Tx, id: string, move: SettingMove, by: By): Promise<RuleRow> {
  const row = await lockRuleRow(tx, id);
  if (row === undefined) {
    throw loyaltyRefusals.rule_unknown();
  }
  const { life, taken } = decideMove(tx, row, move, by);
  const next = { ...row, ...(taken === null ? {} : wordRule(taken)), ...life };
  tx.emit(loyaltySettingChanged.make(row.code, { kind: 'rule', code: row.code }));
  return saveRuleRow(tx, next);
}

/** Refuses with loyalty.card_unknown, loyalty.setting_state, loyalty.approval_by_another. */
export async function moveCard(tx: Tx, id: string, move: SettingMove, by: By): Promise<CardRow> {
  const row = await lockCardRow(tx, id);
  if (row === undefined) {
    throw loyaltyRefusals.card_unknown();
  }
  const { life, taken } = decideMove(tx, row, move, by);
  const next = { ...row, ...(taken === null ? {} : wordCard(taken)), ...life };
  tx.emit(loyaltySettingChanged.make(row.code, { kind: 'card', code: row.code }));
  return saveCardRow(tx, next);
}

/** Throws what it refuses. */
function decideMove<Wording extends object>(
  tx: Tx,
  row: SettingRow<Wording>,
  move: SettingMove,
  { isOwner }: By,
): {
  readonly life: Partial<SettingRow<Wording>>;
  readonly taken: SettingRow<Wording>['next'];
} {
  const to = moved({ state: row.state, next: row.next_state }, move);
  if (to === undefined) {
    throw loyaltyRefusals.setting_state({ state: row.state, wanted: move });
  }
  const writer = row.next?.writtenBy ?? row.written_by;
  if (move === 'approve' && writer === tx.actor && !isOwner) {
    throw loyaltyRefusals.approval_by_another();
  }
  const approval = move === 'approve' ? { approved_by: tx.actor, approved_at: tx.now } : {};
  const taken = to.takesNext ? row.next : null;
  return {
    life: {
      state: to.state,
      next: to.next === null ? null : row.next,
      next_state: to.next,
      ...approval,
      ...(taken === null ? {} : { written_by: taken.writtenBy, written_at: writtenLast(row).at }),
    },
    taken,
  };
}
