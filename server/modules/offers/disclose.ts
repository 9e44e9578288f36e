// What offers holds of a person: her coupons, and which promotions her orders used.
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { openCoupon } from './find-coupons.ts';
import { listEveryCouponRow } from './store.ts';
import { listUsesOfRecords } from './views.ts';

export const offersDisclosure: DisclosureSource = {
  module: 'offers',
  tables: ['offers.coupon', 'offers.code', 'offers.promotion_use'],
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
    disclosedPart(
      'offers.promotion_use',
      { ja: '特典の利用', en: 'Offers used' },
      {
        name_ja: { ja: '特典', en: 'Offer' },
        state: labels.state,
        discount_minor: { ja: '値引き額', en: 'Amount off' },
        reserved_at: { ja: '日時', en: 'When' },
      },
      await listUsesOfRecords(tx, recordIds),
    ),
  ],
};
