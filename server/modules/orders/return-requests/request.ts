// The life of a request to give goods back, and which lines may be asked for: plain rules of days and exclusions.
// Sources: 特定商取引法 15条の3 (whoever said nothing takes back for eight days, she pays the postage), 民法 562条 (what is
// broken or is not what was sold is another matter, which a house's own terms do not exclude).

export type RequestState = 'asked' | 'accepted' | 'received' | 'refunded' | 'refused' | 'withdrawn';

export type ReturnWay = 'shop' | 'parcel';
export type ReturnReason = 'changed_mind' | 'defect' | 'wrong_item';
export type ExclusionReason =
  | 'hygiene'
  | 'perishable'
  | 'made_to_order'
  | 'opened'
  | 'final_sale'
  | 'no_goods';
export type RefusedFor = 'worn' | 'incomplete' | 'not_ours' | 'not_arrived' | 'excluded' | 'other';

export type ReturnTerms = {
  readonly isOffered: boolean;
  /** From the day on which the goods were with her, that day not counted. */
  readonly days: number;
  readonly defectDays: number;
  readonly ways: readonly ReturnWay[];
  readonly isAcceptedAtOnce: boolean;
  /** Postage of what she changed her mind about. */
  readonly parcelPaidBy: 'customer' | 'house';
  /** uuid; null: the place that sent the order. */
  readonly parcelPlaceId: string | null;
  readonly conditionJa: string;
  readonly conditionEn: string;
};

const next: Readonly<Record<RequestState, readonly RequestState[]>> = {
  asked: ['accepted', 'received', 'refunded', 'refused', 'withdrawn'],
  accepted: ['received', 'refunded', 'refused', 'withdrawn'],
  // It lies with the house: it is refunded, or goes back to her.
  received: ['refunded', 'refused'],
  refunded: [],
  refused: [],
  withdrawn: [],
};

export function canGo(from: RequestState, to: RequestState): boolean {
  return next[from].includes(to);
}

export function isOpen(state: RequestState): boolean {
  return next[state].length > 0;
}

/** By her own hand. */
export function canWithdraw(state: RequestState): boolean {
  return canGo(state, 'withdrawn');
}

/** The last day on which it may be asked for. */
export function lastDayFor(
  reason: ReturnReason,
  arrivedOn: Temporal.PlainDate,
  { days, defectDays }: Pick<ReturnTerms, 'days' | 'defectDays'>,
): Temporal.PlainDate {
  return arrivedOn.add({ days: reason === 'changed_mind' ? days : Math.max(days, defectDays) });
}

/** What the house takes back although she only changed her mind: null, or why not. */
export function exclusionOf(
  goods: {
    readonly itemId: string;
    readonly categoryIds: readonly string[];
    readonly isStocked: boolean;
    /** Made for a day that she chose. */
    readonly isMade: boolean;
  },
  excluded: ReadonlyMap<string, ExclusionReason>,
): ExclusionReason | null {
  if (!goods.isStocked) {
    return 'no_goods';
  }
  const named = [goods.itemId, ...goods.categoryIds].flatMap((id) => excluded.get(id) ?? []);
  return named[0] ?? (goods.isMade ? 'made_to_order' : null);
}

/** Who pays for the parcel: what is broken or wrong is the house's fault. */
export function paidBy(
  reason: ReturnReason,
  { parcelPaidBy }: Pick<ReturnTerms, 'parcelPaidBy'>,
): 'customer' | 'house' {
  return reason === 'changed_mind' ? parcelPaidBy : 'house';
}

/** `261122-000012-R1`: said at a counter, written on a parcel. */
export function requestNumber(orderNumber: string, position: number): string {
  return `${orderNumber}-R${position}`;
}
