// While it has a network a till asks for an allowance: so many points and these coupons of one customer are kept for this
// till alone, and it gets the promise signed. Two tills cannot be promised the same.
import { findRecords, holdCustomer, refuseStoppedRows } from '#customers';
import { Refusal } from '#kernel/errors';
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findUsable, keepCoupon } from '#offers';
import { findPlaces, type PlaceRow } from '#places';
import { allowancesRefusals } from './errors.ts';
import { allowancesGranted } from './events.ts';
import { keepPoints } from './keep-points.ts';
import { hashOf } from './kept-code.ts';
import { insertAllowance, type KeptCoupon } from './store.ts';
import { signPromise } from './token.ts';

const pointsMax = 10_000;
const lifetime = { hours: 24 } as const;
/** A till may be away for days before it tells its sales. */
const keptAfter = { hours: 72 } as const;

export type AllowanceWanted = {
  /** uuids */
  readonly placeId: string;
  readonly recordId: string;
  readonly till: string;
  readonly points: number;
  readonly couponCodes: readonly string[];
};

export type AllowanceGranted = {
  readonly token: string;
  readonly points: number;
  /** Those that were not kept: used, over, somebody else's. */
  readonly refusedCoupons: readonly { readonly code: string; readonly refusal: Refusal }[];
  readonly expiresAt: Temporal.Instant;
};

/**
 * Grants as many of the points as she has and each coupon that she can use now. Refuses with
 * allowances.customer_unknown, allowances.place_unknown, allowances.too_much.
 */
export async function grantAllowance(tx: Tx, wanted: AllowanceWanted): Promise<AllowanceGranted> {
  const { placeId, recordId, till } = wanted;
  const [place] = await findPlaces(tx, [placeId]);
  if (place === undefined) {
    throw allowancesRefusals.place_unknown();
  }
  const record = (await findRecords(tx, [recordId])).get(recordId);
  if (record === undefined || record.isErased) {
    throw allowancesRefusals.customer_unknown();
  }
  refuseStoppedRows(tx, [record]);
  if (wanted.points > pointsMax) {
    throw allowancesRefusals.too_much({ most: pointsMax, available: wanted.points });
  }
  const id = newId();
  const expiresAt = tx.now.add(lifetime);
  const until = expiresAt.add(keptAfter);
  const points = await keepPoints(tx, { allowanceId: id, recordId, points: wanted.points, until });
  const kept = await keepCoupons(tx, recordId, wanted.couponCodes, place);
  await insertAllowance(tx, {
    id,
    place_id: placeId,
    till,
    record_id: recordId,
    points,
    coupons: kept.coupons,
    expires_at: expiresAt,
    kept_until: until,
  });
  const allowanceId = formatId('allowance', id);
  tx.emit(
    allowancesGranted.make(
      allowanceId,
      { allowanceId, till, points, coupons: kept.coupons.length, expiresAt: expiresAt.toString() },
      { recordId, placeId, channel: 'pos' },
    ),
  );
  const token = signPromise(tx.masters, {
    allowanceId,
    placeId: formatId('place', placeId),
    till,
    recordId: formatId('record', recordId),
    points,
    couponCodes: kept.codes,
    expiresAt: expiresAt.toString(),
  });
  return { token, points, refusedCoupons: kept.refused, expiresAt };
}

async function keepCoupons(
  tx: Tx,
  recordId: string,
  codes: readonly string[],
  place: PlaceRow,
): Promise<{
  readonly coupons: KeptCoupon[];
  readonly codes: string[];
  readonly refused: { code: string; refusal: Refusal }[];
}> {
  const kept = { coupons: [] as KeptCoupon[], codes: [] as string[] };
  const refused: { code: string; refusal: Refusal }[] = [];
  const recordIds = codes.length === 0 ? [] : await holdCustomer(tx, recordId);
  for (const code of new Set(codes)) {
    const coupon = await findUsable(tx, { code, recordIds, place, at: tx.now });
    if (coupon instanceof Refusal) {
      refused.push({ code, refusal: coupon });
    } else {
      const holdId = newId();
      await keepCoupon(tx, { holdId, coupon, placeId: place.id });
      kept.coupons.push({ codeHash: hashOf(tx, code), holdId });
      kept.codes.push(code);
    }
  }
  return { ...kept, refused };
}
