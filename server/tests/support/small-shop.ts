// A little of everything in a test house, so that requests meet what exists: a place, goods, a customer who is signed
// in, her order and her booking, a device, people.
import { ensureRecords, findRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createApiKey, createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { postFacts } from '#stock';
import type { TestHouse } from './index.ts';

export type SmallShop = {
  /** Ids by prefix: `plc` → `plc_01jd…`. */
  readonly ids: Readonly<Record<string, string>>;
  /** The session of the customer whose record, order and booking these are. */
  readonly customer: { readonly authorization: string };
  /** A caller with a role who is bound to this shop. */
  bound(role: string): Promise<{ authorization: string }>;
};

/** Opens it under codes of its own; a house may have several. */
export async function openSmallShop(house: TestHouse): Promise<SmallShop> {
  const owner = await house.as('owner');
  const suffix = newId().slice(-6);
  const send = async (path: string, body: object, headers: Record<string, string> = owner) => {
    const answer = await house.request('POST', path, body, headers);
    if (answer.status !== 201) {
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  const make = async (path: string, body: object) => String((await send(path, body)).id);
  const plc = await make('/api/places', { code: `s-${suffix}`, kind: 'store', nameJa: '試し店' });
  const itm = await make('/api/catalog/items', {
    code: `i-${suffix}`,
    nameJa: '品',
    price: { amountMinor: 500 },
  });
  const brd = await make('/api/places/brands', { code: `b-${suffix}`, nameJa: '印' });
  const party = { code: `p-${suffix}`, kind: 'partner', nameJa: '相手' };
  const pty = await make('/api/places/parties', party);
  const whk = await make('/api/webhooks', { url: 'https://example.jp/hook', eventTypes: ['*'] });
  const stf = await make('/api/staff/members', {
    login: `m-${suffix}`,
    name: '係',
    pin: '4711',
    password: 'long enough',
    roles: ['clerk'],
    placeId: plc,
  });
  const { device } = await send('/api/devices', { kind: 'tablet', placeId: plc, name: '台' });
  const rsc = await make('/api/bookings/resources', {
    placeId: plc,
    code: `r-${suffix}`,
    kind: 'fitting',
    nameJa: '試着室',
    capacity: 9,
    rules: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      opensMinute: 0,
      closesMinute: 1440,
      slotMinutes: 60,
    })),
  });
  const { rec, cus, token } = await addCustomer(house, suffix, { plc, itm });
  const customer = { authorization: `Bearer ${token}` };
  const order = await send(
    '/api/orders',
    {
      id: formatId('order', newId()),
      placeId: plc,
      fulfilment: 'pickup',
      handoverPlaceId: plc,
      lines: [{ itemId: itm, quantity: 2 }],
      payment: { method: 'cash' },
    },
    customer,
  );
  const startsAt = house.db.clock
    .now()
    .toZonedDateTimeISO('Asia/Tokyo')
    .add({ days: 2 })
    .round({ smallestUnit: 'hour', roundingMode: 'floor' })
    .toInstant()
    .toString();
  const booking = await send(
    '/api/bookings',
    { resourceId: rsc, startsAt, contact: { name: '縁側', email: `${suffix}@example.jp` } },
    customer,
  );
  return {
    ids: {
      plc,
      itm,
      brd,
      pty,
      whk,
      stf,
      dev: device.id,
      rsc,
      rec,
      cus,
      ord: order.id,
      pay: order.paymentId,
      bkg: booking.id,
    },
    customer,
    bound: async (role) => {
      const key = await transaction(house.db, {}, (tx) =>
        createApiKey(tx, { name: 'bound', roles: [role], placeId: parseId('place', plc) }),
      );
      return { authorization: `Bearer ${key.token}` };
    },
  };
}

async function addCustomer(
  house: TestHouse,
  key: string,
  { plc, itm }: { readonly plc: string; readonly itm: string },
): Promise<{ rec: string; cus: string; token: string }> {
  return transaction(house.db, {}, async (tx) => {
    const goods = { placeId: parseId('place', plc), itemId: parseId('item', itm) };
    await postFacts(tx, [{ ...goods, quantityMilli: 1_000_000, kind: 'opening' }]);
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [
      { key, profile: { familyName: '縁側', givenName: '花' } },
    ]);
    const recordId = made.get(key)?.recordId ?? '';
    const record = (await findRecords(tx, [recordId])).get(recordId);
    const { token } = await createSession(tx, {
      kind: 'customer',
      principalId: recordId,
      lifetime: { hours: 1 },
    });
    return {
      rec: formatId('record', recordId),
      cus: formatId('customer', record?.customerId ?? ''),
      token,
    };
  });
}
