/** Published bugs of others in promotions, coupons and the tax on them, each tried here by its number. */
import { expect, test } from '#testing';
import { atTill, give, openStage, order, turnOn, usesOf } from './promotion-stage.ts';

type Tax = { readonly rateBp: number; readonly taxedMinor: number; readonly taxMinor: number };

test('BrainWise-DEV/POSNext#198: fifty checkouts at once with a coupon good for one make one order', async ({
  house,
}) => {
  const stage = await openStage(house, 'posnext-198');
  const promotionId = await turnOn(stage);
  const code = await give(stage, promotionId);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      order(stage, [code], index % 2 === 0 ? {} : atTill(stage)),
    ),
  );
  expect(answers.filter((each) => each.status === 201)).toHaveLength(1);
  expect(answers.filter((each) => each.body.code === 'offers.coupon_used')).toHaveLength(49);
  expect(await usesOf(stage, promotionId)).toHaveLength(1);
});

test('BrainWise-DEV/POSNext#194: a coupon for one use is used by a sale at the till as by an order on the web', async ({
  house,
}) => {
  const stage = await openStage(house, 'posnext-194');
  const code = await give(stage, await turnOn(stage));
  expect((await order(stage, [code], { ...atTill(stage), recordId: stage.hanako })).status).toBe(
    201,
  );
  const web = await order(stage, [code], { recordId: stage.hanako });
  expect(web).toMatchObject({ status: 409, body: { code: 'offers.coupon_used' } });
});

test('macrozheng/mall#1003: however many coupons, nobody pays less than nothing', async ({
  house,
}) => {
  const stage = await openStage(house, 'mall-1003', { cup: '300' });
  const codes = [await give(stage, await turnOn(stage)), await give(stage, await turnOn(stage))];
  const { status, body } = await order(stage, codes);
  expect([status, body.totalMinor]).toEqual([201, 0]);
});

test('medusajs/medusa#16595: uses that are given back while others are taken leave the budget exact', async ({
  house,
}) => {
  const stage = await openStage(house, 'medusa-16595');
  const promotionId = await turnOn(stage, { needsCoupon: false, budgetMinor: 2000, usesMax: 10 });
  const first = await Promise.all(Array.from({ length: 10 }, () => order(stage, [])));
  expect(first.map((each) => each.body.totalMinor)).toEqual(Array.from({ length: 10 }, () => 900));
  const over = await order(stage, []);
  expect(over.body.totalMinor).toBe(1100);
  const cancel = (id: string) =>
    house.request('POST', `/api/orders/${id}/state`, { to: 'cancelled' }, stage.owner);
  await Promise.all([
    ...first.slice(0, 5).map((each) => cancel(each.body.id)),
    ...Array.from({ length: 10 }, () => order(stage, [])),
  ]);
  await Promise.all(Array.from({ length: 10 }, () => order(stage, [])));
  const { body } = await house.request(
    'GET',
    `/api/offers/promotions/${promotionId}`,
    undefined,
    stage.owner,
  );
  expect(body).toMatchObject({ uses: 10, spentMinor: 2000 });
  const { rows } = await house.db.pool.query(
    'SELECT uses::int, spent_minor::int FROM offers.promotion_count WHERE uses > 0',
  );
  expect(rows).toContainEqual({ uses: 10, spent_minor: 2000 });
});

test('vendurehq/vendure#1466: a cancelled order does not count against what one customer may use', async ({
  house,
}) => {
  const stage = await openStage(house, 'vendure-1466');
  await turnOn(stage, { needsCoupon: false, usesPerCustomerMax: 1 });
  const hers = { recordId: stage.hanako };
  const first = await order(stage, [], hers);
  expect(first.body.totalMinor).toBe(900);
  expect((await order(stage, [], hers)).body.totalMinor).toBe(1100);
  await house.request(
    'POST',
    `/api/orders/${first.body.id}/state`,
    { to: 'cancelled' },
    stage.owner,
  );
  expect((await order(stage, [], hers)).body.totalMinor).toBe(900);
});

test('medusajs/medusa#15960: what each customer may use does not end the promotion for the next', async ({
  house,
}) => {
  const stage = await openStage(house, 'medusa-15960');
  await turnOn(stage, { needsCoupon: false, usesPerCustomerMax: 1 });
  const totals = [];
  for (const recordId of [stage.hanako, stage.taro, stage.hanako]) {
    totals.push((await order(stage, [], { recordId })).body.totalMinor);
  }
  expect(totals).toEqual([900, 900, 1100]);
});

test('medusajs/medusa PR 15396: a code that takes nothing off is not passed over in silence', async ({
  house,
}) => {
  const stage = await openStage(house, 'medusa-15396');
  const code = await give(stage, await turnOn(stage, { usesMax: 1 }), { count: 1, uses: 9 });
  expect((await order(stage, [code])).status).toBe(201);
  const refused = await order(stage, [code]);
  expect(refused).toMatchObject({ status: 409, body: { code: 'offers.uses_over' } });
});

test.for([
  ['EC-CUBE/ec-cube#6335 (4,050 less 2)', '2970', '1080', 2],
  ['EC-CUBE/ec-cube#6335 (920 less 92)', '165', '755', 92],
  ['EC-CUBE/ec-cube2 PR 762 (8,993 less 92)', '1595', '7398', 92],
  ['EC-CUBE/coupon-plugin#192 (mixed rates less 500)', '23650', '1208', 500],
] as const)(
  '%s: what the rates of the invoice sum to is what is paid, to the yen',
  async ([name, cup, tea, minor], { house }) => {
    const stage = await openStage(house, `tax-${cup}`, { cup, tea });
    const benefits = [
      { kind: 'off_order' as const, calculator: { kind: 'amount' as const, minor } },
    ];
    const code = await give(stage, await turnOn(stage, { benefits }));
    const lines = [stage.cup, stage.tea].map((itemId) => ({ itemId, quantity: 1 }));
    const placed = await order(stage, [code], { lines });
    const paid = Number(cup) + Number(tea) - minor;
    expect([name, placed.body.totalMinor]).toEqual([name, paid]);
    const { body } = await house.request(
      'GET',
      `/api/orders/${placed.body.id}`,
      undefined,
      stage.owner,
    );
    const taxes: Tax[] = body.taxes;
    expect(taxes.reduce((sum, each) => sum + each.taxedMinor, 0)).toBe(paid);
    for (const { rateBp, taxedMinor, taxMinor } of taxes) {
      expect(taxMinor).toBe(Math.floor((taxedMinor * rateBp) / (10_000 + rateBp)));
    }
  },
);

test('EC-CUBE/ec-cube#4268, #6091: tax is rounded once a rate and order, and the same on every paper', async ({
  house,
}) => {
  const stage = await openStage(house, 'eccube-4268', { cup: '117', tea: '113' });
  const code = await give(
    stage,
    await turnOn(stage, {
      benefits: [{ kind: 'off_lines', calculator: { kind: 'percent', bp: 1000 } }],
    }),
  );
  const lines = [
    { itemId: stage.cup, quantity: 7 },
    { itemId: stage.tea, quantity: 3 },
    { itemId: stage.cup, quantity: 2 },
  ];
  const placed = await order(stage, [code], { lines });
  const { body } = await house.request(
    'GET',
    `/api/orders/${placed.body.id}`,
    undefined,
    stage.owner,
  );
  const rows: { taxRateBp: number; amountMinor: number; discountMinor: number }[] = body.lines;
  const ofRate = (rateBp: number) =>
    rows
      .filter((each) => each.taxRateBp === rateBp)
      .reduce((sum, each) => sum + each.amountMinor - each.discountMinor, 0);
  expect(body.taxes).toEqual([
    { rateBp: 1000, taxedMinor: ofRate(1000), taxMinor: Math.floor(ofRate(1000) / 11) },
    { rateBp: 800, taxedMinor: ofRate(800), taxMinor: Math.floor((ofRate(800) * 8) / 108) },
  ]);
});

test.for([
  ['odoo/odoo#191983, PR 193522, PR 222759, OCA/l10n-japan PR 66', '13582', [2], 27_164, 2469],
  ['EC-CUBE/ec-cube#5478, PR 5382', '244', [2, 1], 732, 66],
] as const)(
  '%s: the tax of an invoice is taken once from the sum of its rate and rounded down',
  async ([name, cup, quantities, totalMinor, taxMinor], { house }) => {
    const stage = await openStage(house, `once-${cup}`, { cup });
    const lines = quantities.map((quantity) => ({ itemId: stage.cup, quantity }));
    const placed = await order(stage, [], { lines });
    const url = `/api/orders/${placed.body.id}`;
    const { body } = await house.request('GET', url, undefined, stage.owner);
    expect([name, body.taxes]).toEqual([
      name,
      [{ rateBp: 1000, taxedMinor: totalMinor, taxMinor }],
    ]);
  },
);

test('EC-CUBE/coupon-plugin#120: ten per cent of 4,559 is 455, rounded as the house rounds and not as chance has it', async ({
  house,
}) => {
  const stage = await openStage(house, 'coupon-120', { cup: '4559' });
  const benefits = [
    { kind: 'off_order' as const, calculator: { kind: 'percent' as const, bp: 1000 } },
  ];
  const code = await give(stage, await turnOn(stage, { benefits }));
  expect((await order(stage, [code])).body.totalMinor).toBe(4559 - 455);
});

test('a bundle that comes back piece by piece gives back what was paid for it, and not a yen more', async ({
  house,
}) => {
  const stage = await openStage(house, 'bundle-return', { cup: '1100', tea: '530' });
  await turnOn(stage, {
    needsCoupon: false,
    benefits: [
      {
        kind: 'buy_get',
        buy: { itemIds: [stage.cup] },
        buyPieces: 1,
        get: { itemIds: [stage.tea] },
        getPieces: 1,
        bp: 10_000,
      },
      { kind: 'n_for_m', of: { itemIds: [stage.cup] }, take: 2, pay: 1 },
    ],
  });
  const lines = [
    { itemId: stage.cup, quantity: 3 },
    { itemId: stage.tea, quantity: 2 },
  ];
  const sold = await order(stage, [], { ...atTill(stage), lines });
  expect(sold.status).toBe(201);
  let backMinor = 0;
  for (const [line, quantity] of [
    [1, 1],
    [2, 1],
    [1, 1],
    [2, 1],
    [1, 1],
  ]) {
    const wish = {
      placeId: stage.storeId,
      reason: 'changed_mind',
      lines: [{ line, quantity, disposition: 'restocked' }],
    };
    const taken = await house.request(
      'POST',
      `/api/orders/${sold.body.id}/returns`,
      wish,
      stage.owner,
    );
    expect(taken.status).toBe(201);
    expect(taken.body.totalMinor).toBeLessThanOrEqual(0);
    backMinor -= taken.body.totalMinor;
  }
  expect(backMinor).toBe(sold.body.totalMinor);
});
