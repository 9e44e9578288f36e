// One scan at a till: whose card it is, her points, her coupons. A rotating code proves that the phone is there now; the
// number alone does what a plastic card does, and so does what another system calls her.
import { checkCode, isCardCode, isCardNumber } from '@engawa/card';
import { findOwnRecords, findRecordByCode, findRecords, refuseStoppedRows } from '#customers';
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { balancesOf } from '#ledger';
import { couponsOf, type ToldCoupon, tellCoupons } from '#offers';
import { cardsRefusals } from './errors.ts';
import { cardsScanned } from './events.ts';
import { houseKeyId, housePublicKey } from './house-key.ts';
import { listTakenBack } from './open-card.ts';
import { type CardRow, findCardByNumber, showOnce } from './store.ts';

export type Scanned = {
  readonly recordId: string;
  readonly customerId: string;
  /** Null where she has no card of this house. */
  readonly number: string | null;
  /** `code`: the phone was there now; `number`, `key`: whoever knows the number. */
  readonly by: 'code' | 'number' | 'key';
  readonly points: { readonly available: number; readonly pending: number };
  readonly coupons: readonly ToldCoupon[];
};

const couponsMax = 20;

/**
 * Reads a scan at a place (uuid). Refuses with customers.use_stopped, cards.unknown, cards.code_old, cards.code_forged, and with
 * cards.code_used when the same code was shown elsewhere.
 */
export async function scanCard(
  tx: Tx,
  text: string,
  place: { readonly placeId: string | null },
): Promise<Scanned> {
  const { recordId, number, by } = await readScan(tx, text.normalize('NFKC').trim(), place.placeId);
  const record =
    recordId === undefined ? undefined : (await findRecords(tx, [recordId])).get(recordId);
  if (recordId === undefined || record === undefined || record.isErased) {
    throw cardsRefusals.unknown();
  }
  refuseStoppedRows(tx, [record]);
  const own = await findOwnRecords(tx, recordId);
  const points = (await balancesOf(tx, own)).filter(({ unit }) => unit === 'points');
  const typed = formatId('record', recordId);
  const placeId = formatOptionalId('place', place.placeId);
  tx.emit(
    cardsScanned.make(
      typed,
      { recordId: typed, placeId, by },
      { recordId, placeId: place.placeId, channel: 'store' },
    ),
  );
  return {
    recordId,
    customerId: record.customerId,
    number,
    by,
    points: {
      available: points.reduce((sum, each) => sum + each.available + each.overdraft, 0),
      pending: points.reduce((sum, each) => sum + each.pending, 0),
    },
    coupons: await tellCoupons(tx, (await couponsOf(tx, own)).slice(0, couponsMax)),
  };
}

type Read = Pick<Scanned, 'number' | 'by'> & { readonly recordId: string | undefined };

async function readScan(tx: Tx, plain: string, placeId: string | null): Promise<Read> {
  if (isCardCode(plain)) {
    const card = await cardOfCode(tx, plain, placeId);
    return { recordId: card?.record_id, number: card?.number ?? null, by: 'code' };
  }
  const number = plain.replaceAll(/\s/g, '');
  const card = await cardOfNumber(tx, number);
  return card === undefined
    ? { recordId: await findRecordByCode(tx, plain), number: null, by: 'key' }
    : { recordId: card.record_id, number, by: 'number' };
}

/** The record (uuid) whose card has this number, as a till wrote it down without a line. */
export async function findRecordOfCard(tx: Tx, number: string): Promise<string | undefined> {
  return (await cardOfNumber(tx, number.replaceAll(/\s/g, '')))?.record_id;
}

async function cardOfCode(
  tx: Tx,
  code: string,
  placeId: string | null,
): Promise<CardRow | undefined> {
  const till = {
    keys: new Map([[houseKeyId, new Uint8Array(housePublicKey(tx.masters))]]),
    takenBack: new Set(await listTakenBack(tx)),
  };
  const checked = await checkCode(code, till, tx.now.epochMilliseconds);
  if ('refused' in checked) {
    throw checked.refused === 'old' || checked.refused === 'over'
      ? cardsRefusals.code_old()
      : cardsRefusals.code_forged();
  }
  const certificateId = Buffer.from(checked.certificateId, 'hex');
  if (!(await showOnce(tx, { certificateId, halfMinute: checked.window, placeId }))) {
    throw cardsRefusals.code_used();
  }
  return findCardByNumber(tx, checked.number);
}

function cardOfNumber(tx: Tx, number: string): Promise<CardRow | undefined> {
  return isCardNumber(number) ? findCardByNumber(tx, number) : Promise.resolve(undefined);
}
