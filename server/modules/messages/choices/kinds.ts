// The kinds of news she can choose about, and which templates are of which. A template that is not here goes out
// whatever she chose: a code she asked for, a gift for somebody. What the law or the contract wants told stays with
// mail: that an order came in (特定商取引法, 電子契約法), was changed, cancelled or could not be kept. Pure.

export const newsKinds = ['orders', 'visits', 'points'] as const;
export type NewsKind = (typeof newsKinds)[number];

export const choiceChannels = ['mail', 'push'] as const;
export type ChoiceChannel = (typeof choiceChannels)[number];

type Sort = { readonly kind: NewsKind; readonly isOwed: boolean };

const owed = (kind: NewsKind): Sort => ({ kind, isOwed: true });
const kind = (of: NewsKind): Sort => ({ kind: of, isOwed: false });

const sorts: Readonly<Record<string, Sort>> = {
  order_placed: owed('orders'),
  order_cancelled: owed('orders'),
  order_shop_closed: owed('orders'),
  order_expired: owed('orders'),
  order_lines_cancelled: owed('orders'),
  order_promise_moved: owed('orders'),
  order_day_moved: owed('orders'),
  order_substitute_asked: owed('orders'),
  order_sold: kind('orders'),
  order_ready: kind('orders'),
  order_shipped: kind('orders'),
  order_parcel_sent: kind('orders'),
  order_handed_over: kind('orders'),
  layaway_kept: owed('visits'),
  layaway_moved: owed('visits'),
  layaway_ending: kind('visits'),
  booking_booked: owed('visits'),
  booking_reminder: kind('visits'),
  points_expiring: kind('points'),
};

/** What she can say no to by this channel; undefined for what goes out anyhow. */
export function choosableKind(template: string, channel: string): NewsKind | undefined {
  const sort = sorts[template];
  if (sort === undefined || (channel !== 'mail' && channel !== 'push')) {
    return undefined;
  }
  return channel === 'mail' && sort.isOwed ? undefined : sort.kind;
}
