// A shop closes at noon, seen by everybody who is touched: the owner who presses the button, two guests with their phones,
// and the clerk of the neighbour. What was to be collected, tried on and taken from the shelf there goes on elsewhere.
import { parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { viewTokenOf } from '#orders';
import { proveStock } from '#stock';
import { contact, countEffort, type RetailStage } from './retail-stage.ts';

const fittingRoom = {
  code: 'fitting',
  kind: 'fitting',
  nameJa: '試着室',
  capacity: 1,
  rules: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    opensMinute: 600,
    closesMinute: 1200,
    slotMinutes: 60,
  })),
} as const;

/** Plays it; answers what was seen, and how long after the press of the button. */
export async function playClosedAtNoon(stage: RetailStage) {
  const { base, house, places } = stage;
  const zone = 'Asia/Tokyo';
  const now = house.db.clock.now().toZonedDateTimeISO(zone);
  // Tomorrow, ten minutes before noon.
  const noon = now.add({ days: 1 }).with({ hour: 11, minute: 50, second: 0, millisecond: 0 });
  stage.pass(noon.since(now).total('hours'));
  const orders = await Promise.all([orderAtGinza(stage), orderAtGinza(stage)]);
  const booking = await bookAtGinza(stage);
  const before = await Promise.all([
    stage.available('ginza', 'cup'),
    stage.available('ueno', 'cup'),
  ]);
  const [phone, other, ueno, desk] = [
    await stage.phone(),
    await stage.phone(),
    await stage.tablet('ueno'),
    await stage.desk(),
  ];
  await phone.goto(`${base}${orders[0].path}`);
  await phone.getByText('銀座店').first().waitFor();
  await other.goto(`${base}${booking.path}`);
  await other.getByText('銀座店').first().waitFor();

  await desk.goto(`${base}/console/places/${places.ginza}`);
  const owners = countEffort();
  const form = desk.locator('form').filter({ has: desk.locator('input[name=days]') });
  await form.waitFor();
  await owners.type(form.locator('input[name=reason]'), '停電のため');
  await owners.tap(form.getByRole('button'));
  const pressedAt = performance.now();
  const since = () => Math.round(performance.now() - pressedAt);
  const seen = await Promise.all([
    phone.getByText('上野店').first().waitFor().then(since),
    ueno.locator(`main a[href="/staff/orders/${orders[0].id}"]`).waitFor().then(since),
    desk.locator('form ul[aria-live] li').first().waitFor().then(since),
  ]);
  const closing = owners.done();
  await other.reload();
  await other.getByText('上野店').first().waitFor();

  const clerks = countEffort();
  await clerks.tap(ueno.locator(`main a[href="/staff/orders/${orders[0].id}"]`));
  await clerks.tap(ueno.getByRole('button', { name: '準備できました' }));
  await phone.getByRole('heading', { level: 1, name: '受け取りの準備ができました' }).waitFor();
  await clerks.tap(ueno.getByRole('button', { name: 'お渡し済み' }));
  await phone.getByRole('heading', { level: 1, name: 'お渡ししました' }).waitFor();
  await house.settle();
  const after = await Promise.all([
    stage.available('ginza', 'cup'),
    stage.available('ueno', 'cup'),
  ]);
  return {
    closing,
    handover: clerks.done(),
    seenMs: { phone: seen[0], tablet: seen[1], console: seen[2] },
    before,
    after,
    stillAtGinza: await countAtGinza(stage, orders),
    differences: (await transaction(house.db, {}, proveStock)).length,
    errors: stage.errors,
  };
}

type Placed = { readonly id: string; readonly path: string };

async function orderAtGinza({ house, places, items }: RetailStage): Promise<Placed> {
  const { status, body } = await house.request('POST', '/api/orders', {
    placeId: places.web,
    handoverPlaceId: places.ginza,
    fulfilment: 'pickup',
    lines: [{ itemId: items.cup, quantity: 1 }],
    contact,
    payment: { method: 'cash' },
  });
  if (status !== 201) {
    throw new Error(`nothing was ordered: ${JSON.stringify(body)}`);
  }
  const token = viewTokenOf(house.masters, parseId('order', body.id));
  return { id: body.id, path: `/shop/orders/${body.id}?t=${token}` };
}

async function bookAtGinza({ house, places, owner }: RetailStage): Promise<Placed> {
  const room = async (placeId: string) =>
    (
      await house.request(
        'POST',
        '/api/bookings/resources',
        { placeId, ...fittingRoom, rules: [...fittingRoom.rules] },
        owner,
      )
    ).body.id;
  const resourceId = await room(places.ginza);
  await room(places.ueno);
  const today = house.db.clock.now().toZonedDateTimeISO('Asia/Tokyo').toPlainDate();
  const startsAt = today
    .toZonedDateTime({ timeZone: 'Asia/Tokyo', plainTime: '15:00' })
    .toInstant()
    .toString();
  const { status, body } = await house.request('POST', '/api/bookings', {
    resourceId,
    startsAt,
    partySize: 1,
    contact: { name: '山田 花子', email: contact.email },
  });
  if (status !== 201) {
    throw new Error(`nothing was booked: ${JSON.stringify(body)}`);
  }
  return { id: body.id, path: `/shop/bookings/${body.id}?t=${body.token}` };
}

async function countAtGinza(
  { get, places }: RetailStage,
  orders: readonly Placed[],
): Promise<number> {
  const all = await Promise.all(orders.map(({ id }) => get(`/api/orders/${id}`)));
  return all.filter(({ handoverPlaceId }) => handoverPlaceId === places.ginza).length;
}
