// How a rule or a stamp card comes about: somebody writes it, proposes it, somebody else approves it; then it is on, in its
// time. What is on stays as it is until the next wording, written beside it, is approved too.

export const settingStates = ['draft', 'proposed', 'approved', 'paused', 'ended'] as const;
export type SettingState = (typeof settingStates)[number];

export const settingMoves = ['propose', 'approve', 'withdraw', 'pause', 'resume', 'end'] as const;
export type SettingMove = (typeof settingMoves)[number];

export type Standing = {
  readonly state: SettingState;
  /** Of the wording that waits beside it; null without one. */
  readonly next: 'draft' | 'proposed' | null;
};

/** Undefined when it cannot go that way. `takesNext`: the wording that waits becomes what is on. */
export function moved(
  { state, next }: Standing,
  move: SettingMove,
): (Standing & { readonly takesNext: boolean }) | undefined {
  const to = (change: Partial<Standing>, takesNext = false) => ({
    state,
    next,
    ...change,
    takesNext,
  });
  const isFirst = state === 'draft' || state === 'proposed';
  const waits = isFirst ? state : next;
  const waitsAs = (as: 'draft' | 'proposed') => (isFirst ? to({ state: as }) : to({ next: as }));
  switch (move) {
    case 'propose':
      return waits === 'draft' ? waitsAs('proposed') : undefined;
    case 'withdraw':
      return waits === 'proposed' ? waitsAs('draft') : undefined;
    case 'approve':
      if (waits !== 'proposed') {
        return undefined;
      }
      return isFirst ? to({ state: 'approved' }) : to({ next: null }, true);
    case 'pause':
      return state === 'approved' ? to({ state: 'paused' }) : undefined;
    case 'resume':
      return state === 'paused' ? to({ state: 'approved' }) : undefined;
    case 'end':
      return state === 'ended' ? undefined : to({ state: 'ended', next: null });
    default:
      return undefined;
  }
}

type Timed = {
  readonly state: SettingState;
  readonly valid_from: Temporal.Instant | null;
  readonly valid_until: Temporal.Instant | null;
};

export const settingPhases = [
  'draft',
  'proposed',
  'scheduled',
  'running',
  'paused',
  'over',
  'ended',
] as const;
export type SettingPhase = (typeof settingPhases)[number];

/** Where it stands now, in one word: an approved one waits for its time, runs, or is over. */
export function phaseOf(
  { state, valid_from, valid_until }: Timed,
  now: Temporal.Instant,
): SettingPhase {
  if (state !== 'approved') {
    return state;
  }
  if (valid_until !== null && Temporal.Instant.compare(valid_until, now) <= 0) {
    return 'over';
  }
  return valid_from !== null && Temporal.Instant.compare(valid_from, now) > 0
    ? 'scheduled'
    : 'running';
}

/** Whether two have a moment in common in which both are on. */
export function meetInTime(a: Omit<Timed, 'state'>, b: Omit<Timed, 'state'>): boolean {
  const isBefore = (one: Omit<Timed, 'state'>, other: Omit<Timed, 'state'>) =>
    one.valid_until !== null &&
    other.valid_from !== null &&
    Temporal.Instant.compare(one.valid_until, other.valid_from) <= 0;
  return !isBefore(a, b) && !isBefore(b, a);
}
