/** What the engine must reach on public sets with known truth. ENGAWA_DATA names their folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { matchTables } from './engine/match.ts';

const home = process.env.ENGAWA_DATA ?? '';
const isThere = home !== '' && existsSync(home);
if (!isThere) {
  console.warn(
    `ENGAWA_DATA (${home || 'not set'}) is no folder: no match on public data is measured.`,
  );
}

/** Simple CSV without quotes, as these files are. */
function readTable(path: string) {
  const text = gunzipSync(readFileSync(join(home, path)))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(',').map((cell) => cell.trim()));
  return { name: path, headers: head.split(',').map((cell) => cell.trim()), rows: () => [rows] };
}

describe.skipIf(!isThere)('on public data', () => {
  it('FEBRL3 reaches F1 0.998 with precision 0.999 at the default threshold', async () => {
    const table = readTable('er-people/febrl3.csv.gz');
    const result = await matchTables([table], { todayYear: 2026 });
    result.close();
    const personOf = (id: string) => id.split('-')[1];
    const right = result.pairs.filter(
      ({ leftId, rightId }) => personOf(leftId) === personOf(rightId),
    ).length;
    const found = result.pairs.length;
    expect(right / found).toBeGreaterThanOrEqual(0.999);
    expect((2 * right) / (found + 6_538)).toBeGreaterThanOrEqual(0.998);
  });

  it('of 30 customers with one name and postal code 20 are linked and 10 shown for review', async () => {
    const table = readTable('jp-retail-100knocks/customer.csv.gz');
    const result = await matchTables([table], { todayYear: 2026 });
    result.close();
    const rows = table.rows()[0] ?? [];
    const cell = (row: readonly string[], header: string) =>
      row[table.headers.indexOf(header)] ?? '';
    const alike = Map.groupBy(
      rows,
      (row) => `${cell(row, 'customer_name')} ${cell(row, 'postal_cd')}`,
    );
    const keyOf = (a: string, b: string) => [a, b].toSorted().join(' ');
    const linked = new Set(result.pairs.map(({ leftId, rightId }) => keyOf(leftId, rightId)));
    const reasons = new Map(
      result.review.map((pair) => [keyOf(pair.leftId, pair.rightId), pair.reason]),
    );
    const pairs = [...alike.values()].filter((group) => group.length === 2);
    const [same, other] = [true, false].map((isSame) =>
      pairs
        .filter(([a = [], b = []]) => (cell(a, 'birth_day') === cell(b, 'birth_day')) === isSame)
        .map(([a, b]) => keyOf(a?.[0] ?? '', b?.[0] ?? '')),
    );
    expect(same?.filter((key) => linked.has(key))).toHaveLength(20);
    expect(other?.filter((key) => linked.has(key))).toEqual([]);
    expect(other?.map((key) => reasons.get(key))).toEqual(Array(10).fill('contradiction'));
  });
});
