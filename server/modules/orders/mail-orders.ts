// Mails about an order to whoever left an address with it: placed, ready, sent, handed over, cancelled. They are what
// she asked for (purpose service) and go into the outbox here, by the log, so that no hot transaction waits for them.
import { findItems } from '#catalog';
import { nameOf } from '#customers';
import type { LoggedEvent } from '#kernel/events';
import { formatId, parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { fromMinor } from '#kernel/money';
import type { Language } from '#kernel/problem';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { type OrderFacts, queueMessage, templates } from '#messages';
import { findPlaces } from '#places';
import { ordersChanged, ordersPlaced } from './events.ts';
import { type OrderContact, readContacts } from './store/contacts.ts';
import { viewTokenOf } from './view-token.ts';
import { findViewTokenHash, type OrderView, viewOrder } from './views.ts';

type TemplateName = keyof typeof templates & `order_${string}`;

const templateOf: Readonly<Record<string, TemplateName>> = {
  [ordersChanged.ready.type]: 'order_ready',
  [ordersChanged.shipped.type]: 'order_shipped',
  [ordersChanged.handed_over.type]: 'order_handed_over',
  [ordersChanged.cancelled.type]: 'order_cancelled',
};

export const orderMails: Listener = {
  name: 'orders.mails',
  hears: [ordersPlaced.type, ...Object.keys(templateOf)],
  handle: async (tx, events) => {
    const orderIds = [...new Set(events.map(orderOf))];
    const contacts = await readContacts(tx, orderIds);
    for (const event of events) {
      const contact = contacts.get(orderOf(event));
      if (contact?.contact.email !== undefined) {
        await mail(tx, event, contact, contact.contact.email);
      }
    }
  },
};

function orderOf(event: LoggedEvent): string {
  return parseId('order', event.subject);
}

async function mail(
  tx: Tx,
  event: LoggedEvent,
  { recordId, contact }: OrderContact,
  to: string,
): Promise<void> {
  const view = await viewOrder(tx, orderOf(event));
  if (view === undefined) {
    return;
  }
  const sold = view.order.fulfilment === 'carry_out' ? 'order_sold' : 'order_placed';
  const template = templateOf[event.type] ?? sold;
  const language = contact.attributes?.['language'] === 'en' ? 'en' : 'ja';
  await queueMessage(tx, {
    recordId,
    channel: 'mail',
    to,
    template,
    words: templates[template](language, await factsOf(tx, view, language, nameOf(contact))),
    language,
    cause: `${template}:${event.subject}`,
    placeId: view.order.handover_place_id ?? view.order.place_id,
  });
}

async function factsOf(
  tx: Tx,
  { order, lines }: OrderView,
  language: Language,
  name: string | null,
): Promise<OrderFacts> {
  const items = await findItems(
    tx,
    lines.map((line) => line.item_id),
  );
  const placeId = order.fulfilment === 'delivery' ? null : order.handover_place_id;
  const [place] = await findPlaces(tx, [placeId ?? order.place_id]);
  const hasLink = (await findViewTokenHash(tx, order.id)) !== null;
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
      place === undefined || order.fulfilment === 'delivery'
        ? null
        : {
            name: (isEnglish ? place.name_en : null) ?? place.name_ja,
            address: place.address,
          },
    link: hasLink ? `house:${isEnglish ? `${path}&lang=en` : path}` : null,
  };
}

/** `1,100円` and `¥1,100`; other currencies as the language writes them. */
function moneyText(amountMinor: number, currency: string, language: Language): string {
  if (currency === 'JPY' && language === 'ja') {
    return `${amountMinor.toLocaleString('ja-JP')}円`;
  }
  const amount = Number(fromMinor(amountMinor, currency));
  return amount.toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
}
