/** The real house obeys its architecture, and each rule is shown to refuse an invented house that does not. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tiers as realTiers } from '../modules.ts';
import { checkArchitecture, checkForeignKeys } from './checks/architecture.ts';
import { describeViolations, isGenerated, readTree } from './checks/source.ts';

const serverFolder = join(import.meta.dirname, '..');
const tiers = { kernel: 0, places: 1, stock: 3, ledger: 3, orders: 5 };

function refusals(files: Record<string, string>): string[] {
  return describeViolations(checkArchitecture(new Map(Object.entries(files)), tiers));
}

function keyRefusals(sql: string): string[] {
  return describeViolations(checkForeignKeys(new Map([['database/0001.sql', sql]]), tiers));
}

describe('the house as it stands', () => {
  const tree = readTree(serverFolder, (path) => /\.(tsx?|sql)$/.test(path) && !isGenerated(path));

  test('calls down, announces up, and keeps SQL where it belongs', () => {
    expect(tree.size).toBeGreaterThan(10);
    expect(describeViolations(checkArchitecture(tree, realTiers))).toEqual([]);
  });

  test('has foreign keys that point to the same tier or down', () => {
    expect([...tree.keys()].some((path) => path.startsWith('database/migrations/'))).toBe(true);
    expect(describeViolations(checkForeignKeys(tree, realTiers))).toEqual([]);
  });
});

describe('imports', () => {
  test('an invented house in order is accepted', () => {
    expect(
      refusals({
        'modules/orders/place-order.ts': `
          import { now } from '#kernel/clock';
          import { hold } from '#stock';
          import type { StockMoved } from '#events/stock';
          import { insert } from './store.ts';`,
        'modules/stock/listeners.ts': `import { orderPlaced } from '#events/orders';`,
        'modules/stock/events.ts': `import { Type } from 'typebox'; import { event } from '#kernel/events';`,
        'modules/stock/hold.test.ts': `import { house } from '#testing';`,
        'kernel/clock.ts': `import { log } from './log.ts'; import { x } from '#kernel/ids';`,
        'main.ts': `import { orders } from '#orders';`,
        'modules.ts': `import { routes } from './modules/orders/routes.ts';`,
      }),
    ).toEqual([]);
  });

  test.each([
    ['a value', `import { placeOrder } from '#orders';`],
    ['a type', `import type { Order } from '#orders';`],
    ['a re-export', `export { placeOrder } from '#orders';`],
    ['a whole re-export', `export * from '#orders';`],
    ['a dynamic import', `const orders = await import('#orders');`],
    ['a type query', `export type Order = import('#orders').Order;`],
  ])('upward, as %s, is refused with what to do instead', (_kind, source) => {
    expect(refusals({ 'modules/stock/hold.ts': `\n${source}` })).toEqual([
      'modules/stock/hold.ts:2 stock (tier 3) imports upward from orders (tier 5). Emit an event that orders hears, or declare a port in stock that orders implements and server/modules.ts wires.',
    ]);
  });

  test('between modules of one tier are refused', () => {
    expect(refusals({ 'modules/stock/hold.ts': `import { post } from '#ledger';` })).toEqual([
      expect.stringContaining('both of tier 3'),
    ]);
  });

  test.each(['#ledger/store', '#events/ledger/inner'])('deep as %s is refused', (specifier) => {
    expect(refusals({ 'modules/orders/pay.ts': `import { x } from '${specifier}';` })).toEqual([
      `modules/orders/pay.ts:1 "${specifier}" is a deep import. Import "#ledger" to call or "#events/ledger" to hear; export what you need there.`,
    ]);
  });

  test('that climb out of a module are refused, and the door to take is named', () => {
    expect(
      refusals({
        'modules/orders/pay.ts': `import { x } from '../ledger/store.ts';`,
        'modules/orders/kitchen/cook.ts': `import { x } from '../../../kernel/clock.ts';`,
        'modules/orders/late.ts': `import { x } from '../../tests/support/index.ts';`,
        'tests/story.test.ts': `import { x } from '../modules/stock/store.ts';`,
      }),
    ).toEqual([
      expect.stringContaining('leaves modules/orders/. Import "#ledger" instead'),
      expect.stringContaining('leaves modules/orders/. Import "#kernel/clock" instead'),
      expect.stringContaining('leaves modules/orders/. Move what both need into the kernel'),
      expect.stringContaining('behind the door of modules/stock/. Import "#stock" instead'),
    ]);
  });

  test('of a module by the kernel are refused, in whatever spelling', () => {
    expect(
      refusals({
        'kernel/http.ts': `import { x } from '#places'; import { y } from '#events/places';`,
        'kernel/jobs.ts': `import { x } from '../modules/places/index.ts';`,
      }),
    ).toEqual([
      expect.stringContaining('The kernel imports "#places", but it knows no module'),
      expect.stringContaining('The kernel imports "#events/places", but it knows no module'),
      expect.stringContaining('leaves kernel/'),
    ]);
  });

  test('of test support by the product, of oneself by the front door, and of nothing known are refused', () => {
    expect(
      refusals({
        'modules/stock/hold.ts': `import '#testing'; import '#stock'; import '#stonk';`,
      }),
    ).toEqual([
      expect.stringContaining('"#testing" is for tests'),
      expect.stringContaining('stock imports its own front door'),
      expect.stringContaining('"#stonk" names no module'),
    ]);
  });

  test('of anything but the kernel are refused in events.ts', () => {
    expect(
      refusals({
        'modules/orders/events.ts': `import './schemas.ts'; import '#stock'; import '#events/stock';`,
      }),
    ).toHaveLength(3);
  });

  test('are not looked at in a module that has no tier: it needs one first', () => {
    expect(refusals({ 'modules/rides/index.ts': `import '#orders';` })).toEqual([
      'modules/rides/index.ts:1 The module "rides" has no tier. Give it one in server/modules.ts.',
    ]);
  });
});

describe('SQL', () => {
  const ownSql = 'const s = statement(`SELECT id FROM stock.level AS l WHERE l.id = $1`);';

  test.each(['store.ts', 'views.ts', 'store-holds.ts', 'store/holds.ts'])(
    'of the own schema may stand in %s',
    (name) => {
      expect(refusals({ [`modules/stock/${name}`]: ownSql })).toEqual([]);
    },
  );

  test('anywhere else is refused, with the place it belongs to', () => {
    expect(refusals({ 'modules/stock/hold.ts': ownSql })).toEqual([
      "modules/stock/hold.ts:1 SQL stands in hold.ts. Move the statement to modules/stock/store.ts (or views.ts for one screen's query) and call it from the use case.",
    ]);
  });

  test.each(['routes.ts', 'holds.routes.ts'])('in %s is refused', (name) => {
    expect(refusals({ [`modules/stock/${name}`]: ownSql })).toEqual([
      expect.stringContaining('SQL stands in a routes file. Routes parse, make one call and shape'),
    ]);
  });

  test.each([
    ['a join', 'SELECT * FROM stock.level l JOIN orders.line o ON o.item = l.item'],
    ['a write', 'UPDATE orders.order SET state = 1'],
    ['an insert', 'insert into orders.line (id) select id from stock.level'],
    ['a function', 'SELECT orders.next_number() FROM stock.level'],
    ['a table whose alias is the schema', 'SELECT orders.id FROM orders.order orders'],
  ])('that reaches another schema by %s is refused', (_kind, sql) => {
    expect(refusals({ 'modules/stock/store.ts': `const s = \`${sql}\`;` })).toEqual([
      'modules/stock/store.ts:1 SQL of stock names the schema "orders". Ask "#orders" for a narrow answer when it is below, or keep what you need from its events.',
    ]);
  });

  test('may use functions and collations of the kernel, but not its tables', () => {
    const inStore = (sql: string) =>
      refusals({ 'modules/stock/store.ts': `const s = \`${sql}\`;` });
    expect(inStore('SELECT kernel.now() FROM stock.level ORDER BY name COLLATE kernel.ja')).toEqual(
      [],
    );
    expect(inStore('SELECT id FROM kernel.event WHERE id = $1')).toEqual([
      expect.stringContaining('Call what "#kernel/…" exports instead'),
    ]);
    expect(inStore('INSERT INTO kernel.event(id) VALUES ($1)')).toHaveLength(1);
  });

  test('with a filled-in part is still read', () => {
    const source = `const s = \`SELECT $\{columns} FROM ledger.account WHERE id = $1\`;`;
    expect(refusals({ 'modules/stock/store.ts': source })).toHaveLength(1);
  });

  test("in a comment, in a quoted value, under an alias, or in a test is nobody's business", () => {
    expect(
      refusals({
        'modules/stock/store.ts': `
          const a = "SELECT 1 FROM stock.level -- unlike orders.line";
          const b = "SELECT 1 FROM stock.level WHERE kind = 'orders.line'";
          const c = "WITH orders AS (SELECT 1 AS id) SELECT orders.id FROM stock.level, orders";`,
        'modules/stock/store.test.ts': 'const s = `SELECT 1 FROM orders.line`;',
      }),
    ).toEqual([]);
  });

  test('is not seen in an English sentence', () => {
    expect(
      refusals({
        'modules/stock/errors.ts': `const sentence = 'Select an item from the list, or update it and join the queue.';`,
      }),
    ).toEqual([]);
  });
});

describe('foreign keys', () => {
  test('down or within a tier are accepted', () => {
    expect(
      keyRefusals(`
        CREATE TABLE orders.line (id text, item text REFERENCES stock.item, place text references places.place(id));
        ALTER TABLE ONLY stock.level ADD FOREIGN KEY (account) REFERENCES ledger.account (id);
        GRANT SELECT, REFERENCES ON stock.level TO engawa_app;`),
    ).toEqual([]);
  });

  test('up are refused with the tiers and the way out', () => {
    expect(
      keyRefusals(`CREATE TABLE orders.line (id text);
        CREATE TABLE IF NOT EXISTS stock.level (
          id text,
          reason text REFERENCES orders.line (id)
        );`),
    ).toEqual([
      'database/0001.sql:4 The foreign key from stock.level (tier 3) points up to orders.line (tier 5). Keep the id without a foreign key, or let orders.line point down to stock.level.',
    ]);
  });

  test('that do not name their schemas, or name no module, are refused', () => {
    expect(keyRefusals('CREATE TABLE level (id text REFERENCES item (id));')).toEqual([
      expect.stringContaining('does not say both schemas'),
    ]);
    expect(keyRefusals('CREATE TABLE stock.level (id text REFERENCES shop.item (id));')).toEqual([
      expect.stringContaining('"shop" is no module'),
    ]);
  });
});
