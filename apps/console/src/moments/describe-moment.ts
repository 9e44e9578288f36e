// A moment of the log as a sentence: what happened, how much, where, and the page that tells more. A type
// that nobody has described yet still gets a sentence and a link by its subject.
import type { LoggedEvent } from '@engawa/client';
import { formatCount, formatMoney } from '@engawa/ui';
import type { IconName } from '@engawa/ui/work';
import { moduleOf } from '../log/feed.ts';
import type { Words } from '../words/ja.ts';

export type Described = {
  readonly icon: IconName;
  readonly kind: MomentKind;
  readonly title: string;
  /** What comes after the title: amounts and places; empty when there is nothing to add. */
  readonly detail: string;
  readonly href: string | undefined;
  /** Whether somebody should look. */
  readonly isWarning: boolean;
};

export type Naming = {
  readonly words: Words;
  /** The name of a place by its typed id, where it is known. */
  readonly placeName: (placeId: string) => string | undefined;
};

export type MomentKind = keyof Words['kinds'];

const icons: Readonly<Record<MomentKind, IconName>> = {
  orders: 'bag',
  customers: 'person',
  cards: 'badge',
  identity: 'team',
  stock: 'box',
  catalog: 'tag',
  places: 'pin',
  imports: 'import',
  ledger: 'coin',
  loyalty: 'spark',
  allowances: 'coin',
  gifts: 'gift',
  reviews: 'spark',
  kitchen: 'clock',
  payments: 'card',
  messages: 'letter',
  bookings: 'calendar',
  layaways: 'bag',
  floor: 'team',
  devices: 'device',
  staff: 'badge',
  tills: 'coin',
  privacy: 'seal',
  rights: 'seal',
  segments: 'person',
  offers: 'gift',
  webhooks: 'hook',
  moments: 'spark',
  house: 'house',
  other: 'dot',
};

const warnings = new Set([
  'orders.cancelled',
  'orders.rejected',
  'orders.expired',
  'orders.returned',
  'stock.conflict_opened',
  'imports.failed',
  'payments.failed',
  'payments.refund_failed',
  'payments.unanswered',
  'ledger.overdrawn',
  'bookings.missed',
  'messages.failed',
  'reviews.reported',
  'webhooks.disabled',
]);

/** What of an event its sentence is made of; a line of the log and of a timeline both have it. */
export type Told = Pick<LoggedEvent, 'type' | 'subject' | 'data' | 'placeid'>;

/** The kind a moment is filed under. */
export function kindOf(type: string): MomentKind {
  const module = moduleOf(type);
  return module in icons ? (module as MomentKind) : 'other';
}

/** Says what happened. */
export function describeMoment(event: Told, naming: Naming): Described {
  const { words } = naming;
  const kind = kindOf(event.type);
  const details = [
    amountOf(event, words),
    nameOf(event),
    countsOf(event, words),
    touchOf(event, words),
    placeOf(event, naming),
  ];
  return {
    icon: icons[kind],
    kind,
    title: words.moments.titles[event.type] ?? words.moments.unknown,
    detail: details.filter((part) => part !== '').join(words.moments.separator),
    href: hrefOf(event),
    isWarning: warnings.has(event.type),
  };
}

/** The whole as one sentence, for the ear. */
export function sentenceOf({ title, detail }: Described): string {
  return detail === '' ? title : `${title} ${detail}`;
}

function amountOf({ data }: Told, words: Words): string {
  const amount = data['totalMinor'] ?? data['amountMinor'];
  const { currency, quantity } = data;
  if (typeof amount !== 'number' || typeof currency !== 'string') {
    return '';
  }
  const money = formatMoney(amount, currency);
  return typeof quantity === 'number'
    ? words.moments.orderAmount(money, formatCount(quantity))
    : money;
}

function nameOf({ type, data }: Told): string {
  const { name, fileName } = data;
  if (moduleOf(type) === 'catalog' && typeof name === 'string') {
    return name;
  }
  return typeof fileName === 'string' ? fileName : '';
}

function countsOf({ data }: Told, words: Words): string {
  const { moments } = words;
  if (Array.isArray(data['lines']) && data['totalMinor'] === undefined) {
    return moments.itemCount(data['lines'].length);
  }
  if (Array.isArray(data['holds'])) {
    return moments.itemCount(data['holds'].length);
  }
  const counted = Object.entries(moments.counts).flatMap(([key, say]) => {
    const count = data[key];
    return typeof count === 'number' && count > 0 ? [say(formatCount(count))] : [];
  });
  return counted.join(' ');
}

/** What our own apps tell beside the title: how many a search found, and what led here. */
function touchOf({ type, data }: Told, { moments }: Words): string {
  if (moduleOf(type) !== 'moments') {
    return '';
  }
  const { results, source } = data;
  return [
    typeof results === 'number' ? moments.results(formatCount(results)) : '',
    typeof source === 'string' ? moments.from(source) : '',
  ]
    .filter((part) => part !== '')
    .join(moments.separator);
}

/** The name in the reader's language where the place is known, else the one that was told. */
function placeOf({ type, data, placeid }: Told, { placeName }: Naming): string {
  const placeId = typeof data['placeId'] === 'string' ? data['placeId'] : placeid;
  const toldName = type === 'places.opened' ? data['name'] : data['placeName'];
  const known = placeId === null ? undefined : placeName(placeId);
  return known ?? (typeof toldName === 'string' ? toldName : '');
}

/** The page about a moment's subject. */
function hrefOf({ subject, data }: Told): string | undefined {
  const { orderId, customerId, importId, itemId, placeId } = data;
  const candidates = [subject, orderId, customerId, importId, itemId, placeId];
  for (const id of candidates) {
    const href = typeof id === 'string' ? pageOf(id) : undefined;
    if (href !== undefined) {
      return href;
    }
  }
  return undefined;
}

function pageOf(id: string): string | undefined {
  switch (id.slice(0, id.indexOf('_'))) {
    case 'ord':
      return `/orders/${id}`;
    case 'cus':
      return `/customers/${id}`;
    case 'imp':
      return `/imports/${id}`;
    case 'itm':
      return `/catalog/items/${id}`;
    case 'plc':
      return `/places/${id}`;
    default:
      return undefined;
  }
}
