// Her coupons: what she can use now and later, what is used or over, one of them to be shown at a till, and a code on
// paper that becomes one of them.
import { findOwnRecords } from '#customers';
import { Refusal } from '#kernel/errors';
import { formatId, tryParseId } from '#kernel/ids';
import { problemOf } from '#kernel/problem';
import { type Tx, transaction } from '#kernel/transaction';
import {
  type WalletCoupon as CouponInWallet,
  claimCode,
  countClaimOfCode,
  couponsOf,
  forgetClaimsOfCode,
  viewWallet,
} from '#offers';
import { drawBarcode } from './barcode.ts';
import type { Visitor } from './contract.ts';
import type { ClaimAnswer, CouponsPage, ShownCoupon, WalletCoupon } from './contract-coupons.ts';
import { type HouseWindow, recordOf } from './house-window.ts';

const codeLengthMax = 60;

/** Undefined when nobody is signed in. */
export async function viewCoupons(
  { house, web }: HouseWindow,
  visitor: Visitor,
  shownId?: string,
): Promise<CouponsPage | undefined> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  const actor = `customer:${formatId('record', recordId)}`;
  return transaction(house.db, { actor, readOnly: true }, async (tx) => {
    const wallet = await viewWallet(tx, await findOwnRecords(tx, recordId));
    const inWords = (coupons: readonly CouponInWallet[]) =>
      coupons.map((each) => toPage(each, visitor));
    const wanted = wallet.usable.find(({ coupon }) => formatId('coupon', coupon.id) === shownId);
    return {
      usable: inWords(wallet.usable),
      coming: inWords(wallet.coming),
      past: inWords(wallet.past),
      shown: wanted === undefined ? null : await toShown(wanted, visitor),
      timeZone: web.time_zone,
      now: tx.now.toString(),
    };
  });
}

function toPage(told: CouponInWallet, { language }: Visitor): WalletCoupon {
  const { coupon, title, says, standing, from, until, usedAt, isForShops, isForWeb } = told;
  return {
    id: formatId('coupon', coupon.id),
    title: title[language],
    says: says.map((each) => each[language]),
    standing,
    usesLeft: coupon.uses_left,
    from: from?.toString() ?? null,
    until: until?.toString() ?? null,
    usedAt: usedAt?.toString() ?? null,
    isForShops,
    isForWeb,
  };
}

async function toShown(told: CouponInWallet, visitor: Visitor): Promise<ShownCoupon> {
  const { code } = told.coupon;
  return { ...toPage(told, visitor), code, barcode: await drawBarcode(code) };
}

/** The code of one of her coupons (typed id); undefined for what is not hers, or is used or over. */
export async function codeOfCoupon(
  tx: Tx,
  recordId: string,
  couponId: string,
): Promise<string | undefined> {
  const id = tryParseId('coupon', couponId);
  const own = id === undefined ? [] : await couponsOf(tx, await findOwnRecords(tx, recordId));
  return own.find((each) => each.id === id)?.code;
}

/** The coupon that is hers now, or why it is not. */
export async function claimFromForm(
  { house, web }: HouseWindow,
  visitor: Visitor,
  typed: string,
): Promise<ClaimAnswer> {
  const { language } = visitor;
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return { refused: { ja: 'ログインしてください。', en: 'Please sign in.' }[language] };
  }
  const code = typed.trim().slice(0, codeLengthMax);
  if (code === '') {
    return { refused: { ja: 'コードをご入力ください。', en: 'Please enter the code.' }[language] };
  }
  const actor = `customer:${formatId('record', recordId)}`;
  try {
    await transaction(house.db, { actor }, (tx) => countClaimOfCode(tx, recordId));
    return await transaction(house.db, { actor }, async (tx) => {
      const recordIds = await findOwnRecords(tx, recordId);
      const claim = { code, recordId, recordIds, timeZone: web.time_zone };
      const { couponId, isNew } = await claimCode(tx, claim);
      await forgetClaimsOfCode(tx, recordId);
      return { couponId: formatId('coupon', couponId), isNew };
    });
  } catch (error) {
    if (error instanceof Refusal) {
      return { refused: problemOf(error, language).detail };
    }
    throw error;
  }
}
