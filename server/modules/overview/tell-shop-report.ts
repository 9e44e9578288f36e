// What a shop sold in some days: by day, by rate of tax, by means of payment.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { listShopSales, reportShop, type ShopSpan } from '#orders';
import { sumTenders } from '#payments';
import { findPlaces } from '#places';

/** As many days as one look takes. */
const daysMax = 92;
const usualDays = 7;
const salesAtOnce = 20_000;
const firstId = '00000000-0000-0000-0000-000000000000';

export type ReportAsked = {
  /** uuid */
  readonly placeId: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

/** Of the last week unless told; at most a quarter, counted from its first day. */
export async function tellShopReport(
  tx: Tx,
  asked: ReportAsked,
  timeZone: string,
  pageSize = salesAtOnce,
) {
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
  const span = { placeId: asked.placeId, from, until };
  const report = await reportShop(tx, span);
  const tenders = await tendersOf(tx, span, pageSize);
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

type Tender = Awaited<ReturnType<typeof sumTenders>>[number];

/** By means of payment, the one that took most in front; however many sales there were. */
async function tendersOf(tx: Tx, span: ShopSpan, pageSize: number): Promise<Tender[]> {
  const sums = new Map<string, Tender>();
  for (let after: string | undefined = firstId; after !== undefined; ) {
    const ids: string[] = await listShopSales(tx, span, { after, limit: pageSize });
    for (const row of await sumTenders(tx, ids)) {
      const known = sums.get(row.method);
      sums.set(row.method, {
        method: row.method,
        payments: row.payments + (known?.payments ?? 0),
        taken_minor: row.taken_minor + (known?.taken_minor ?? 0),
        refunded_minor: row.refunded_minor + (known?.refunded_minor ?? 0),
      });
    }
    after = ids.length < pageSize ? undefined : ids.at(-1);
  }
  return [...sums.values()].toSorted(
    (a, b) => b.taken_minor - a.taken_minor || (a.method < b.method ? -1 : 1),
  );
}
