// Sales of business days for the page that shows today as one number. One pass over the days' rows, found by
// order_day; the sums come in two cuts, by hour and by place and channel.
import { type Executor, statement } from '#kernel/db';

export type DaySalesRow = {
  business_day: Temporal.PlainDate;
  currency: string;
  /** Hours since the business day's midnight, 25 is one at night; null in the cut by place and channel. */
  hour: number | null;
  place_id: string | null;
  channel: string | null;
  orders: number;
  sold_minor: number;
  /** Sold less given back. */
  net_minor: number;
  orders_by_now: number;
  net_by_now_minor: number;
};

const ofDays = statement<DaySalesRow>(`
  SELECT business_day, currency, hour, place_id, channel,
    count(*) FILTER (WHERE kind = 'sale') AS orders,
    coalesce(sum(total_minor) FILTER (WHERE kind = 'sale'), 0)::bigint AS sold_minor,
    coalesce(sum(total_minor), 0)::bigint AS net_minor,
    count(*) FILTER (WHERE kind = 'sale' AND is_by_now) AS orders_by_now,
    coalesce(sum(total_minor) FILTER (WHERE is_by_now), 0)::bigint AS net_by_now_minor
  FROM (
    SELECT business_day, currency, place_id, channel, kind, total_minor,
      ordered_at <= $2::timestamptz - ($3::date - business_day) * interval '24 hours' AS is_by_now,
      floor(extract(epoch FROM (ordered_at AT TIME ZONE $4::text) - business_day::timestamp) / 3600)::int AS hour
    FROM orders.order
    WHERE business_day = ANY ($1::date[]) AND state NOT IN ('cancelled', 'rejected', 'expired')
  ) AS o
  GROUP BY GROUPING SETS ((business_day, currency, hour), (business_day, currency, place_id, channel))
  ORDER BY business_day, currency, hour, place_id, channel`);

export type DaySalesAsked = {
  readonly days: readonly Temporal.PlainDate[];
  /** The day it is now; "by now" of an earlier day is the same hour of it. */
  readonly today: Temporal.PlainDate;
  /** IANA name; hours are told in it. */
  readonly timeZone: string;
  /** Now. */
  readonly at: Temporal.Instant;
};

/** Sales of the days, what was cancelled, rejected or let expire left out. */
export function sumDaySales(db: Executor, asked: DaySalesAsked): Promise<DaySalesRow[]> {
  return db.all(ofDays, [asked.days, asked.at, asked.today, asked.timeZone]);
}
