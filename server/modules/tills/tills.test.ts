// A till's day as the house hears it: late, twice, with another price, without a receipt.

import { createServer } from 'node:net';
import { afterAll, beforeAll, test } from 'vitest';
import { changeConsents, ensureRecords } from '#customers';
import { fixedClock } from '#kernel/clock';
import { formatId, newId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, type Json, openTestHouse, type TestHouse } from '#testing';
import { printReceipt } from './printing/jobs.ts';
import { printerAddressOf } from './printing/printer-address.ts';

const clock = fixedClock('2026-11-22T01:00:00Z');
let house: TestHouse & { drop(): Promise<void> };
let owner: { authorization: string };
let placeId: string;
let tea: string;
let bag: string;

beforeAll(async () => {
  house = await openTestHouse({ clock });
  owner = await house.as('owner');
  const made = async (path: string, body: object) => {
    const answer = await house.request('POST', path, body, owner);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return String(answer.body.id);
  };
  placeId = await made('/api/places', { code: 'till-shop', kind: 'store', nameJa: '本店' });
  const item = (code: string, amountMinor: number, taxClass: string) =>
    made('/api/catalog/items', { code, nameJa: code, taxClass, price: { amountMinor } });
  tea = await item('TEA', 540, 'reduced');
  bag = await item('BAG', 1100, 'standard');
}, 60_000);

afterAll(() => house.drop());

const entryId = () => formatId('tillEntry', newId());
const orderId = () => formatId('order', newId());

function entry<More extends object>(
  drawerId: string,
  kind: string,
  more: More,
  at = clock.now().toString(),
) {
  return { id: entryId(), drawerId, kind, at, tillAt: at, ...more };
}

function saleOf(lines: readonly object[], totalMinor: number, more: object = {}) {
  const payments = [{ method: 'cash', amountMinor: totalMinor, tenderedMinor: 10_000 }];
  return { sale: { orderId: orderId(), lines, payments, totalMinor, ...more } };
}

const teaLine = () => ({
  itemId: tea,
  name: '煎茶',
  quantity: 2,
  unitPriceMinor: 540,
  taxRateBp: 800,
});
const bagLine = (unitPriceMinor = 1100) => ({
  itemId: bag,
  name: '手提げ袋',
  quantity: 1,
  unitPriceMinor,
  taxRateBp: 1000,
});

async function tell(...entries: readonly object[]): Promise<Json> {
  const body = { placeId, till: 'レジ1', entries };
  const answer = await house.request('POST', '/api/tills/entries', body, owner);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.answers;
}

async function reportOf(drawerId: string): Promise<Json> {
  return (await house.request('GET', `/api/tills/drawers/${drawerId}/report`, undefined, owner))
    .body;
}

test('a sale on the card of somebody who had stopped every use is booked as nobody’s; one of before stays hers', async () => {
  const key = newId();
  const recordId = await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'stopped' }, [{ key }]);
    const id = made.get(key)?.recordId ?? '';
    await changeConsents(tx, [
      { recordId: id, purpose: 'service', decision: 'withdrawn', channel: 'web' },
    ]);
    return id;
  });
  const drawerId = formatId('drawer', newId());
  const sold = { recordId: formatId('record', recordId) };
  const before = clock.now().subtract({ minutes: 5 }).toString();
  const sales = [
    entry(drawerId, 'sale', saleOf([bagLine()], 1100, sold)),
    entry(drawerId, 'sale', saleOf([bagLine()], 1100, sold), before),
  ];
  const answers = await tell(entry(drawerId, 'opened', { amountMinor: 0 }, before), ...sales);
  expect(answers.map(({ outcome }: Json) => outcome)).toEqual(Array(3).fill('booked'));
  const ids = sales.map(({ sale }) => parseId('order', sale.orderId));
  const { rows } = await house.db.pool.query(
    'SELECT record_id FROM orders.order WHERE id = ANY ($1) ORDER BY array_position($1, id)',
    [ids],
  );
  expect(rows.map((row) => row.record_id)).toEqual([null, recordId]);
  expect(answers[1].conflicts).toEqual(['member_unknown']);
});

test('a day at the till from opening float to Z report: the sums are those of the orders', async () => {
  const drawerId = formatId('drawer', newId());
  const sale = entry(drawerId, 'sale', saleOf([teaLine(), bagLine()], 2180));
  const reduced = entry(
    drawerId,
    'sale',
    saleOf([{ ...bagLine(), discountMinor: 100, discountReason: 'damaged' }, teaLine()], 1980, {
      discountMinor: 100,
      discountReason: 'staff',
    }),
  );
  const answers = await tell(
    entry(drawerId, 'opened', { amountMinor: 30_000 }),
    sale,
    reduced,
    entry(drawerId, 'paid_out', { amountMinor: 500, reason: '切手' }),
  );
  expect(answers.map(({ outcome }: Json) => outcome)).toEqual(Array(4).fill('booked'));
  expect(answers[2]).toMatchObject({ totalMinor: 1980, conflicts: [] });
  const back = entry(drawerId, 'return', {
    return: {
      orderId: orderId(),
      ofOrderId: sale.sale.orderId,
      ofLines: [{ line: 1, quantity: 1, disposition: 'restocked' }],
      reason: 'changed_mind',
      refundAs: 'cash',
      totalMinor: -540,
    },
  });
  const blind = entry(drawerId, 'return', {
    return: {
      orderId: orderId(),
      lines: [{ ...bagLine(), disposition: 'damaged' }],
      reason: 'no_receipt',
      refundAs: 'cash',
      totalMinor: -1100,
    },
  });
  const taken = await tell(back, blind);
  expect(taken.map(({ outcome, totalMinor }: Json) => [outcome, totalMinor])).toEqual([
    ['booked', -540],
    ['booked', -1100],
  ]);
  const cash = 30_000 + 2180 + 1980 - 500 - 540 - 1100;
  await tell(entry(drawerId, 'closed', { amountMinor: cash - 20, pieces: { 1000: 32 } }));
  const report = await reportOf(drawerId);
  expect(report).toMatchObject({
    sales: 2,
    returns: 2,
    soldMinor: 4160,
    returnedMinor: -1640,
    netMinor: 2520,
    expectedMinor: cash,
    differenceMinor: -20,
    zNumber: 1,
    isBalanced: true,
    methods: [{ method: 'cash', amountMinor: 2520 }],
    discounts: [
      { reason: 'damaged', amountMinor: 100 },
      { reason: 'staff', amountMinor: 100 },
    ],
  });
  expect(report.taxes.reduce((sum: number, each: Json) => sum + each.taxedMinor, 0)).toBe(2520);
});

test('an entry told twice, at once or later, is one sale and answered the same', async () => {
  const drawerId = formatId('drawer', newId());
  await tell(entry(drawerId, 'opened', { amountMinor: 0 }));
  const sale = entry(drawerId, 'sale', saleOf([bagLine()], 1100));
  const [[first], [second], [third]] = await Promise.all([tell(sale), tell(sale), tell(sale)]);
  expect(second).toEqual(first);
  expect(third).toEqual(first);
  expect(await tell(sale)).toEqual([first]);
  expect(await reportOf(drawerId)).toMatchObject({ sales: 1, netMinor: 1100 });
});

test('a late sale has the price, tax and business day of when it happened, and a clock that was off is noted', async () => {
  const drawerId = formatId('drawer', newId());
  const at = '2026-11-20T14:30:00Z';
  const late = {
    ...entry(drawerId, 'sale', saleOf([bagLine(990)], 990), at),
    tillAt: '2026-11-20T16:30:00Z',
  };
  const [, answer] = await tell(entry(drawerId, 'opened', { amountMinor: 0 }, at), late);
  expect(answer).toMatchObject({ outcome: 'booked', totalMinor: 990 });
  expect(answer.conflicts).toEqual(['clock_differs']);
  const order = await house.request('GET', `/api/orders/${late.sale.orderId}`, undefined, owner);
  expect(order.body).toMatchObject({ businessDay: '2026-11-20', orderedAt: at, totalMinor: 990 });
  expect(order.body.lines[0].unitPrice).toBe('990');
});

test('what the house knows otherwise is booked and becomes a conflict until somebody settles it', async () => {
  const drawerId = formatId('drawer', newId());
  const unknown = {
    code: '4569951116179',
    name: '名前のない品',
    quantity: 1,
    unitPriceMinor: 300,
    taxRateBp: 1000,
  };
  const sale = entry(
    drawerId,
    'sale',
    saleOf([unknown, bagLine(1000)], 1300, { memberCode: 'M-UNKNOWN' }),
  );
  const [answer] = await tell(sale);
  expect(answer.outcome).toBe('booked');
  expect(answer.conflicts.toSorted()).toEqual([
    'drawer_unknown',
    'item_unknown',
    'member_unknown',
    'price_differs',
  ]);
  const list = async () =>
    (await house.request('GET', `/api/tills/conflicts?placeId=${placeId}`, undefined, owner)).body
      .conflicts;
  const mine = (await list()).filter(({ orderId: id }: Json) => id === sale.sale.orderId);
  expect(mine).toHaveLength(4);
  const url = `/api/tills/conflicts/${mine[0].id}/settlement`;
  expect((await house.request('POST', url, { settlement: '確認済み' }, owner)).status).toBe(200);
  expect((await house.request('POST', url, { settlement: '確認済み' }, owner)).body.code).toBe(
    'tills.conflict_unknown',
  );
  expect((await list()).map(({ id }: Json) => id)).not.toContain(mine[0].id);
});

test('what the books cannot take is parked whole, and a promise that is not given did not happen', async () => {
  const drawerId = formatId('drawer', newId());
  await tell(entry(drawerId, 'opened', { amountMinor: 0 }));
  const odd = entry(drawerId, 'sale', saleOf([bagLine()], 1000));
  const gift = {
    sale: {
      ...saleOf([bagLine()], 1100).sale,
      payments: [{ method: 'gift', giftCode: 'NOBODYS', amountMinor: 1100 }],
      isPromise: true,
    },
  };
  const [parked, refused] = await tell(odd, entry(drawerId, 'sale', gift));
  expect(parked).toMatchObject({ outcome: 'parked', conflicts: ['not_booked'] });
  expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'ledger.code_unknown' } });
  expect(await reportOf(drawerId)).toMatchObject({ sales: 0, parked: 1, netMinor: 0 });
  expect(await tell(odd)).toEqual([parked]);
});

test('one entry that cannot be right never keeps what comes behind it from being booked', async () => {
  const drawerId = formatId('drawer', newId());
  const first = entry(drawerId, 'sale', saleOf([bagLine()], 1100));
  const { orderId: id } = first.sale;
  const blind = { reason: 'no_receipt', refundAs: 'cash', totalMinor: -1100 };
  const answers = await tell(
    entry(drawerId, 'opened', { amountMinor: 0 }),
    first,
    // Other sales and returns under the id of one that was booked.
    entry(drawerId, 'sale', { sale: { ...first.sale } }),
    entry(drawerId, 'return', {
      return: { ...blind, orderId: id, lines: [{ ...bagLine(), disposition: 'kept' }] },
    }),
    entry(drawerId, 'return', { return: { ...blind, orderId: id, ofOrderId: id } }),
    entry(drawerId, 'sale', {}),
    entry(drawerId, 'return', {}),
    entry(drawerId, 'sale', saleOf([bagLine()], 1100)),
  );
  expect(answers.map((each: Json) => each.refusal?.code ?? each.outcome)).toEqual([
    'booked',
    'booked',
    'orders.id_taken',
    'orders.id_taken',
    'orders.id_taken',
    'tills.entry_incomplete',
    'tills.entry_incomplete',
    'booked',
  ]);
  expect(await reportOf(drawerId)).toMatchObject({ sales: 2, parked: 5, netMinor: 2200 });
});

test('what the till gave up while the answer was open is given back, or never booked', async () => {
  const drawerId = formatId('drawer', newId());
  await tell(entry(drawerId, 'opened', { amountMinor: 0 }));
  const came = entry(drawerId, 'sale', saleOf([bagLine()], 1100));
  const lost = entry(drawerId, 'sale', saleOf([bagLine()], 1100));
  await tell(came);
  await tell(
    entry(drawerId, 'withdrawn', { withdraws: came.id }),
    entry(drawerId, 'withdrawn', { withdraws: lost.id }),
  );
  expect((await tell(lost))[0].outcome).toBe('withdrawn');
  expect(await reportOf(drawerId)).toMatchObject({
    sales: 1,
    returns: 1,
    netMinor: 0,
    isBalanced: true,
  });
});

test('a till tells as the device it is, for its own place only', async () => {
  const device = { kind: 'tablet', placeId, name: 'レジ2' };
  const { body: made } = await house.request('POST', '/api/devices', device, owner);
  const { body: enrolled } = await house.request('POST', '/api/devices/enrol', { code: made.code });
  const till = { authorization: `Bearer ${enrolled.token}` };
  const drawerId = formatId('drawer', newId());
  const body = { placeId, till: 'レジ2', entries: [entry(drawerId, 'opened', { amountMinor: 1 })] };
  expect((await house.request('POST', '/api/tills/entries', body, till)).status).toBe(200);
  expect((await house.request('POST', '/api/tills/entries', body)).status).toBe(403);
  const other = { ...body, placeId: formatId('place', newId()) };
  expect((await house.request('POST', '/api/tills/entries', other, till)).status).toBe(403);
});

test('the whole catalogue comes in pages with the prices that can hold, and then what changed', async () => {
  const read = async (more = '') =>
    (await house.request('GET', `/api/tills/catalog?placeId=${placeId}${more}`, undefined, owner))
      .body;
  const page = await read();
  const rows = page.rows.split('\n').map((row: string) => row.split('\t'));
  const row = rows.find(([id]: string[]) => id === bag);
  expect(row.slice(1, 9)).toEqual(['BAG', '', 'BAG', '', '', 'se-1-', '1', '1100']);
  // Its product, without category and brand.
  expect(row.slice(9)).toEqual([expect.stringMatching(/^[A-Za-z0-9+/]{22} {2}$/)]);
  expect(page.next).toBeNull();
  const { now } = (
    await house.request('GET', `/api/tills/head?placeId=${placeId}`, undefined, owner)
  ).body;
  clock.move({ hours: 1 });
  const since = `&since=${clock.now().toString()}`;
  expect((await read(since)).rows).toBe('');
  const price = { amountMinor: 1200, validFrom: clock.now().add({ hours: 24 }).toString() };
  const changed = await house.request('PUT', `/api/catalog/items/${bag}/price`, price, owner);
  expect(changed.status, JSON.stringify(changed.body)).toBeLessThan(300);
  const [after = []] = (await read(since)).rows.split('\n').map((each: string) => each.split('\t'));
  expect(after[8]).toBe(
    `1200,${Temporal.Instant.from(price.validFrom).epochMilliseconds / 1000},,;1100`,
  );
  expect(now).toBeDefined();
});

test('a receipt is a picture by its secret address, and waits for a printer that is off until it asks', async () => {
  const drawerId = formatId('drawer', newId());
  const sale = entry(drawerId, 'sale', saleOf([teaLine()], 1080));
  await tell(sale);
  const { orderId: id } = sale.sale;
  const get = async (url: string, headers = {}) => house.request('GET', url, undefined, headers);
  const { path } = (await get(`/api/tills/receipts/${id}/address`, owner)).body;
  const picture = await get(path);
  expect(picture.headers['content-type']).toContain('image/svg+xml');
  expect(picture.body.replaceAll(/<[^>]*>/g, '')).toContain('煎茶');
  expect((await get(`/api/tills/receipts/${id}?token=wrong`)).status).toBe(404);
  const jobs = { placeId, printer: 'front', orderId: id };
  expect((await house.request('POST', '/api/tills/print-jobs', jobs, owner)).status).toBe(201);
  const list = `/api/tills/print-jobs?placeId=${placeId}&printer=front`;
  const waiting = await get(list, owner);
  expect(waiting.body.jobs).toMatchObject([{ orderId: id, state: 'waiting', attempts: 0 }]);
  const { printerPath } = waiting.body;
  const poll = await house.request('POST', printerPath, {});
  expect(poll.body).toMatchObject({ jobReady: true });
  expect((await get(printerPath)).headers['content-type']).toBe('application/vnd.star.starprnt');
  const confirm = `${printerPath}&token=${poll.body.jobToken}`;
  expect((await house.request('DELETE', confirm)).status).toBe(200);
  expect((await house.request('DELETE', confirm)).status).toBe(200);
  expect((await get(list, owner)).body.jobs).toEqual([]);
  expect((await house.request('POST', printerPath, {})).body).toEqual({ jobReady: false });
  expect((await house.request('POST', `${printerPath}x`, {})).status).toBe(403);

  // Fetched and not confirmed: it may be on paper, so the printer is not given it again; somebody says which.
  const left = await house.request('POST', '/api/tills/print-jobs', jobs, owner);
  const { jobId } = left.body;
  const jobsNow = async () => (await get(list, owner)).body.jobs;
  const again = await house.request('POST', printerPath, {});
  const part = `${printerPath}&token=${again.body.jobToken}`;
  // In one turn it asks for what it did not get whole, a few times.
  const fetches = [await get(part), await get(part), await get(part), await get(part)];
  expect(fetches.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
  expect((await house.request('POST', printerPath, {})).body).toEqual({ jobReady: false });
  expect((await get(printerPath)).status).toBe(404);
  expect(await jobsNow()).toMatchObject([{ jobId, state: 'sending', attempts: 3 }]);
  // It says itself that it ran out of paper over it.
  expect((await house.request('DELETE', `${part}&code=410%20NG`)).status).toBe(200);
  expect(await jobsNow()).toMatchObject([{ state: 'uncertain', failure: 'no_paper' }]);
  expect((await house.request('POST', printerPath, {})).body).toEqual({ jobReady: false });
  const say = (word: string) =>
    house.request('POST', `/api/tills/print-jobs/${jobId}/${word}`, { placeId }, owner);
  expect((await say('retry')).status).toBe(200);
  expect(await jobsNow()).toMatchObject([{ state: 'waiting', failure: null, attempts: 3 }]);
  expect((await get(printerPath)).status).toBe(200);
  expect((await say('came-out')).status).toBe(200);
  expect((await say('came-out')).body.code).toBe('tills.job_unknown');
  expect(await jobsNow()).toEqual([]);
});

/** A network printer: says how it is when it is asked, and keeps what is printed. */
async function openPrinter(ports: readonly number[]) {
  const state = { printer: 0x12, paper: 0x12, printed: [] as Buffer[], breaks: false };
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => {
      const isAsked = chunk[0] === 0x10 && chunk[1] === 0x04;
      if (isAsked) {
        socket.write(Buffer.of(state.printer, state.paper));
      } else {
        chunks.push(chunk);
        if (state.breaks) {
          state.printed.push(chunk);
          socket.resetAndDestroy();
        }
      }
    });
    socket.on('end', () => {
      if (chunks.length > 0) {
        state.printed.push(Buffer.concat(chunks));
      }
      socket.end();
    });
    socket.on('error', () => undefined);
  });
  const listen = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => resolve(port));
    });
  let port: number | undefined;
  for (const each of ports) {
    port ??= await listen(each);
  }
  if (port === undefined) {
    throw new Error(`none of the ports ${ports.join(', ')} is free`);
  }
  return { port, state, close: () => new Promise((resolve) => server.close(resolve)) };
}

test('a network printer that is off, out of paper and on again: the receipt waits with why, is printed once, or given up', async () => {
  // Nobody listens there any more.
  const { port, close } = await openPrinter([9102, 9103, 9104, 9105, 9106, 9107, 9108, 9109]);
  await close();
  const name = 'counter';
  const added = await house.request(
    'POST',
    '/api/devices',
    { kind: 'printer', placeId, name },
    owner,
  );
  const desired = { host: '127.0.0.1', port };
  const path = `/api/devices/${added.body.device.id}/desired`;
  expect((await house.request('PUT', path, { desired }, owner)).status).toBe(200);
  const sale = entry(formatId('drawer', newId()), 'sale', saleOf([teaLine()], 1080));
  await tell(sale);
  const leave = async () => {
    const job = { placeId, printer: name, orderId: sale.sale.orderId };
    return (await house.request('POST', '/api/tills/print-jobs', job, owner)).body.jobId as string;
  };
  const print = (jobId: string) =>
    printReceipt.run(house.db, { jobId }).then(
      () => 'printed',
      (error: Error) => error.message.split(': ')[1],
    );
  const waiting = async () => {
    const list = `/api/tills/print-jobs?placeId=${placeId}`;
    const { jobs } = (await house.request('GET', list, undefined, owner)).body;
    return jobs.map(({ failure }: { failure: string | null }) => failure);
  };
  const jobId = await leave();
  expect(await print(jobId)).toBe('unreachable');
  expect(await waiting()).toEqual(['unreachable']);
  const printer = await openPrinter([port]);
  try {
    printer.state.paper = 0x72;
    expect(await print(jobId)).toBe('no_paper');
    printer.state.paper = 0x12;
    printer.state.printer = 0x1a;
    expect(await print(jobId)).toBe('not_ready');
    expect(await waiting()).toEqual(['not_ready']);
    printer.state.printer = 0x12;
    const again = `/api/tills/print-jobs/${jobId}/retry`;
    expect((await house.request('POST', again, { placeId }, owner)).status).toBe(200);
    expect(await waiting()).toEqual([null]);
    expect(await print(jobId)).toBe('printed');
    // Run once more by a worker that was killed: it is printed already.
    expect(await print(jobId)).toBe('printed');
    expect(printer.state.printed).toHaveLength(1);
    // 合計 in Shift_JIS, and a cut.
    expect(printer.state.printed[0]?.includes(Buffer.of(0x8d, 0x87, 0x8c, 0x76))).toBe(true);
    const other = await leave();
    const giveUp = `/api/tills/print-jobs/${other}/give-up`;
    expect((await house.request('POST', giveUp, { placeId }, owner)).status).toBe(200);
    expect(await print(other)).toBe('printed');
    expect(printer.state.printed).toHaveLength(1);
    expect(await waiting()).toEqual([]);
    // The line breaks over it: it may be printed. No worker sends it again, only somebody who looked.
    printer.state.breaks = true;
    const broken = await leave();
    expect(await print(broken)).toBe('printed');
    expect(await print(broken)).toBe('printed');
    expect(printer.state.printed).toHaveLength(2);
    const list = `/api/tills/print-jobs?placeId=${placeId}`;
    const { body } = await house.request('GET', list, undefined, owner);
    expect(body.jobs).toMatchObject([{ jobId: broken, state: 'uncertain', attempts: 1 }]);
    printer.state.breaks = false;
    const renew = `/api/tills/print-jobs/${broken}/retry`;
    expect((await house.request('POST', renew, { placeId }, owner)).status).toBe(200);
    expect(await print(broken)).toBe('printed');
    expect(printer.state.printed).toHaveLength(3);
    expect(await waiting()).toEqual([]);
  } finally {
    await printer.close();
  }
});

test('the house prints on addresses of shops only', () => {
  const at = (host: unknown, port?: unknown) =>
    printerAddressOf({ host, ...(port === undefined ? {} : { port }) });
  expect(at('192.168.0.50')).toEqual({ host: '192.168.0.50', port: 9100, speech: 'escpos' });
  expect(at('fd00::5', 9101)).toMatchObject({ port: 9101 });
  for (const [host, port] of [
    ['8.8.8.8'],
    ['printer.example.jp'],
    ['169.254.169.254'],
    ['10.0.0.1', 80],
    [7],
  ]) {
    expect(at(host, port)).toBeUndefined();
  }
});

test('gift cards sold at the counter, and those taken back, are in the drawer once, by the money that was seen', async () => {
  const drawerId = formatId('drawer', newId());
  await tell(entry(drawerId, 'opened', { amountMinor: 10_000 }));
  const sell = async (amountMinor: number, method: string) => {
    const saleId = orderId();
    const sale = { saleId, placeId, amountMinor, count: 2, payment: { method } };
    const sold = await house.request('POST', '/api/gifts/cards', sale, owner);
    expect(sold.status, JSON.stringify(sold.body)).toBe(201);
    return saleId;
  };
  const counted = (of: string, totalMinor: number) =>
    entry(drawerId, 'counted', { counted: { orderId: of, totalMinor } });
  const byCash = await sell(3000, 'cash');
  const byCard = await sell(5000, 'card');
  const first = counted(byCash, 6000);
  const answers = await tell(first, counted(byCard, 9999), first, counted(byCash, 6000));
  expect(answers.map(({ outcome }: Json) => outcome)).toEqual([
    'booked',
    'booked',
    'booked',
    'parked',
  ]);
  expect(answers[1].conflicts).toEqual(['total_differs']);
  expect(answers[3].refusal.code).toBe('tills.order_counted');
  const given = await house.request(
    'POST',
    '/api/gifts/cards/void',
    { saleId: byCash, placeId },
    owner,
  );
  expect(given.body.totalMinor).toBe(-6000);
  await tell(counted(given.body.orderId, -6000));
  expect(await reportOf(drawerId)).toMatchObject({
    sales: 2,
    returns: 1,
    netMinor: 10_000,
    methods: [
      { method: 'card', amountMinor: 10_000 },
      { method: 'cash', amountMinor: 0 },
    ],
    expectedMinor: 10_000,
    isBalanced: true,
  });
  const elsewhere = entry(drawerId, 'counted', {
    counted: { orderId: formatId('order', newId()), totalMinor: 1 },
  });
  const [unknown] = await tell(elsewhere);
  expect(unknown.refusal.code).toBe('tills.order_unknown');
});
