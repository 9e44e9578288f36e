// What a rule or a stamp card meets: others that are on or scheduled at the same time and give for the same thing. Two are
// apart only where their terms say so; in doubt they are told.
import type { Sentence } from './rules/facts.ts';
import { isOfOrders } from './rules/rules.ts';
import { meetInTime } from './setting-state.ts';
import type { CardRow, RuleRow } from './store-settings.ts';

type RuleTerms = Pick<RuleRow, 'kind' | 'terms' | 'valid_from' | 'valid_until'>;
type CardTermsInTime = Pick<CardRow, 'terms' | 'valid_from' | 'valid_until'>;

export type Conflict = {
  readonly id: string;
  readonly nameJa: string;
  readonly nameEn: string | null;
  /** adds: both give; older_only: only the one that was made first gives. */
  readonly how: 'adds' | 'older_only';
  readonly says: Sentence;
};

const sentences = {
  adds: {
    ja: 'どちらにも当たるときは、両方が付きます。',
    en: 'Where both apply, both are given.',
  },
  older_only: {
    ja: '紹介のルールは同時にひとつだけです。先に作ったほうが使われます。',
    en: 'One rule of invitations counts at a time: the one that was made first.',
  },
} as const;

const isOn = ({ state }: { readonly state: string }) => state === 'approved';

/** Of a rule, also one that nobody has kept yet; `id` is its own. */
export function ruleConflicts(
  rule: RuleTerms & { readonly id?: string },
  others: readonly RuleRow[],
): Conflict[] {
  return others
    .filter((other) => other.id !== rule.id && isOn(other) && meetInTime(rule, other))
    .flatMap((other) => {
      const how = howRules(rule, other);
      return how === undefined ? [] : [tell(other, how)];
    });
}

export function cardConflicts(
  card: CardTermsInTime & { readonly id?: string },
  others: readonly CardRow[],
): Conflict[] {
  return others
    .filter((other) => other.id !== card.id && isOn(other) && meetInTime(card, other))
    .filter((other) => doCardsMeet(card, other))
    .map((other) => tell(other, 'adds'));
}

function tell(
  { id, name_ja, name_en }: Pick<CardRow, 'id' | 'name_ja' | 'name_en'>,
  how: Conflict['how'],
): Conflict {
  return { id, nameJa: name_ja, nameEn: name_en, how, says: sentences[how] };
}

function howRules(a: RuleTerms, b: RuleTerms): Conflict['how'] | undefined {
  if (a.kind === 'invite' || b.kind === 'invite') {
    return a.kind === b.kind ? 'older_only' : undefined;
  }
  if (isOfOrders(a.kind) && isOfOrders(b.kind)) {
    const lists = ['itemIds', 'placeIds', 'channels', 'weekdays', 'monthDays'];
    const isApart =
      lists.some((name) => areApart(a.terms[name], b.terms[name])) ||
      areApart(tierCodes(a), tierCodes(b));
    return isApart ? undefined : 'adds';
  }
  const givenFor = ({ kind, terms }: RuleTerms) => (kind === 'event' ? terms.type : kind);
  const isReview = (what: unknown) => what === 'review' || what === 'reviews.posted';
  const [one, other] = [givenFor(a), givenFor(b)];
  const isSame = one === other || (isReview(one) && isReview(other));
  return isSame ? 'adds' : undefined;
}

function doCardsMeet({ terms: a }: CardTermsInTime, { terms: b }: CardTermsInTime): boolean {
  if (a.visit !== undefined && b.visit !== undefined) {
    return true;
  }
  return (
    a.order !== undefined &&
    b.order !== undefined &&
    !areApart(a.order.itemIds, b.order.itemIds) &&
    !areApart(a.order.placeIds, b.order.placeIds)
  );
}

function tierCodes({ terms }: RuleTerms): unknown {
  const tiers: unknown = terms.tiers;
  return Array.isArray(tiers) ? tiers.map((each: { code?: unknown }) => each.code) : undefined;
}

/** Both name some, and none in common. */
function areApart(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && !a.some((each) => b.includes(each));
}
