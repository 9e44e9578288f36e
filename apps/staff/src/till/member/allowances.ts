// What the house has promised this till of a customer's value, for the time without a line: asked for while there is one,
// checked by the key of the house, and accepted from until it is used up. What was accepted is written down in the same
// write as the sale, so that no page that was closed gives more than the promise.
import { type Accepted, type Allowance, answerOf, mayAccept, readAllowance } from '@engawa/client';
import { api } from '../../api.ts';
import { askOrRemember } from '../../offline/memory.ts';
import { houseNow } from '../book/clock.ts';
import {
  type AllowanceUse,
  countEntries,
  forgetAllowance,
  forgetAllowances,
  type KeptAllowance,
  keepAllowance,
  listAllowances,
} from '../book/entries.ts';
import type { Member, Promised } from '../sale/member.ts';

/** The house promises no more to one till. */
const pointsMax = 10_000;

export type Standing = {
  readonly kept: KeptAllowance;
  readonly allowance: Allowance;
  readonly promised: Promised;
};

function keyOfHouse() {
  return askOrRemember(['allowances', 'key'], () => answerOf(api.GET('/api/allowances/key')));
}

/** The promise with most left that this till may use for her now; undefined where there is none. */
export async function findAllowance(
  by: { readonly number: string } | { readonly recordId: string },
  till: string,
): Promise<Standing | undefined> {
  const nowMs = houseNow();
  await forgetAllowances(nowMs);
  const rows =
    'number' in by
      ? await listAllowances('number', by.number)
      : await listAllowances('recordId', by.recordId);
  const key = rows.length === 0 ? undefined : await keyOfHouse().catch(() => undefined);
  if (key === undefined) {
    return undefined;
  }
  const standing = await Promise.all(
    rows.map(async (kept): Promise<Standing[]> => {
      const allowance = await readAllowance(kept.token, key.data);
      const at = { till, recordId: kept.recordId, nowMs };
      const isGood =
        allowance !== undefined &&
        mayAccept(allowance, acceptedOf(kept), { points: 0, couponCodes: [] }, at);
      return isGood ? [{ kept, allowance, promised: promisedOf(kept, allowance) }] : [];
    }),
  );
  return standing.flat().toSorted((a, b) => b.promised.points - a.promised.points)[0];
}

function acceptedOf({ usedPoints, usedCodes }: KeptAllowance): Accepted {
  return { points: usedPoints, couponCodes: usedCodes };
}

function promisedOf(kept: KeptAllowance, allowance: Allowance): Promised {
  return {
    allowanceId: kept.id,
    points: Math.max(0, allowance.points - kept.usedPoints),
    codes: allowance.couponCodes.filter((code) => !kept.usedCodes.includes(code)),
    expiresAt: allowance.expiresAt,
  };
}

/**
 * What a sale takes by her allowance, now that it is paid: undefined where she has none for this till. Without a line it
 * is `false` when the wish goes beyond it.
 */
export async function takeByAllowance(
  member: Member | null,
  wish: Accepted,
  { till, isAway }: { readonly till: string; readonly isAway: boolean },
): Promise<(AllowanceUse & { readonly token: string }) | undefined | false> {
  const found =
    member?.recordId === null || member === null
      ? undefined
      : await findAllowance({ recordId: member.recordId }, till);
  if (found === undefined) {
    return isAway ? false : undefined;
  }
  const { kept, allowance, promised } = found;
  const at = { till, recordId: kept.recordId, nowMs: houseNow() };
  if (isAway && !mayAccept(allowance, acceptedOf(kept), wish, at)) {
    return false;
  }
  return {
    id: kept.id,
    token: kept.token,
    // With a line she may take more than was promised: the house knows the rest.
    points: Math.min(wish.points, promised.points),
    codes: wish.couponCodes.filter((code) => promised.codes.includes(code)),
  };
}

/** Asks the house to keep her value for this till. Throws `Refused` and `Unreachable`. */
export async function askAllowance(
  member: Member,
  { placeId, till }: { readonly placeId: string; readonly till: string },
): Promise<Promised | undefined> {
  const { recordId, points, coupons } = member;
  if (recordId === null) {
    return undefined;
  }
  const simple = coupons.filter(
    ({ discountMinor, discountBp }) => discountMinor !== null || discountBp !== null,
  );
  const body = {
    placeId,
    till,
    recordId,
    points: Math.min(pointsMax, Math.max(0, points ?? 0)),
    couponCodes: simple.map(({ code }) => code),
  };
  await keyOfHouse();
  const { token, expiresAt, refusedCoupons } = await answerOf(
    api.POST('/api/allowances', { body }),
  );
  const refused = new Set(refusedCoupons.map(({ code }) => code));
  const kept: KeptAllowance = {
    id: crypto.randomUUID(),
    number: /^\d{16}$/.test(member.code) ? member.code : null,
    recordId,
    token,
    coupons: simple.filter(({ code }) => !refused.has(code)),
    expiresAt,
    usedPoints: 0,
    usedCodes: [],
  };
  await keepAllowance(kept);
  return (await findAllowance({ recordId }, till))?.promised;
}

/**
 * Gives her value back before the promise is over; false while the house has not heard of all sales yet. The till forgets
 * the promise first: when the answer is lost, her value comes back when the promise is over. Throws `Refused` and `Unreachable`.
 */
export async function giveAllowanceBack(
  recordId: string,
  { placeId, till }: { readonly placeId: string; readonly till: string },
): Promise<boolean> {
  const found = await findAllowance({ recordId }, till);
  if (found === undefined || (await countEntries('waiting')) > 0) {
    return found === undefined;
  }
  const { id, token } = found.kept;
  await forgetAllowance(id);
  await answerOf(api.POST('/api/allowances/return', { body: { placeId, till, token } }));
  return true;
}
