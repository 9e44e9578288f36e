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
};

export function newDraft(id: number): Draft {
  return { id, kind: 'bought', days: '30', placeId: '', number: '', tier: '', month: '1' };
}

/** Undefined while something that it needs is missing. */
export function conditionOf(draft: Draft): Condition | undefined {
  const { kind, placeId, tier } = draft;
  const [days, number, month] = [draft.days, draft.number, draft.month].map(Number) as [
    number,
    number,
    number,
  ];
  switch (kind) {
    case 'bought':
      return days > 0
        ? {
            kind,
            days,
            ...(placeId === '' ? {} : { placeId }),
            ...(number > 0 ? { times: number } : {}),
          }
        : undefined;
    case 'not_bought':
    case 'joined':
      return days > 0 ? { kind, days } : undefined;
    case 'spent':
      return number > 0 ? { kind, leastMinor: number, ...(days > 0 ? { days } : {}) } : undefined;
    case 'points':
      return number > 0 ? { kind, least: number } : undefined;
    case 'tier':
      return tier === '' ? undefined : { kind, codes: [tier] };
    case 'born_in':
      return { kind, month };
  }
}
