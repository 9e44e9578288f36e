// Mails about an order to whoever left an address with it: placed, ready, sent, handed over, cancelled; and what is news
// to her who is not there, to her browsers that take push messages. Both are what she asked for (purpose service) and go
// into the outbox here, by the log, so that no hot transaction waits for them.
import { type CatalogItem, findItems } from '#catalog';
import { nameOf } from '#customers';
import type { LoggedEvent } from '#kernel/events';
import { formatId, parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { fromMinor } from '#kernel/money';
import type { Language } from '#kernel/problem';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import {
  type DeviceNews,
  isAnyDevice,
  type MessageToQueue,
  messagesToDevices,
  type OrderFacts,
  queueMessages,
  templates,
} from '#messages';
import { findPlaces, type PlaceRow } from '#places';
import {
  ordersChanged,
  ordersDayMoved,
  ordersLinesCancelled,
  ordersParcelSent,
  ordersPlaced,
  ordersPromiseMoved,
  ordersReturnRequestChanged,
  ordersReturnRequested,
  ordersSubstituteAsked,
  type RequestTold,
} from './events.ts';
import { parcelFactsOf, toBeTold, trackingOf } from './parcels/mail-parcels.ts';
import { findParcelsOf, type OrderParcel } from './parcels/store.ts';
import { type OrderContact, readContacts } from './store/contacts.ts';
import { findMailedOrders, type MailedLine, type MailedOrder } from './store/mailed-orders.ts';
import { viewTokenOf } from './view-token.ts';

type TemplateName = keyof typeof templates & `order_${string}`;

/** What is said of an event about an order; a shop that closed says that it was the reason. */
function templateFor({ type, data }: LoggedEvent): TemplateName | undefined {
  return type === ordersChanged.cancelled.type && data['reason'] === 'place_closed'
    ? 'order_shop_closed'
    : templateOf[type];
}

const templateOf: Readonly<Record<string, TemplateName>> = {
  [ordersChanged.ready.type]: 'order_ready',
  [ordersChanged.shipped.type]: 'order_shipped',
  [ordersParcelSent.type]: 'order_parcel_sent',
  [ordersChanged.handed_over.type]: 'order_handed_over',
  [ordersChanged.cancelled.type]: 'order_cancelled',
  [ordersChanged.expired.type]: 'order_expired',
  [ordersLinesCancelled.type]: 'order_lines_cancelled',
  [ordersPromiseMoved.type]: 'order_promise_moved',
  [ordersDayMoved.type]: 'order_day_moved',
  [ordersSubstituteAsked.type]: 'order_substitute_asked',
};

/** She knows of these already: she did it herself, or stood there. */
const noNews: ReadonlySet<string> = new Set([ordersPlaced.type, ordersChanged.handed_over.type]);

const requestTypes: readonly string[] = [
  ordersReturnRequested.type,
  ordersReturnRequestChanged.type,
];

export const orderMails: Listener = {
  name: 'orders.mails',
  hears: [ordersPlaced.type, ...Object.keys(templateOf), ...requestTypes],
  // News of an order that was open, and of its refund, is owed to her also while every use is stopped.
  purpose: 'duty',
  handle: async (tx, all) => {
    const events = await toBeTold(tx, all);
    const contacts = await readContacts(tx, [...new Set(events.map(orderOf))]);
    const mailed = events.filter(
      (event) => contacts.get(orderOf(event))?.contact.email !== undefined,
    );
    const pushed = events.filter(
      ({ type, data }) => !noNews.has(type) && data['by'] !== 'customer',
    );
    const news = pushed.length > 0 && (await isAnyDevice(tx)) ? pushed : [];
    if (mailed.length + news.length === 0) {
      return;
    }
    const known = await lookUp(tx, [...mailed, ...news]);
    const mails = mailed.flatMap((event) => {
      const contact = contacts.get(orderOf(event));
      const told = known.orders.get(orderOf(event));
      return contact === undefined || told === undefined
        ? []
        : [toMail(tx, event, contact, told, known)];
    });
    const toDevices = await messagesToDevices(
      tx,
      news.flatMap((event) => toNews(tx, event, known)),
    );
    await queueMessages(tx, [...mails, ...toDevices]);
  },
};

function orderOf(event: LoggedEvent): string {
  return parseId('order', event.subject);
}

type Mailed = { readonly order: MailedOrder; readonly lines: readonly MailedLine[] };
type Known = {
  readonly orders: ReadonlyMap<string, Mailed>;
  readonly items: ReadonlyMap<string, CatalogItem>;
  readonly places: ReadonlyMap<string, PlaceRow>;
  /** Of the orders of which a parcel has left. */
  readonly parcels: ReadonlyMap<string, readonly OrderParcel[]>;
};

/** Everything that the mails of one batch say, asked for once. */
async function lookUp(tx: Tx, events: readonly LoggedEvent[]): Promise<Known> {
  const orders = await findMailedOrders(tx, [...new Set(events.map(orderOf))]);
  const all = [...orders.values()];
  const itemIds = all.flatMap(({ lines }) => lines.map((line) => line.item_id));
  const placeIds = [...all.map(({ order }) => placeIdOf(order)), ...events.flatMap(parcelPlaceOf)];
  const places = await findPlaces(tx, [...new Set(placeIds)]);
  const ofParcels = events.filter(({ type }) => type === ordersParcelSent.type).map(orderOf);
  const inParcels = [...new Set(ofParcels)].flatMap((id) => orders.get(id)?.order ?? []);
  return {
    orders,
    parcels: await findParcelsOf(tx, inParcels),
    items: await findItems(tx, [...new Set(itemIds)]),
    places: new Map(places.map((place) => [place.id, place])),
  };
}

/** Where a parcel goes back to. */
function parcelPlaceOf({ data }: LoggedEvent): string[] {
  return typeof data['parcelPlaceId'] === 'string' ? [parseId('place', data['parcelPlaceId'])] : [];
}

function placeIdOf(order: MailedOrder): string {
  return order.handover_place_id ?? order.place_id;
}

function toMail(
  tx: Tx,
  event: LoggedEvent,
  { recordId, contact }: OrderContact,
  told: Mailed,
  known: Known,
): MessageToQueue {
  const sold = told.order.fulfilment === 'carry_out' ? 'order_sold' : 'order_placed';
  const isOfReturn = requestTypes.includes(event.type);
  const template = isOfReturn
    ? (`order_return_${String(event.data['state'])}` as TemplateName)
    : (templateFor(event) ?? sold);
  const language = contact.attributes?.['language'] === 'en' ? 'en' : 'ja';
  return {
    recordId,
    channel: 'mail',
    to: contact.email ?? '',
    template,
    words: templates[template](language, {
      ...factsOf(tx, told, known, language, nameOf(contact)),
      ...(isOfReturn ? returnFactsOf(tx, event, told, known, language) : {}),
      ...parcelFactsOf(event, told, known.parcels, language),
    }),
    language,
    cause: isOfReturn ? `${template}:${event.subject}:${event.id}` : causeOf(template, event),
    placeId: placeIdOf(told.order),
  };
}

/** What may come more than once about an order; each time she is told. */
const repeated: ReadonlySet<TemplateName> = new Set([
  'order_lines_cancelled',
  'order_day_moved',
  'order_parcel_sent',
  'order_promise_moved',
  'order_substitute_asked',
]);

function causeOf(template: TemplateName, event: LoggedEvent): string {
  return repeated.has(template)
    ? `${template}:${event.subject}:${event.id}`
    : `${template}:${event.subject}`;
}

/** What is news about a time is nothing without it. */
const whenOf: Readonly<Partial<Record<TemplateName, (facts: OrderFacts) => string | null>>> = {
  order_promise_moved: (facts) => facts.readyBy,
  order_day_moved: (facts) => facts.day ?? null,
};

/** Which order and where: what a locked screen may show. */
function toNews(tx: Tx, event: LoggedEvent, known: Known): DeviceNews[] {
  const told = known.orders.get(orderOf(event));
  const template = templateFor(event);
  if (told === undefined || template === undefined || told.order.record_id === null) {
    return [];
  }
  const glance = (language: Language) => {
    const facts = factsOf(tx, told, known, language, null);
    const { subject } = templates[template](language, facts);
    const when = whenOf[template]?.(facts);
    const text = [facts.place?.name, when].flatMap((part) => part ?? []).join(' ');
    return { title: subject, text, path: facts.link?.replace(/^house:/, '') ?? '/shop/account' };
  };
  return [
    {
      recordId: told.order.record_id,
      template,
      glance,
      cause: `push:${causeOf(template, event)}`,
      placeId: placeIdOf(told.order),
    },
  ];
}

function factsOf(
  tx: Tx,
  { order, lines }: Mailed,
  { items, places }: Known,
  language: Language,
  name: string | null,
): OrderFacts {
  const place = order.fulfilment === 'delivery' ? undefined : places.get(placeIdOf(order));
  const path = `/shop/orders/${formatId('order', order.id)}?t=${viewTokenOf(tx.masters, order.id)}`;
  const isEnglish = language === 'en';
  return {
    name,
    number: order.number,
    lines: lines.map((line) => ({
      name: (isEnglish ? items.get(line.item_id)?.nameEn : undefined) ?? line.name,
      quantity: String(fromMilli(line.quantity_milli)),
      amount: moneyText(line.amount_minor, order.currency, language),
    })),
    total: moneyText(order.total_minor, order.currency, language),
    place:
      place === undefined
        ? null
        : { name: (isEnglish ? place.name_en : null) ?? place.name_ja, address: place.address },
    tracking: trackingOf(order.carrier, order.tracking_number, language),
    readyBy: readyByText(order, place, language),
    day: order.day === null ? null : dayFormat(language).format(noonOf(order.day)),
    link: order.has_link ? `house:${isEnglish ? `${path}&lang=en` : path}` : null,
  };
}

/** The place that sold it is nothing to a return: she is told where it goes, and her page of it. */
function returnFactsOf(
  tx: Tx,
  { data }: LoggedEvent,
  { order }: Mailed,
  { places }: Known,
  language: Language,
): Pick<OrderFacts, 'place' | 'link' | 'back'> {
  const told = data as RequestTold;
  const to = places.get(told.parcelPlaceId === null ? '' : parseId('place', told.parcelPlaceId));
  const path = `/shop/orders/${told.orderId}/returns?t=${viewTokenOf(tx.masters, order.id)}`;
  return {
    place: null,
    link: order.has_link ? `house:${language === 'en' ? `${path}&lang=en` : path}` : null,
    back: {
      number: told.requestNumber,
      way: told.way as 'shop' | 'parcel',
      money: moneyText(told.moneyMinor, told.currency, language),
      sendTo:
        to === undefined
          ? null
          : { name: (language === 'en' ? to.name_en : null) ?? to.name_ja, address: to.address },
      paidBy: told.parcelPaidBy as 'customer' | 'house' | null,
      refusedFor: told.refusedFor,
    },
  };
}

/** `11月22日(日) 15:00`, by the clock of the shop. */
function readyByText(
  { promised_until: at }: MailedOrder,
  place: PlaceRow | undefined,
  language: Language,
): string | null {
  return at === null || place === undefined
    ? null
    : momentFormat(language, place.time_zone).format(at.epochMilliseconds);
}

/** A day stands for itself, in no zone; formatted in UTC it stays the same. */
function noonOf(day: Temporal.PlainDate): number {
  return day.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds;
}

const dayFormats = new Map<Language, Intl.DateTimeFormat>();

/** `12月24日(木)`. */
function dayFormat(language: Language): Intl.DateTimeFormat {
  const known = dayFormats.get(language);
  const format =
    known ??
    new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
      timeZone: 'UTC',
      month: 'long',
      day: 'numeric',
      weekday: 'short',
    });
  dayFormats.set(language, format);
  return format;
}

const momentFormats = new Map<string, Intl.DateTimeFormat>();

function momentFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = momentFormats.get(key);
  if (known !== undefined) {
    return known;
  }
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone,
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  momentFormats.set(key, format);
  return format;
}

/** Making one costs as much as a whole mail. */
const formats = new Map<string, Intl.NumberFormat>();

/** `1,100円` and `¥1,100`; other currencies as the language writes them. */
function moneyText(amountMinor: number, currency: string, language: Language): string {
  const key = `${language} ${currency}`;
  const isPlain = currency === 'JPY' && language === 'ja';
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(
      language === 'ja' ? 'ja-JP' : 'en-GB',
      isPlain ? {} : { style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    );
    formats.set(key, format);
  }
  const text = format.format(Number(fromMinor(amountMinor, currency)));
  return isPlain ? `${text}円` : text;
}
