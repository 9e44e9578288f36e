// Whether what the database holds agrees: orders with their lines, holds, payments, records and moments. Asked
// as the owner in SQL of its own, so that the server's own proofs are not what they prove.
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#kernel/db';
import { parseId } from '#kernel/ids';
import { openKeyStore } from '#kernel/key-store';
import { silentLogger } from '#kernel/logger';
import { transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { proveStock } from '#stock';
import { ask, databaseUrlOf } from '../support/real-server.ts';
import type { OrderBody } from '../support/real-shop.ts';

type Known = { readonly body: OrderBody };

export type Books = { readonly stored: number; readonly differences: readonly string[] };

/** Nothing but `known` may be stored, all of `mustBe` has to be. */
export async function checkBooks(
  url: string,
  { known, mustBe }: { readonly known: readonly Known[]; readonly mustBe: readonly Known[] },
): Promise<Books> {
  await untilStamped(url);
  const differences: string[] = [];
  const rows = await ask<StoredOrder>(url, storedOrders);
  const stored = new Map(rows.map((row) => [row.id, row]));
  const bodies = new Map(known.map((each) => [parseId('order', each.body.id), each.body]));
  const lost = mustBe.filter((each) => !stored.has(parseId('order', each.body.id)));
  if (lost.length > 0) {
    differences.push(
      `${lost.length} acknowledged orders are not stored, ${lost[0]?.body.id} first`,
    );
  }
  for (const row of rows) {
    const body = bodies.get(row.id);
    if (body === undefined) {
      differences.push(`${row.id} is stored but was never sent`);
    } else if (row.lines !== linesOf(body)) {
      differences.push(`${row.id} has the lines ${row.lines}, sent were ${linesOf(body)}`);
    }
  }
  for (const [sentence, text] of Object.entries(mustBeEmpty)) {
    const found = await ask<Record<string, unknown>>(url, text);
    if (found.length > 0) {
      differences.push(`${sentence}: ${JSON.stringify(found.slice(0, 3))}`);
    }
  }
  return { stored: rows.length, differences };
}

/** What the house's own proofs of stock and ledger find; the queries below stand beside them. */
export async function runOwnProofs(home: string): Promise<string[]> {
  const db = await openDatabase({
    url: databaseUrlOf(home),
    log: silentLogger,
    masters: openKeyStore(home),
    connectionsMax: 1,
  });
  try {
    const found = await transaction(db, { readOnly: true, timeoutMs: 30_000 }, async (tx) => [
      ...(await proveStock(tx)),
      ...(await proveLedger(tx)).differences,
    ]);
    return found.map((each) => `the house's own proof says ${JSON.stringify(each)}`);
  } finally {
    await db.close();
  }
}

type StoredOrder = { id: string; lines: string };

const storedOrders = `
  SELECT o.id, (SELECT string_agg(l.item_id || '*' || l.quantity_milli, ' ' ORDER BY l.line)
    FROM orders.line l WHERE l.order_id = o.id) AS lines
  FROM orders.order o`;

function linesOf(body: OrderBody): string {
  return body.lines
    .map((line) => `${parseId('item', line.itemId)}*${line.quantity * 1000}`)
    .join(' ');
}

/** Each asks for what must not be. */
const mustBeEmpty: Readonly<Record<string, string>> = {
  'an order differs from its lines or its tax': `
    SELECT o.id FROM orders.order o
    WHERE (o.line_count, o.items_minor, o.quantity_milli) IS DISTINCT FROM (
      SELECT (count(*)::int, sum(l.amount_minor)::bigint, sum(l.quantity_milli)::bigint)
      FROM orders.line l WHERE l.order_id = o.id)
    OR (o.total_minor, o.tax_minor) IS DISTINCT FROM (
      SELECT (sum(t.taxed_minor)::bigint, sum(t.tax_minor)::bigint) FROM orders.tax t WHERE t.order_id = o.id)`,
  'an order does not hold exactly its pieces': `
    SELECT coalesce(l.order_id, h.subject_id) AS id FROM
      (SELECT order_id, item_id, sum(quantity_milli) AS q FROM orders.line GROUP BY 1, 2) l
      FULL JOIN (SELECT subject_id, item_id, sum(quantity_milli) AS q FROM stock.hold
        WHERE state = 'active' GROUP BY 1, 2) h
      ON h.subject_id = l.order_id AND h.item_id = l.item_id
    WHERE l.q IS DISTINCT FROM h.q`,
  'a balance is not the sum of its holds': `
    SELECT b.place_id, b.item_id, b.held_milli, h.q FROM stock.balance b
    FULL JOIN (SELECT place_id, item_id, sum(quantity_milli) AS q FROM stock.hold
      WHERE state = 'active' GROUP BY 1, 2) h USING (place_id, item_id)
    WHERE coalesce(b.held_milli, 0) IS DISTINCT FROM coalesce(h.q, 0)`,
  'a balance is not the sum of its movements': `
    SELECT b.place_id, b.item_id, b.on_hand_milli, m.q FROM stock.balance b
    FULL JOIN (SELECT place_id, item_id, sum(quantity_milli) AS q FROM stock.movement GROUP BY 1, 2) m
      USING (place_id, item_id)
    WHERE coalesce(b.on_hand_milli, 0) IS DISTINCT FROM coalesce(m.q, 0)`,
  'an order has not exactly one payment of its amount': `
    SELECT o.id FROM orders.order o LEFT JOIN payments.payment p ON p.order_id = o.id
    GROUP BY o.id HAVING count(p.id) <> 1 OR max(p.amount_minor) <> max(o.total_minor)`,
  'a payment has no order': `
    SELECT p.id FROM payments.payment p LEFT JOIN orders.order o ON o.id = p.order_id WHERE o.id IS NULL`,
  'a guest record has not exactly one order and contact': `
    SELECT r.id FROM customers.record r
    LEFT JOIN orders.order o ON o.record_id = r.id LEFT JOIN orders.contact c ON c.order_id = o.id
    GROUP BY r.id HAVING count(o.id) <> 1 OR count(c.order_id) <> 1`,
  'an order has not exactly one orders.placed': `
    SELECT o.id FROM orders.order o
    LEFT JOIN kernel.event e ON e.type = 'orders.placed' AND e.place_id = o.place_id AND e.record_id = o.record_id
    GROUP BY o.id HAVING count(e.id) <> 1`,
  'an orders.placed has no order': `
    SELECT e.id FROM kernel.event e LEFT JOIN orders.order o ON o.record_id = e.record_id
    WHERE e.type = 'orders.placed' AND o.id IS NULL`,
  'the log has a gap': `
    SELECT min(position) AS first, max(position) AS last, count(*) FROM kernel.event_position
    HAVING min(position) <> 1 OR max(position) <> count(*)`,
  'a moment is on the log twice': `
    SELECT event_id FROM kernel.event_position GROUP BY event_id HAVING count(*) > 1`,
  'a moment has no position, or a position no moment': `
    SELECT coalesce(e.id, p.event_id) AS id FROM kernel.event e
    FULL JOIN kernel.event_position p ON p.event_id = e.id
    WHERE e.id IS NULL OR (p.event_id IS NULL
      AND NOT EXISTS (SELECT FROM kernel.event_pending q WHERE e.id = ANY (q.event_ids)))`,
  'a key is remembered for another number of orders': `
    SELECT k.keys, o.orders FROM (SELECT count(*) AS keys FROM kernel.idempotency WHERE key LIKE 'kill-%') k,
      (SELECT count(*) AS orders FROM orders.order) o WHERE k.keys <> o.orders`,
};

/** What was committed just before a kill gets its position by the next second's look. */
async function untilStamped(url: string): Promise<void> {
  const until = performance.now() + 10_000;
  while (performance.now() < until) {
    const [row] = await ask<{ waiting: string }>(
      url,
      'SELECT count(*) AS waiting FROM kernel.event_pending',
    );
    if (Number(row?.waiting) === 0) {
      return;
    }
    await sleep(100);
  }
}
