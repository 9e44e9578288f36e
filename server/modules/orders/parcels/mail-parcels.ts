// What mails say of parcels: in how many an order comes, what lies in one that has left, and where it can be followed.
import type { LoggedEvent } from '#kernel/events';
import { parseId, tryParseId } from '#kernel/ids';
import type { Language } from '#kernel/problem';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import type { OrderFacts } from '#messages';
import { ordersChanged, ordersParcelSent, ordersPlaced, ordersPromiseMoved } from '../events.ts';
import { trackingAddresses } from '../shipping/tracking-addresses.ts';
import type { MailedLine, MailedOrder } from '../store/mailed-orders.ts';
import { findParcelsOf, type OrderParcel } from './store.ts';

const carrierNames = {
  yamato: { ja: 'ヤマト運輸', en: 'Yamato Transport' },
  sagawa: { ja: '佐川急便', en: 'Sagawa Express' },
} as const;

type MailedWhole = { readonly order: MailedOrder; readonly lines: readonly MailedLine[] };

/** Where a delivery is sent from, and that it is packed, is nothing to her; of what comes in parcels each one was told. */
export async function toBeTold(tx: Tx, all: readonly LoggedEvent[]): Promise<LoggedEvent[]> {
  const sent = all.filter(({ type }) => type === ordersChanged.shipped.type);
  const inParcels = await findParcelsOf(
    tx,
    sent.map((event) => ({
      id: parseId('order', event.subject),
      fulfilment: String(event.data['fulfilment']),
      handover_place_id: tryParseId('place', String(event.data['handoverPlaceId'])) ?? null,
    })),
  );
  return all.filter((event) => {
    const isOfDelivery = event.data['fulfilment'] === 'delivery';
    const isInside =
      event.type === ordersPromiseMoved.type || event.type === ordersChanged.ready.type;
    const isSent = event.type === ordersChanged.shipped.type;
    return !(
      (isInside && isOfDelivery) ||
      (isSent && inParcels.has(parseId('order', event.subject)))
    );
  });
}

export function trackingOf(
  carrier: MailedOrder['carrier'],
  number: string | null,
  language: Language,
): OrderFacts['tracking'] {
  return carrier === null || number === null
    ? null
    : {
        carrier: carrierNames[carrier][language],
        number,
        address: trackingAddresses[carrier](number),
      };
}

/** In how many parcels it comes; of one that has left, what lies in it and where it can be followed. */
export function parcelFactsOf(
  { type, data }: LoggedEvent,
  { order, lines }: MailedWhole,
  parcels: ReadonlyMap<string, readonly OrderParcel[]>,
  language: Language,
): Pick<OrderFacts, 'parcels' | 'parcel'> & Partial<Pick<OrderFacts, 'tracking'>> {
  if (type === ordersPlaced.type) {
    return Array.isArray(data['senderIds']) ? { parcels: data['senderIds'].length } : {};
  }
  const sent = parcels.get(order.id)?.find((each) => each.number === data['parcel']);
  if (type !== ordersParcelSent.type || sent === undefined) {
    return {};
  }
  return {
    parcels: Number(data['parcels']),
    parcel: {
      left: Number(data['left']),
      lines: lines
        .filter(({ line }) => sent.lines.includes(line))
        .map((line) => ({ name: line.name, quantity: String(fromMilli(line.quantity_milli)) })),
    },
    tracking: trackingOf(sent.carrier, sent.trackingNumber, language),
  };
}
