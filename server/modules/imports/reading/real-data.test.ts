/** The published reference sets, whole. ENGAWA_DATA says where they are; without them a skip. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyMap } from './column-map.ts';
import type { OrderLineRow } from './fields/orders.ts';
import { inspectFile } from './inspect-file.ts';
import type { ImportKind, RowByKind } from './kinds.ts';
import { parseRow } from './parse-row.ts';
import { readRows } from './read-rows.ts';

const repository = join(import.meta.dirname, '../../../..');
const dataFolder = process.env.ENGAWA_DATA ?? join(repository, '../shared/data');
const hasData = existsSync(join(dataFolder, 'online-retail'));
if (!hasData) console.warn(`Skipped: no reference data in ${dataFolder} (set ENGAWA_DATA).`);

async function parseAll<Kind extends ImportKind>(
  kind: Kind,
  file: string,
  mapJson: unknown,
  onRow: (row: RowByKind[Kind]) => void,
): Promise<{ rowCount: number; refused: unknown[] }> {
  const path = join(dataFolder, file);
  const shape = await inspectFile(path);
  const map = applyMap(kind, shape.headers, mapJson);
  const refused: unknown[] = [];
  let rowCount = 0;
  for await (const chunk of readRows(path, shape)) {
    for (const raw of chunk) {
      const result = parseRow(kind, map, raw);
      rowCount += 1;
      if (result.ok) onRow(result.value);
      else refused.push(result);
    }
  }
  expect(rowCount).toBe(shape.rowCount);
  return { rowCount, refused };
}

/** Thousandths of a pound: every quantity is whole, prices have up to three decimals. */
function revenueOf({ quantity, unitPrice }: OrderLineRow): bigint {
  return quantity.units * unitPrice.units * 10n ** BigInt(3 - unitPrice.scale);
}

describe.skipIf(!hasData)('the reference data', () => {
  it('of a British web shop comes in to the penny', { timeout: 60_000 }, async () => {
    const invoices = new Set<string>();
    const customers = new Set<string>();
    let guests = 0;
    let cancelledLines = 0;
    let revenue = 0n;
    const map = { constants: { currency: 'GBP' }, timeZone: 'Europe/London' };
    const file = 'online-retail/online_retail_2010-12_2011-09.csv.gz';
    const { rowCount, refused } = await parseAll('orders', file, map, (line) => {
      invoices.add(line.orderNumber);
      if (line.customerKey === undefined) guests += 1;
      else customers.add(line.customerKey);
      if (line.isCancellation) cancelledLines += 1;
      revenue += revenueOf(line);
    });
    expect(refused).toEqual([]);
    expect({ rowCount, invoices: invoices.size, customers: customers.size }).toEqual({
      rowCount: 370_931,
      invoices: 18_786,
      customers: 3_658,
    });
    expect({ cancelledLines, guests }).toEqual({ cancelledLines: 6_652, guests: 98_056 });
    // Exactly 6,781,619.004: four lines cost a tenth of a penny.
    expect(revenue / 10n).toBe(678_161_900n);
  });

  it.each([
    ['customers', 'customer', 21_971],
    ['places', 'store', 53],
    ['products', 'product', 10_030],
  ] as const)('of a Japanese supermarket: all %s', async (kind, name, count) => {
    const file = `jp-retail-100knocks/${name}.csv.gz`;
    const { rowCount, refused } = await parseAll(kind, file, {}, () => undefined);
    expect(refused).toEqual([]);
    expect(rowCount).toBe(count);
  });

  it.each([
    ['products', 'connectors/ec-cube/product_import_shift_jis.csv', 3],
    ['products', 'connectors/shopify-product-csv/fashion.csv.gz', 5_024],
    ['products', 'connectors/shopify-product-csv/partners_apparel.csv', 22],
    ['customers', 'connectors/shopify-rest/customers_search.json', 1],
  ] as const)('of other systems is taken without loss: %s of %s', async (kind, file, count) => {
    const { rowCount, refused } = await parseAll(kind, file, {}, () => undefined);
    expect(refused).toEqual([]);
    expect(rowCount).toBe(count);
  });
});
