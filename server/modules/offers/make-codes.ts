// Codes by the lot: each is made from the lot's secret and kept as its keyed hash alone, sorted, so that a million of
// them are twenty seconds of an index growing at its end instead of anywhere. A run that was stopped goes on.
import { randomBytes } from 'node:crypto';
import type { Database } from '#kernel/db';
import { formatId, newId } from '#kernel/ids';
import { enqueue, type Job } from '#kernel/jobs';
import { sealSecret, unsealSecret } from '#kernel/sealing';
import { type Tx, transaction } from '#kernel/transaction';
import { codesOfLot, couponToken } from './coupon-code.ts';
import { offersRefusals } from './errors.ts';
import { offersCodesMade } from './events.ts';
import { isBackwards } from './is-backwards.ts';
import {
  findLotRow,
  insertCodeRows,
  insertLotRow,
  type LotRow,
  lockLotRow,
  lotSecretUse,
  setMadeCount,
} from './store-codes.ts';

export type LotToMake = {
  /** uuid */
  readonly promotionId: string;
  readonly name: string;
  /** 1 to 1,000,000. */
  readonly codes: number;
  readonly validFrom?: Temporal.Instant | null;
  readonly validUntil?: Temporal.Instant | null;
};

/** Orders a lot; a job makes its codes. Refuses with offers.promotion_unknown, offers.time_odd. Answers its id (uuid). */
export async function orderCodes(tx: Tx, lot: LotToMake): Promise<string> {
  if (isBackwards(lot)) {
    throw offersRefusals.time_odd();
  }
  const id = newId();
  await insertLotRow(tx, {
    id,
    promotionId: lot.promotionId,
    name: lot.name,
    codes: lot.codes,
    secretSealed: sealSecret(tx.masters, lotSecretUse, randomBytes(32).toString('base64url')),
    validFrom: lot.validFrom ?? null,
    validUntil: lot.validUntil ?? null,
  });
  await enqueue(tx, makeCodesJob, { lotId: id }, { key: id });
  tell(tx, { id, promotion_id: lot.promotionId, code_count: lot.codes, made_count: 0 });
  return id;
}

export const makeCodesJob: Job<{ readonly lotId: string }> = {
  name: 'offers.make_codes',
  run: (db, { lotId }) => makeCodes(db, lotId),
};

const chunkSize = 25_000;

/** Makes what is missing of a lot, a chunk a transaction. */
export async function makeCodes(db: Database, lotId: string): Promise<void> {
  let isMade = false;
  while (!isMade) {
    isMade = await transaction(
      db,
      { actor: 'job:offers.make_codes', timeoutMs: 60_000 },
      async (tx) => {
        const lot = await lockLotRow(tx, lotId);
        const missing = lot === undefined ? 0 : lot.code_count - lot.made_count;
        if (lot === undefined || missing === 0) {
          return true;
        }
        const count = Math.min(chunkSize, missing);
        const ids = codesOf(tx, lot, lot.made_count, count)
          .map((code) => couponToken(tx.masters, code))
          .toSorted((a, b) => a.compare(b))
          .map((token) => token.toString('hex'));
        await insertCodeRows(tx, lotId, ids);
        await setMadeCount(tx, lotId, lot.made_count + count);
        if (count === missing) {
          tell(tx, { ...lot, made_count: lot.code_count });
        }
        return count === missing;
      },
    );
  }
}

/** Codes of a lot to be printed, by their numbers. Refuses with offers.lot_unknown. */
export async function listCodes(
  tx: Tx,
  lotId: string,
  first: number,
  count: number,
): Promise<{ readonly codes: string[]; readonly lot: LotRow }> {
  const lot = await findLotRow(tx, lotId);
  if (lot === undefined) {
    throw offersRefusals.lot_unknown();
  }
  return {
    lot,
    codes: codesOf(tx, lot, first, Math.max(0, Math.min(count, lot.made_count - first))),
  };
}

function codesOf(tx: Tx, lot: LotRow, first: number, count: number): string[] {
  return codesOfLot(unsealSecret(tx.masters, lotSecretUse, lot.secret_sealed), first, count);
}

function tell(
  tx: Tx,
  lot: Pick<LotRow, 'id' | 'promotion_id' | 'code_count' | 'made_count'>,
): void {
  const promotionId = formatId('promotion', lot.promotion_id);
  tx.emit(
    offersCodesMade.make(promotionId, {
      promotionId,
      codes: lot.code_count,
      made: lot.made_count,
    }),
  );
}
