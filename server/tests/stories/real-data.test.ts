import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeHome, type RealServer, startServer } from '../support/real-server.ts';
import {
  dataLacking,
  files,
  importByCli,
  listRejectedRows,
  writeBritishMap,
  writeBroken,
} from './real-data.ts';

if (dataLacking !== undefined) {
  console.warn(`Skipped: ${dataLacking}.`);
}

describe.skipIf(dataLacking !== undefined)('real data', { timeout: 120_000 }, () => {
  const { home, remove } = makeHome('real-data');
  const outside = makeHome('real-data-files');
  let server: RealServer;
  let owner: { authorization: string };
  let map: string;

  beforeAll(async () => {
    map = writeBritishMap(outside.home);
    server = await startServer({ home });
    owner = await server.signIn();
  });
  afterAll(async () => {
    await server.stop();
    await remove();
    await outside.remove();
  });
  const get = async (path: string) => (await server.request('GET', path, undefined, owner)).body;

  // A web shop of 370,931 lines comes in whole in tests/proofs/real-data.prove.ts.
  test('the customers, products and stores of a Japanese chain come in whole', async () => {
    const counts: Record<string, object> = {};
    for (const [kind, file] of [
      ['places', files.stores],
      ['products', files.products],
      ['customers', files.customers],
    ] as const) {
      const words = [kind, file, '--source', 'knocks'];
      const first = (await importByCli(home, words)).answer;
      const second = (await importByCli(home, words)).answer;
      counts[kind] = {
        accepted: first.accepted,
        rejected: first.rejected,
        acceptedAgain: second.accepted,
        unchanged: second.unchanged,
      };
    }
    const whole = (rows: number) => ({
      accepted: rows,
      rejected: 0,
      acceptedAgain: 0,
      unchanged: rows,
    });
    expect(counts).toEqual({
      places: whole(53),
      products: whole(10_030),
      customers: whole(21_971),
    });
    // One of each, as the file has it.
    const { items } = await get('/api/catalog/items?q=P040101001');
    expect(items[0]).toMatchObject({ code: 'P040101001', price: { amountMinor: 198 } });
    const name = encodeURIComponent('大野 あや子');
    expect((await get(`/api/customers?q=${name}`)).customers).toHaveLength(1);
    const { places } = await get('/api/places');
    const store = places.find((each: { name: { ja: string } }) => each.name.ja === '千草台店');
    expect(store).toMatchObject({ kind: 'store' });
  });

  test('of a file with one row in a hundred broken the others are kept, each broken one is listed', async () => {
    const file = writeBroken(outside.home, 20_000);
    const words = ['orders', file.path, '--map', map, '--source', 'broken'];
    const { answer } = await importByCli(home, words);
    expect(file.broken.size).toBe(200);
    expect(answer).toMatchObject({ rows: 20_000, accepted: 19_800, rejected: 200 });
    const [run] = (await get('/api/imports?limit=1')).imports;
    expect(run.totals.netMinor).toBe(Math.round(file.keptThousandths / 10));
    const rejected = await listRejectedRows(server, owner, run.id);
    expect(rejected.map((each) => each.row)).toEqual([...file.broken]);
    expect(new Set(rejected.map((each) => each.column))).toEqual(
      new Set(['Quantity', 'UnitPrice', 'InvoiceDate', 'InvoiceNo']),
    );
  });
});
