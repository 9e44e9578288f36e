// Where a promotion stands, in one word: an approved one waits for its time, is on, or is over.
import type { Promotion } from './terms.ts';

type Standing = Pick<Promotion, 'state' | 'proposedVersion' | 'validFrom' | 'validUntil'>;

export function stateOf({ state, proposedVersion, validFrom, validUntil }: Standing): string {
  const now = new Date().toISOString();
  if (state === 'draft') {
    return proposedVersion === null ? 'draft' : 'proposed';
  }
  if (state !== 'active') {
    return state;
  }
  if (validUntil !== null && new Date(validUntil).toISOString() <= now) {
    return 'over';
  }
  return validFrom !== null && new Date(validFrom).toISOString() > now ? 'scheduled' : 'active';
}

export type Move = 'propose' | 'approve' | 'withdraw' | 'pause' | 'resume' | 'end';

/** What can be done next with it. */
export function movesOf(promotion: Promotion): readonly Move[] {
  const { state, proposedVersion, newestVersion, liveVersion } = promotion;
  if (state === 'ended') {
    return [];
  }
  const approval: readonly Move[] =
    proposedVersion !== null
      ? ['approve', 'withdraw']
      : newestVersion !== liveVersion
        ? ['propose']
        : [];
  const running: readonly Move[] =
    state === 'active' ? ['pause'] : state === 'paused' ? ['resume'] : [];
  return [...approval, ...running, 'end'];
}
