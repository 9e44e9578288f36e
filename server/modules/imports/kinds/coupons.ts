// Coupons that people hold in another system, with their own terms, uses left and expiry.
import { ensureRecords } from '#customers';
import { toMinor } from '#kernel/money';
import { type CouponToImport, importCoupons } from '#offers';
import { importsRefusals } from '../errors.ts';
import type { Importer, KindContext, ParsedRow, RowOutcome } from '../importer.ts';
import type { CouponRow } from '../reading/index.ts';
import { rateBpOf } from './amounts.ts';
import { sourceOfLots } from './opening-lots.ts';

export const couponsImporter: Importer<'coupons'> = {
  kind: 'coupons',
  mode: 'append',
  isPersonal: true,
  apply: async (tx, context, rows) => {
    const keys = rows.flatMap(({ value }) =>
      value.customerKey === undefined ? [] : [{ key: value.customerKey }],
    );
    const records = await ensureRecords(tx, { source: context.source }, keys);
    const { outcomes, added } = await importCoupons(
      tx,
      { source: sourceOfLots(context) },
      rows.map((each) =>
        toCoupon(context, each, records.get(each.value.customerKey ?? '')?.recordId),
      ),
    );
    return {
      rows: outcomes.map(
        ({ outcome, refusal }): RowOutcome =>
          outcome === 'rejected' && refusal !== null
            ? { kind: 'rejected', code: refusal.code, ja: refusal.ja, en: refusal.en }
            : { kind: outcome === 'unchanged' ? 'unchanged' : 'accepted' },
      ),
      recordIds: [...records.values()].map((each) => each.recordId),
      sums: { coupons: added.coupons, usesLeft: added.usesLeft },
    };
  },
  prove: async (tx, context, sums) => {
    const { total } = await importCoupons(tx, { source: sourceOfLots(context) }, []);
    const file = sums.usesLeft ?? 0;
    if (total.usesLeft !== file) {
      throw importsRefusals.proof_failed({ file, ledger: total.usesLeft });
    }
    return { 'proved uses': total.usesLeft };
  },
};

function toCoupon(
  context: KindContext,
  { row, value }: ParsedRow<CouponRow>,
  recordId: string | undefined,
): CouponToImport {
  const currency = value.currency ?? context.currency;
  return {
    row,
    code: value.couponCode,
    recordId: recordId ?? null,
    currency,
    ...(value.title === undefined ? {} : { title: value.title }),
    ...(value.discountAmount === undefined
      ? {}
      : { discountMinor: toMinor(value.discountAmount.text, currency) }),
    ...(value.discountPercent === undefined ? {} : { discountBp: rateBpOf(value.discountPercent) }),
    ...(value.remainingUses === undefined ? {} : { usesLeft: Number(value.remainingUses) }),
    validFrom: value.validFrom ?? null,
    validUntil: value.expiresAt ?? null,
    usedAt: value.usedAt ?? null,
  };
}
