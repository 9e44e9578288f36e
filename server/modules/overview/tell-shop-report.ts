// What a shop sold in some days: by day, by rate of tax, by means of payment.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { reportShop } from '#orders';
import { sumTenders } from '#payments';
import { findPlaces } from '#places';

/** As many days as one look takes. */
const daysMax = 92;
const usualDays = 7;

export type ReportAsked = {
  /** uuid */
  readonly placeId: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

/** Of the last week unless told; at most a quarter, counted from its first day. */
export async function tellShopReport(tx: Tx, asked: ReportAsked, timeZone: string) {
  const [place] = await findPlaces(tx, [asked.placeId]);
  const now = tx.now.toZonedDateTimeISO(place?.time_zone ?? timeZone);
  const today = now.subtract({ minutes: place?.day_ends_minute ?? 0 }).toPlainDate();
  const last = asked.until === undefined ? today : Temporal.PlainDate.from(asked.until);
  const from =
    asked.from === undefined
      ? last.subtract({ days: usualDays - 1 })
      : Temporal.PlainDate.from(asked.from);
  const most = from.add({ days: daysMax - 1 });
  const until = Temporal.PlainDate.compare(last, most) > 0 ? most : last;
  const report = await reportShop(tx, { placeId: asked.placeId, from, until });
  const tenders = await sumTenders(tx, report.orderIds);
  return {
    placeId: formatId('place', asked.placeId),
    from: from.toString(),
    until: until.toString(),
    currency: place?.currency ?? 'JPY',
    days: report.days.map((row) => ({
      day: row.business_day.toString(),
      orders: row.orders,
      returns: row.returns,
      soldMinor: row.sold_minor,
      returnedMinor: row.returned_minor,
      netMinor: row.sold_minor + row.returned_minor,
    })),
    taxes: report.taxes.map((row) => ({
      rateBp: row.rate_bp,
      taxedMinor: row.taxed_minor,
      taxMinor: row.tax_minor,
    })),
    tenders: tenders.map((row) => ({
      method: row.method,
      payments: row.payments,
      takenMinor: row.taken_minor,
      refundedMinor: row.refunded_minor,
    })),
  };
}
