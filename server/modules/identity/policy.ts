// What is done with a pair: link it, ask people, or nothing. When in doubt nobody is merged: a wrong merge costs
// more than a duplicate. Pure.
import type { PairScore } from '@engawa/match';

export type Strength = 'strong' | 'weak' | 'doubtful';
export type Act = 'link' | 'review' | 'nothing';
export type Policy = {
  readonly strong: Act;
  readonly weak: Act;
  readonly doubtful: Exclude<Act, 'link'>;
};
export type ReviewReason = 'doubt' | 'conflict' | 'bridge' | 'lone' | 'policy' | 'refused';

export type Judgement = {
  readonly strength: Strength;
  readonly act: Act;
  /** Why people are asked; null where they are not. */
  readonly reason: ReviewReason | null;
  /** The field that stands against it. */
  readonly conflict?: string;
};

const strongFrom = 0.999;
const weakFrom = 0.95;
const doubtfulFrom = 0.3;
/** A contradiction is shown where the pair would be likely without it. */
const contradictedFrom = 0.8;

function strengthOf(probability: number): Strength {
  return probability >= strongFrom ? 'strong' : probability >= weakFrom ? 'weak' : 'doubtful';
}

/** Undefined where the pair is not worth keeping. */
export function judge(score: PairScore, policy: Policy): Judgement | undefined {
  const { probability, conflict, withoutConflict, isLone, isOtherName } = score;
  const strength = strengthOf(probability);
  if (conflict !== undefined) {
    return withoutConflict >= contradictedFrom || agreesOtherwise(score)
      ? { ...asked('doubtful', policy.doubtful, 'conflict'), conflict }
      : undefined;
  }
  if (probability < doubtfulFrom) {
    return undefined;
  }
  if (strength === 'doubtful') {
    return asked(strength, policy.doubtful, 'doubt');
  }
  if (isLone) {
    return asked(strength, policy.doubtful, 'lone');
  }
  if (isOtherName) {
    return { ...asked(strength, policy.doubtful, 'conflict'), conflict: 'family name' };
  }
  const act = policy[strength];
  return act === 'link' ? { strength, act, reason: null } : asked(strength, act, 'policy');
}

function asked(strength: Strength, act: Exclude<Act, 'link'>, reason: ReviewReason): Judgement {
  return { strength, act, reason: act === 'review' ? reason : null };
}

/** One field contradicts; at least three others speak clearly for the pair and none against it. */
function agreesOtherwise({ evidence, conflict }: PairScore): boolean {
  const others = evidence.filter(
    ({ field }) => field !== conflict && field !== 'start' && field !== 'household',
  );
  return others.every(({ bits }) => bits > 0) && others.filter(({ bits }) => bits > 3).length >= 2;
}
