// One scan: who she is, her points, her coupons, her stamps. Without a line the till checks the code of her card by itself
// (`@engawa/card`), and what it may take of her value stands in the promise it holds.

import { isCardCode, isCardNumber } from '@engawa/card';
import { type Answer, answerOf, Refused, Unreachable } from '@engawa/client';
import { api } from '../../api.ts';
import { checkAway, type MemberRefusal } from '../../scan/check-away.ts';
import { type Member, type MemberCard, nobody } from '../sale/member.ts';
import { findAllowance } from './allowances.ts';

export type FoundMember =
  /** Asked of the house; checked by the till itself; or only noted, to be asked later. */
  | { readonly member: Member; readonly by: 'house' | 'check' | 'nothing' }
  /** Nobody has this card. */
  | { readonly refused: 'none' }
  /** In the words of the house, or of the check without a line. */
  | { readonly refused: 'said'; readonly text: string }
  | { readonly refused: 'away'; readonly why: MemberRefusal };

export async function findMember(
  raw: string,
  at: { readonly placeId: string; readonly till: string },
): Promise<FoundMember> {
  try {
    const member = await askHouse(raw, at);
    return { member, by: 'house' };
  } catch (error) {
    if (error instanceof Unreachable) {
      return findAway(raw, at.till);
    }
    if (error instanceof Refused && error.code === 'cards.unknown') {
      return { refused: 'none' };
    }
    const isSaid =
      error instanceof Refused &&
      (error.code.startsWith('cards.') || error.code === 'customers.use_stopped');
    if (isSaid) {
      return { refused: 'said', text: error.message };
    }
    throw error;
  }
}

async function askHouse(
  code: string,
  { placeId, till }: { readonly placeId: string; readonly till: string },
): Promise<Member> {
  const scanned = await answerOf(api.POST('/api/cards/scan', { body: { code, placeId } }));
  const { recordId, customerId } = scanned;
  const [name, { cards, tier }, isFirstVisit, held] = await Promise.all([
    nameOf(customerId, recordId),
    loyaltyOf(recordId),
    isFirst(customerId),
    findAllowance({ recordId }, till),
  ]);
  const promised = held?.promised ?? null;
  return {
    code: scanned.number ?? code.slice(0, 100),
    recordId,
    customerId,
    tier,
    name,
    // What is kept for this till is not available to anybody else, and so not counted by the house.
    points: scanned.points.available + (promised?.points ?? 0),
    pending: scanned.points.pending,
    isFirstVisit,
    coupons: [
      ...scanned.coupons,
      ...(held?.kept.coupons.filter(({ code: kept }) => promised?.codes.includes(kept)) ?? []),
    ],
    cards,
    promised,
  };
}

/** She is here and shows her card: the look is written down. */
async function nameOf(customerId: string, recordId: string): Promise<string | null> {
  const params = { path: { customerId }, query: { reason: 'customer_present' as const } };
  const { records } = await answerOf(api.GET('/api/customers/{customerId}', { params }));
  const own = records.find(({ id }) => id === recordId) ?? records[0];
  const parts = [own?.profile?.familyName, own?.profile?.givenName].filter(
    (part) => part !== undefined,
  );
  return own?.profile?.fullName ?? (parts.length === 0 ? null : parts.join(' '));
}

/** What she has now, after something else has changed it; coupons stay as they were scanned. */
export async function lookAgain(member: Member): Promise<Member> {
  const { recordId, promised } = member;
  if (recordId === null) {
    return member;
  }
  const params = { path: { recordId } };
  const { points, cards } = await answerOf(
    api.GET('/api/loyalty/customers/{recordId}', { params }),
  );
  return {
    ...member,
    points: points.available + (promised?.points ?? 0),
    pending: points.pending,
    cards: cards.map(shapeCard),
  };
}

type TheirCard = Answer<'/api/loyalty/customers/{recordId}'>['cards'][number];

function shapeCard({ nameJa, nameEn, stamps, pending, size }: TheirCard): MemberCard {
  return { nameJa, nameEn, stamps, pending, size };
}

async function loyaltyOf(recordId: string): Promise<Pick<Member, 'cards' | 'tier'>> {
  try {
    const params = { path: { recordId } };
    const { cards, tier } = await answerOf(
      api.GET('/api/loyalty/customers/{recordId}', { params }),
    );
    return { cards: cards.map(shapeCard), tier: tier?.tier?.code ?? null };
  } catch (error) {
    // Who may sell may not see everything; the sale goes on.
    if (error instanceof Refused) {
      return { cards: [], tier: null };
    }
    throw error;
  }
}

async function isFirst(customerId: string): Promise<boolean> {
  const params = { path: { customerId }, query: { limit: 100 } };
  const { moments } = await answerOf(api.GET('/api/customers/{customerId}/timeline', { params }));
  return !moments.some(({ type }) => type === 'orders.placed' || type === 'orders.imported');
}

/** A number alone proves nothing; the sale is hers when the line is back, and she spends by a code of her phone only. */
async function findAway(raw: string, till: string): Promise<FoundMember> {
  const code = raw.replaceAll(/\s/g, '');
  if (!isCardCode(code) && !isCardNumber(code)) {
    return { member: { ...nobody, code: raw.slice(0, 100) }, by: 'nothing' };
  }
  const checked = await checkAway(code);
  if ('refused' in checked) {
    return { refused: 'away', why: checked.refused };
  }
  if (!isCardCode(code)) {
    return { member: { ...nobody, code: checked.number }, by: 'nothing' };
  }
  const held = await findAllowance(checked, till);
  if (held === undefined) {
    return { member: { ...nobody, code: checked.number }, by: 'check' };
  }
  const { kept, promised } = held;
  const coupons = kept.coupons.filter(({ code: each }) => promised.codes.includes(each));
  return {
    member: {
      ...nobody,
      code: checked.number,
      recordId: kept.recordId,
      points: promised.points,
      coupons,
      promised,
    },
    by: 'check',
  };
}

/** The line went after she was scanned: only what was promised is left. */
export function asAway(member: Member): Member {
  const { promised, coupons } = member;
  return {
    ...member,
    points: promised?.points ?? null,
    coupons: coupons.filter(({ code }) => promised?.codes.includes(code) === true),
  };
}
