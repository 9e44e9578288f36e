// A restaurant that buys on account, with an invoice of goods that were handed over some days ago.
import { ask, databaseUrlOf, type RealServer } from '../support/real-server.ts';

export type Wholesale = { readonly partyId: string; readonly invoiceId: string };

export async function openWholesale(
  server: RealServer,
  owner: { readonly authorization: string },
  { placeId, itemId }: { readonly placeId: string; readonly itemId: string },
): Promise<Wholesale> {
  const send = async (method: string, path: string, body: unknown) => {
    const answer = await server.request(method, path, body, owner);
    if (answer.status >= 400) {
      throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  const list = await send('POST', '/api/catalog/price-lists', {
    code: 'restaurants',
    nameJa: '飲食店向け',
    nameEn: 'Restaurants',
    isTaxIncluded: false,
  });
  await send('POST', `/api/catalog/price-lists/${list.id}/prices`, {
    prices: [{ itemId, amountMinor: 980 }],
  });
  const { id: partyId } = await send('POST', '/api/places/parties', {
    code: 'fukurou',
    kind: 'wholesale',
    nameJa: '食堂ふくろう',
    nameEn: 'Fukurou Diner',
  });
  await send('PUT', `/api/orders/accounts/${partyId}`, {
    priceListId: list.id,
    creditLimitMinor: 300_000,
    closingDay: 31,
    dueMonths: 1,
    dueDay: 31,
  });
  const order = await send('POST', '/api/orders', {
    placeId,
    fulfilment: 'pickup',
    handoverPlaceId: placeId,
    partyId,
    lines: [{ itemId, quantity: 2 }],
    payment: { method: 'invoice' },
  });
  await send('POST', `/api/orders/${order.id}/state`, { to: 'handed_over' });
  await ask(
    databaseUrlOf(server.home),
    'UPDATE orders.order SET business_day = business_day - 3 WHERE number = $1',
    [order.number],
  );
  const until = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const { invoices } = await send('POST', `/api/orders/accounts/${partyId}/invoices`, { until });
  return { partyId, invoiceId: invoices[0].id };
}
