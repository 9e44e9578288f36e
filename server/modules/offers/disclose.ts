// What offers holds of a person: her coupons.
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { openCoupon } from './find-coupons.ts';
import { listEveryCouponRow } from './store.ts';

export const offersDisclosure: DisclosureSource = {
  module: 'offers',
  tables: ['offers.coupon'],
  disclose: async (tx, recordIds) => [
    disclosedPart(
      'offers.coupon',
      { ja: 'クーポン', en: 'Coupons' },
      {
        code: { ja: 'コード', en: 'Code' },
        title: { ja: '名称', en: 'Title' },
        state: labels.state,
        discount_minor: { ja: '値引き額', en: 'Amount off' },
        discount_bp: { ja: '値引き率(1万分率)', en: 'Rate off, basis points' },
        valid_until: { ja: '有効期限', en: 'Valid until' },
        source: labels.source,
      },
      (await listEveryCouponRow(tx, recordIds)).map((row) => openCoupon(tx, row)),
    ),
  ],
};
