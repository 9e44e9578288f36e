import { importProducts } from '#catalog';
import { ensureRecords, linkRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { type Tx, transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { ensurePlace } from '#places';
import { postFacts } from '#stock';
import { expect, type TestHouse, test } from '#testing';
import { expiryNotices } from './jobs.ts';
import { settleOrders } from './settle-orders.ts';

const work = <Answer>(house: TestHouse, run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

type Shop = {
  readonly placeId: string;
  readonly otherId: string;
  readonly itemId: string;
  readonly owner: Record<string, string>;
};
let shop: Shop | undefined;

/** Two shops near each other and a drink of 550 yen; one a file. */
async function openShop(house: TestHouse): Promise<Shop> {
  shop ??= await work(house, async (tx) => {
    const usual = { kind: 'store', timeZone: 'Asia/Tokyo', currency: 'JPY' } as const;
    const near = { position: { latitude: 35, longitude: 135.7 } };
    const place = await ensurePlace(tx, { ...usual, ...near, code: 'a', nameJa: '寺町店' });
    const far = { position: { latitude: 35.05, longitude: 135.7 } };
    const other = await ensurePlace(tx, { ...usual, ...far, code: 'b', nameJa: '烏丸店' });
    const [made] = await importProducts(tx, { source: 'loyalty', currency: 'JPY' }, [
      { code: 'latte', name: 'ラテ', price: '550' },
    ]);
    const itemId = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    await postFacts(
      tx,
      [place.id, other.id].map((placeId) => ({
        placeId,
        itemId,
        quantityMilli: 900_000,
        kind: 'opening' as const,
      })),
    );
    return {
      placeId: formatId('place', place.id),
      otherId: formatId('place', other.id),
      itemId: formatId('item', itemId),
      owner: {},
    };
  });
  return { ...shop, owner: await house.as('owner') };
}

/** A member with an account: her record and the headers of her session. */
async function signUp(house: TestHouse, email = `${newId()}@example.jp`) {
  return work(house, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [
      { key: email, profile: { email } },
    ]);
    const recordId = made.get(email)?.recordId ?? '';
    const session = await createSession(tx, {
      kind: 'customer',
      principalId: recordId,
      lifetime: { hours: 1 },
    });
    return { recordId, headers: { authorization: `Bearer ${session.token}` } };
  });
}
type Member = Awaited<ReturnType<typeof signUp>>;

async function order(house: TestHouse, member: Member, quantity = 1, more: object = {}) {
  const { placeId, itemId } = await openShop(house);
  const body = {
    placeId,
    handoverPlaceId: placeId,
    fulfilment: 'pickup',
    lines: [{ itemId, quantity }],
    payment: { method: 'cash', provider: 'counter' },
    ...more,
  };
  const { body: placed, status } = await house.request('POST', '/api/orders', body, member.headers);
  expect(status, JSON.stringify(placed)).toBe(201);
  await house.settle();
  return placed.id as string;
}

async function handOver(house: TestHouse, orderId: string) {
  const { owner } = await openShop(house);
  await house.request('POST', `/api/orders/${orderId}/state`, { to: 'handed_over' }, owner);
  await house.settle();
}

async function seeValue(house: TestHouse, member: Member) {
  const { body } = await house.request('GET', '/api/loyalty/me', undefined, member.headers);
  return body;
}

async function addRule(house: TestHouse, kind: string, terms: object, more: object = {}) {
  const { owner } = await openShop(house);
  const code = `r-${newId().slice(-12)}`;
  const body = { code, kind, nameJa: `ルール${code}`, terms, ...more };
  const { body: rule, status } = await house.request('POST', '/api/loyalty/rules', body, owner);
  expect(status, JSON.stringify(rule)).toBe(201);
  return {
    rule,
    end: () =>
      house.request('PUT', `/api/loyalty/rules/${rule.id}`, { ...body, isActive: false }, owner),
  };
}

async function addCard(house: TestHouse, size: number, terms: object) {
  const { owner } = await openShop(house);
  const body = {
    code: `c-${newId().slice(-12)}`,
    nameJa: 'ドリンクカード',
    size,
    terms,
    rewards: [
      { code: 'drink', titleJa: 'お好きなドリンク1杯', titleEn: 'A drink', discountMinor: 550 },
      { code: 'ten', titleJa: '10%引き', titleEn: '10% off', discountBp: 1000 },
    ],
  };
  const { body: card, status } = await house.request('POST', '/api/loyalty/cards', body, owner);
  expect(status, JSON.stringify(card)).toBe(201);
  return card;
}

const stampsOf = (
  value: { cards: { id: string; stamps: number; pending: number }[] },
  id: string,
) => {
  const card = value.cards.find((each) => each.id === id);
  return { stamps: card?.stamps ?? 0, pending: card?.pending ?? 0 };
};

test('points of a rule are pending until the drink is handed over; each line says why', async ({
  house,
}) => {
  const double = await addRule(house, 'order', { perMinor: 100, points: 1 }, { nameJa: '2倍デー' });
  const hanako = await signUp(house);
  const orderId = await order(house, hanako, 2);
  // 1,100 yen: 10 of the house (1,000 without tax), 11 of the rule.
  expect((await seeValue(house, hanako)).points).toMatchObject({ pending: 21, available: 0 });
  await handOver(house, orderId);
  const value = await seeValue(house, hanako);
  expect(value.points).toMatchObject({ pending: 0, available: 21 });
  const why = value.lines.map((line: { whyJa: string }) => line.whyJa);
  expect(why.some((text: string) => text.includes('2倍デーによる付与'))).toBe(true);
  await double.end();
});

test('however an order comes back, what rules gave goes back exactly, also when it is spent already', async ({
  house,
}) => {
  const { owner, placeId } = await openShop(house);
  const rule = await addRule(house, 'order', { perMinor: 100, points: 3 });
  const ume = await signUp(house);
  const orderId = await order(house, ume, 3);
  await handOver(house, orderId);
  expect((await seeValue(house, ume)).points.available).toBe(15 + 48);
  await house.request(
    'POST',
    '/api/ledger/adjustments',
    {
      recordId: formatId('record', ume.recordId),
      unit: 'points',
      amount: -60,
      reason: 'correction',
    },
    owner,
  );
  // Terms that change later do not change what was sold by the old ones.
  await rule.end();
  for (const left of [1100, 550, 0]) {
    const { status, body } = await house.request(
      'POST',
      `/api/orders/${orderId}/returns`,
      {
        placeId,
        reason: 'changed_mind',
        lines: [{ line: 1, quantity: 1, disposition: 'restocked' }],
      },
      owner,
    );
    expect(status, JSON.stringify(body)).toBe(201);
    await house.settle();
    const plain = Math.floor((left - Math.floor((left * 10) / 110)) / 100);
    const wanted = plain + Math.floor(left / 100) * 3 - 60;
    expect((await seeValue(house, ume)).points.available).toBe(wanted);
  }
  expect((await work(house, (tx) => proveLedger(tx))).differences).toEqual([]);
});

test('a line taken off whole takes only its own points along', async ({ house }) => {
  const { owner, itemId } = await openShop(house);
  const rule = await addRule(house, 'order', { perMinor: 100, points: 3 });
  const rei = await signUp(house);
  const lines = [2, 1].map((quantity) => ({ itemId, quantity }));
  const url = `/api/orders/${await order(house, rei, 0, { lines })}/cancellations`;
  await house.request('POST', url, { lines: [{ line: 1, quantity: 2 }], reason: 'x' }, owner);
  await house.settle();
  await rule.end();
  expect((await seeValue(house, rei)).points.pending).toBe(5 + 15);
});

test('settled again and again, an order gives once', async ({ house }) => {
  const rule = await addRule(house, 'first_visit', { points: 100 });
  const kiku = await signUp(house);
  const orderId = await order(house, kiku);
  await Promise.all(
    [1, 2, 3].map(() => work(house, (tx) => settleOrders(tx, [parseId('order', orderId)]))),
  );
  await handOver(house, orderId);
  expect((await seeValue(house, kiku)).points.available).toBe(105);
  await handOver(house, await order(house, kiku));
  expect((await seeValue(house, kiku)).points.available).toBe(110);
  await rule.end();
});

test('rules by line, place, time and tier give what their sentences say', async ({ house }) => {
  const { itemId, placeId, otherId, owner } = await openShop(house);
  const rules = [
    await addRule(house, 'line', { itemIds: [itemId], points: 7 }),
    await addRule(house, 'place', { placeIds: [placeId], perMinor: 500, points: 2 }),
    await addRule(house, 'place', { placeIds: [otherId], perMinor: 100, points: 99 }),
    await addRule(house, 'time', { perMinor: 100, points: 1 }),
    await addRule(house, 'tier', { perMinor: 100, tiers: [{ code: 'gold', points: 5 }] }),
  ];
  const tiers = {
    periodMonths: 12,
    graceDays: 30,
    tiers: [{ code: 'gold', nameJa: 'ゴールド', nameEn: 'Gold', thresholdMinor: 1000 }],
  };
  await house.request('PUT', '/api/loyalty/tiers', tiers, owner);
  const sakura = await signUp(house);
  // 1,100 yen, no tier yet: 10 + 2 × 7 + 2 × 2 + 11.
  await handOver(house, await order(house, sakura, 2));
  const first = await seeValue(house, sakura);
  expect(first.points.available).toBe(39);
  expect(first.tier).toMatchObject({ tier: { code: 'gold' }, spentMinor: 1000, next: null });
  expect(first.tier.downgrade.to).toBeNull();
  // Gold now: 55 more.
  await handOver(house, await order(house, sakura, 2));
  expect((await seeValue(house, sakura)).points.available).toBe(39 + 39 + 55);
  // Before other tiers are set: whom they would lower. And a rule read before it is kept.
  const higher = { ...tiers, graceDays: 0, tiers: [{ ...tiers.tiers[0], thresholdMinor: 9000 }] };
  const preview = await house.request('POST', '/api/loyalty/tiers/preview', higher, owner);
  expect(preview.body).toMatchObject({
    falling: preview.body.now.gold,
    rising: 0,
    isSample: false,
  });
  expect(preview.body.now.gold).toBeGreaterThan(0);
  expect(preview.body.proposed.gold ?? 0).toBe(0);
  const asked = { kind: 'order', terms: { perMinor: 100, points: 2 }, sampleMinor: 1050 };
  const said = await house.request('POST', '/api/loyalty/rules/read', asked, owner);
  expect(said.body).toMatchObject({ sentenceJa: '100円ごとに2ポイント', points: 20 });
  // A promotion for her tier, at the till as before paying; nobody else has it.
  const promotionId = await turnOnForGold(house);
  const at = { placeId, fulfilment: 'carry_out', lines: [{ itemId, quantity: 1 }] };
  const seen = async (recordId: string) =>
    (
      await house.request(
        'POST',
        '/api/orders/preview',
        { ...at, recordId: formatId('record', recordId) },
        owner,
      )
    ).body.totalMinor;
  expect(await seen(sakura.recordId)).toBe(450);
  expect(await seen((await signUp(house)).recordId)).toBe(550);
  const sale = {
    ...at,
    recordId: formatId('record', sakura.recordId),
    payment: { method: 'cash' },
  };
  expect((await house.request('POST', '/api/orders', sale, owner)).body.totalMinor).toBe(450);
  const end = `/api/offers/promotions/${promotionId}/state`;
  expect((await house.request('POST', end, { to: 'end' }, owner)).status).toBe(200);
  await Promise.all(rules.map((rule) => rule.end()));
  await house.request('PUT', '/api/loyalty/tiers', { ...tiers, tiers: [] }, owner);
});

async function turnOnForGold(house: TestHouse): Promise<string> {
  const { owner } = await openShop(house);
  const terms = {
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: false,
    currency: 'JPY',
    conditions: [{ kind: 'tier_among', tiers: ['gold'] }],
    benefits: [{ kind: 'off_order', calculator: { kind: 'amount', minor: 100 } }],
    holdoutBp: 0,
  };
  const body = { code: 'for-gold', nameJa: 'ゴールド会員100円引き', terms };
  const { body: written } = await house.request('POST', '/api/offers/promotions', body, owner);
  for (const to of ['propose', 'approve']) {
    await house.request('POST', `/api/offers/promotions/${written.id}/state`, { to }, owner);
  }
  return written.id;
}

test('a rule whose terms do not fit its kind is refused with what is wrong', async ({ house }) => {
  const { owner } = await openShop(house);
  const body = { code: 'odd', kind: 'order', nameJa: 'x', terms: { perMinor: 0, points: 1 } };
  const { status, body: said } = await house.request('POST', '/api/loyalty/rules', body, owner);
  expect([status, said.code]).toEqual([400, 'loyalty.terms_odd']);
});

test('stamps: by order when it is handed over, by scan once, several cards at once, reward used elsewhere', async ({
  house,
}) => {
  const { itemId, otherId, owner } = await openShop(house);
  const drinks = await addCard(house, 3, { order: { per: 'piece', itemIds: [itemId] } });
  const visits = await addCard(house, 5, { scan: { mostAtOnce: 2, perDayMax: 3 } });
  const yuki = await signUp(house);
  const orderId = await order(house, yuki, 3);
  expect(stampsOf(await seeValue(house, yuki), drinks.id)).toEqual({ stamps: 0, pending: 3 });
  const reward = (choice: string) =>
    house.request('POST', `/api/loyalty/cards/${drinks.id}/rewards`, { choice }, yuki.headers);
  expect((await reward('drink')).body.code).toBe('loyalty.card_not_full');
  await handOver(house, orderId);
  expect(stampsOf(await seeValue(house, yuki), drinks.id)).toEqual({ stamps: 3, pending: 0 });

  const scan = { scanId: newId(), recordId: formatId('record', yuki.recordId), count: 2 };
  const stamp = (body: object) =>
    house.request('POST', `/api/loyalty/cards/${visits.id}/stamps`, body, owner);
  expect((await stamp(scan)).body).toEqual({ given: 2 });
  expect((await stamp({ ...scan, scanId: newId() })).body.code).toBe('loyalty.stamps_too_many');
  expect((await stamp(scan)).body).toEqual({ given: 0 });
  expect(stampsOf(await seeValue(house, yuki), visits.id).stamps).toBe(2);

  expect((await reward('gold')).body.code).toBe('loyalty.reward_unknown');
  const taken = await Promise.all(Array.from({ length: 50 }, () => reward('drink')));
  expect(taken.filter(({ status }) => status === 201)).toHaveLength(1);
  const { couponCode } = taken.find(({ status }) => status === 201)?.body ?? {};
  expect(stampsOf(await seeValue(house, yuki), drinks.id).stamps).toBe(0);
  const sale = {
    placeId: otherId,
    fulfilment: 'carry_out',
    recordId: formatId('record', yuki.recordId),
    lines: [{ itemId, quantity: 1 }],
    payment: { method: 'cash' },
    couponCodes: [couponCode],
  };
  const sold = await house.request('POST', '/api/orders', sale, owner);
  expect([sold.status, sold.body.totalMinor]).toEqual([201, 0]);
});

test('a visit counts near the place, once a day, and not faster than a train', async ({
  house,
}) => {
  const { placeId, otherId } = await openShop(house);
  const rule = await addRule(house, 'visit', { points: 5, radiusMetres: 100, perDayMax: 2 });
  const rei = await signUp(house);
  const visit = (body: object) =>
    house.request('POST', '/api/loyalty/visits', { placeId, ...body }, rei.headers);
  expect((await visit({})).body.code).toBe('loyalty.position_needed');
  const here = { latitude: 35.0005, longitude: 135.7, accuracyMetres: 20 };
  expect((await visit({ ...here, accuracyMetres: 5000 })).body.code).toBe('loyalty.position_vague');
  expect((await visit({ latitude: 35.02, longitude: 135.7 })).body.code).toBe('loyalty.too_far');
  const [one, two] = await Promise.all([visit(here), visit(here)]);
  expect(new Set([one.status, two.status])).toEqual(new Set([201, 409]));
  expect((await visit(here)).body.code).toBe('loyalty.visited_already');
  const there = { placeId: otherId, latitude: 35.05, longitude: 135.7 };
  expect((await visit(there)).body.code).toBe('loyalty.travelled_too_fast');
  expect((await seeValue(house, rei)).points.available).toBe(5);
  await rule.end();
});

test('an invitation pays both with the first purchase that is handed over, and goes back with it', async ({
  house,
}) => {
  const { owner, placeId } = await openShop(house);
  const terms = { points: 300, newcomerPoints: 200, leastMinor: 500, perMemberMax: 1 };
  const rule = await addRule(house, 'invite', terms);
  const [ai, mei, rin] = [await signUp(house), await signUp(house), await signUp(house)];
  const { body } = await house.request('POST', '/api/loyalty/invites', {}, ai.headers);
  const accept = (member: Member, code: string) =>
    house.request('POST', '/api/loyalty/invites/accept', { code }, member.headers);
  expect((await accept(ai, body.code)).body.code).toBe('loyalty.invite_own');
  expect((await accept(mei, 'ZZZZZZZ0')).body.code).toBe('loyalty.invite_unknown');
  expect((await accept(mei, ` ${body.code.toLowerCase()}`)).status).toBe(200);
  expect((await accept(mei, body.code)).body.code).toBe('loyalty.invite_too_late');
  const orderId = await order(house, mei);
  expect((await seeValue(house, ai)).points).toMatchObject({ available: 0, pending: 0 });
  await handOver(house, orderId);
  expect((await seeValue(house, ai)).points.available).toBe(300);
  expect((await seeValue(house, mei)).points.available).toBe(205);
  // No more than one by this member.
  expect((await accept(rin, body.code)).status).toBe(200);
  await handOver(house, await order(house, rin));
  expect((await seeValue(house, rin)).points.available).toBe(5);
  await house.request(
    'POST',
    `/api/orders/${orderId}/returns`,
    {
      placeId,
      reason: 'changed_mind',
      lines: [{ line: 1, quantity: 1, disposition: 'restocked' }],
    },
    owner,
  );
  await house.settle();
  expect((await seeValue(house, ai)).points.available).toBe(0);
  expect((await seeValue(house, mei)).points.available).toBe(0);
  await rule.end();
});

test('joined records are one customer: one card, one visit a day, one statement', async ({
  house,
}) => {
  const { itemId, owner } = await openShop(house);
  const card = await addCard(house, 4, { order: { per: 'piece', itemIds: [itemId] } });
  const [a, b] = [await signUp(house), await signUp(house)];
  await handOver(house, await order(house, a, 2));
  await handOver(house, await order(house, b, 2));
  await work(house, (tx) =>
    linkRecords(tx, {
      records: [a.recordId, b.recordId],
      kind: 'person',
      strength: 'strong',
      source: 'test',
    }),
  );
  expect(stampsOf(await seeValue(house, a), card.id).stamps).toBe(4);
  const { body } = await house.request(
    'GET',
    `/api/loyalty/customers/${formatId('record', b.recordId)}`,
    undefined,
    owner,
  );
  expect(stampsOf(body, card.id).stamps).toBe(4);
  const path = `/api/loyalty/cards/${card.id}/rewards`;
  const { status } = await house.request('POST', path, { choice: 'ten' }, b.headers);
  expect(status).toBe(201);
  expect(stampsOf(await seeValue(house, a), card.id).stamps).toBe(0);
});

test('before points expire she is told, a month and a week before, each once', async ({
  house,
}) => {
  const { owner } = await openShop(house);
  const mio = await signUp(house, 'mio@example.jp');
  const day = Temporal.Now.zonedDateTimeISO('Asia/Tokyo').startOfDay();
  const recordId = formatId('record', mio.recordId);
  for (const days of [7, 30]) {
    const expiresAt = day.add({ days, hours: 5 }).toInstant().toString();
    const body = { recordId, unit: 'points', amount: 100, reason: 'campaign', expiresAt };
    await house.request('POST', '/api/ledger/adjustments', body, owner);
  }
  await expiryNotices.run(house.db, {});
  await expiryNotices.run(house.db, {});
  const { rows } = await house.db.pool.query(
    "SELECT count(*)::int AS count FROM messages.message WHERE template = 'points_expiring' AND record_id = $1",
    [mio.recordId],
  );
  expect(rows[0].count).toBe(2);
  const { body } = await house.request('GET', '/api/ledger/liability', undefined, owner);
  const month = day.add({ days: 30 }).toPlainDate().toString().slice(0, 7);
  const row = body.months.find(
    (each: { unit: string; month: string }) => each.unit === 'points' && each.month === month,
  );
  expect(row.available).toBeGreaterThanOrEqual(100);
});

test('a stamp card goes from draft over approval and schedule to its end; who wrote it does not approve it', async ({
  house,
}) => {
  const { itemId, owner } = await openShop(house);
  const manager = await house.as('manager');
  const tomorrow = Temporal.Now.instant().add({ hours: 24 });
  const body = {
    code: `c-${newId().slice(-12)}`,
    nameJa: '春のカード',
    size: 3,
    terms: { order: { per: 'piece', itemIds: [itemId] } },
    rewards: [{ code: 'ten', titleJa: '10%引き', titleEn: '10% off', discountBp: 1000 }],
    validFrom: tomorrow.toString(),
    validUntil: tomorrow.add({ hours: 24 }).toString(),
    isDraft: true,
  };
  const post = (path: string, by: Record<string, string>, wish: object) =>
    house.request('POST', `/api/loyalty/cards${path}`, wish, by);
  expect((await post('', manager, { ...body, isDraft: false })).body.code).toBe(
    'loyalty.approval_needed',
  );
  const odd = { ...body, rewards: [{ code: 'x', titleJa: 'x', titleEn: 'x' }] };
  expect((await post('', manager, odd)).body.code).toBe('loyalty.card_odd');
  const backwards = { ...body, validUntil: Temporal.Now.instant().toString() };
  expect((await post('', manager, backwards)).body.code).toBe('loyalty.time_odd');
  const { body: card } = await post('', manager, body);
  expect(card).toMatchObject({ state: 'draft', phase: 'draft', isActive: false });
  expect(card.says[0].ja).toBe('「ラテ」の1点ごとに1個');
  const move = (by: Record<string, string>, to: string) => post(`/${card.id}/state`, by, { to });
  expect((await move(manager, 'approve')).body.code).toBe('loyalty.setting_state');
  expect((await move(manager, 'propose')).body.phase).toBe('proposed');
  expect((await move(manager, 'approve')).body.code).toBe('loyalty.approval_by_another');
  expect((await move(owner, 'approve')).body).toMatchObject({ phase: 'scheduled', isActive: true });
  // The next wording waits beside the one that is on, and its period is over once it counts.
  const put = (by: Record<string, string>, wish: object) =>
    house.request('PUT', `/api/loyalty/cards/${card.id}`, wish, by);
  const past = Temporal.Now.instant().subtract({ hours: 1 }).toString();
  const changed = { ...body, nameJa: '春のカード2', validFrom: null, validUntil: past };
  const { body: beside } = await put(manager, changed);
  expect(beside).toMatchObject({ nameJa: '春のカード', phase: 'scheduled', nextState: 'draft' });
  expect(beside.next.nameJa).toBe('春のカード2');
  await move(manager, 'propose');
  const { body: taken } = await move(owner, 'approve');
  expect(taken).toMatchObject({ nameJa: '春のカード2', phase: 'over', next: null });
  expect((await move(owner, 'end')).body.phase).toBe('ended');
  expect((await put(owner, body)).body.code).toBe('loyalty.setting_state');
});

test('a rule says what it meets, and an invitation still gives back after its rule was stopped', async ({
  house,
}) => {
  const { itemId, owner } = await openShop(house);
  const goods = await addRule(house, 'line', { itemIds: [itemId], points: 7 }, { nameJa: '七' });
  const read = async (kind: string, terms: object) => {
    const wish = { kind, terms, sampleMinor: 550 };
    return (await house.request('POST', '/api/loyalty/rules/read', wish, owner)).body;
  };
  const met = await read('line', { itemIds: [itemId], points: 3 });
  expect(met).toMatchObject({ sentenceJa: '「ラテ」、1点ごとに3ポイント', points: 3 });
  expect(met.conflicts).toMatchObject([{ id: goods.rule.id, nameJa: '七', how: 'adds' }]);
  const other = formatId('item', newId());
  expect((await read('line', { itemIds: [other], points: 3 })).conflicts).toEqual([]);
  await goods.end();
  const terms = { points: 50, newcomerPoints: 30, leastMinor: 500, perMemberMax: 3 };
  const rule = await addRule(house, 'invite', terms);
  expect((await read('invite', terms)).conflicts).toMatchObject([{ how: 'older_only' }]);
  const [inviter, friend] = [await signUp(house), await signUp(house)];
  const { body: code } = await house.request(
    'POST',
    '/api/loyalty/invites',
    undefined,
    inviter.headers,
  );
  await house.request('POST', '/api/loyalty/invites/accept', code, friend.headers);
  const orderId = await order(house, friend);
  await handOver(house, orderId);
  const points = async (member: Member) => (await seeValue(house, member)).points.available;
  expect([await points(inviter), await points(friend)]).toEqual([50, 35]);
  await rule.end();
  const { placeId } = await openShop(house);
  const lines = [{ line: 1, quantity: 1, disposition: 'restocked' }];
  const back = { placeId, reason: 'changed_mind', lines };
  await house.request('POST', `/api/orders/${orderId}/returns`, back, owner);
  await house.settle();
  expect([await points(inviter), await points(friend)]).toEqual([0, 0]);
});
