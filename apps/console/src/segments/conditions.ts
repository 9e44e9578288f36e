// Conditions as the form holds them, text in every field, and as the API takes them.
import type { Body } from '@engawa/client';

export type Wish = Body<'/api/segments'>;
export type Condition = Wish['conditions'][number];
export type Purpose = Wish['purpose'];

export const purposes = [
  'marketing_mail',
  'marketing_sms',
  'marketing_line',
  'marketing_push',
  'personalisation',
] as const satisfies readonly Purpose[];
export const kinds = [
  'bought',
  'not_bought',
  'spent',
  'points',
  'tier',
  'joined',
  'born_in',
] as const satisfies readonly Condition['kind'][];

export type Draft = {
  readonly id: number;
  readonly kind: Condition['kind'];
  readonly days: string;
  readonly placeId: string;
  readonly number: string;
  readonly tier: string;
  readonly month: string;
  /** What it was; it stays so word for word as long as no field was touched. */
  readonly known?: Condition;
};

export function newDraft(id: number): Draft {
  return { id, kind: 'bought', days: '30', placeId: '', number: '', tier: '', month: '1' };
}

type Numbers = { readonly days: number; readonly number: number; readonly month: number };
type Read = (draft: Draft, numbers: Numbers) => Condition | undefined;

const readers: Readonly<Record<Condition['kind'], Read>> = {
  bought: ({ placeId }, { days, number }) =>
    days > 0
      ? {
          kind: 'bought',
          days,
          ...(placeId === '' ? {} : { placeId }),
          ...(number > 0 ? { times: number } : {}),
        }
      : undefined,
  not_bought: (_draft, { days }) => (days > 0 ? { kind: 'not_bought', days } : undefined),
  joined: (_draft, { days }) => (days > 0 ? { kind: 'joined', days } : undefined),
  spent: (_draft, { days, number }) =>
    number > 0 ? { kind: 'spent', leastMinor: number, ...(days > 0 ? { days } : {}) } : undefined,
  points: (_draft, { number }) => (number > 0 ? { kind: 'points', least: number } : undefined),
  tier: ({ tier }) => (tier === '' ? undefined : { kind: 'tier', codes: [tier] }),
  born_in: (_draft, { month }) => ({ kind: 'born_in', month }),
};

/** A condition as the fields say it; of several tiers the first. */
export function draftOf(condition: Condition, id: number): Draft {
  const { days, times, leastMinor, least, placeId, codes, month } = condition as Partial<
    Record<'days' | 'times' | 'leastMinor' | 'least' | 'month', number>
  > & { readonly placeId?: string; readonly codes?: readonly string[] };
  const textOf = (number: number | undefined) => (number === undefined ? '' : String(number));
  return {
    id,
    kind: condition.kind,
    days: textOf(days),
    placeId: placeId ?? '',
    number: textOf(times ?? leastMinor ?? least),
    tier: codes?.[0] ?? '',
    month: month === undefined ? '1' : String(month),
    known: condition,
  };
}

/** Undefined while something that it needs is missing. */
export function conditionOf(draft: Draft): Condition | undefined {
  const { known } = draft;
  if (known !== undefined && JSON.stringify(draftOf(known, draft.id)) === JSON.stringify(draft)) {
    return known;
  }
  const numbers = {
    days: Number(draft.days),
    number: Number(draft.number),
    month: Number(draft.month),
  };
  return readers[draft.kind](draft, numbers);
}
