import { expect, test } from 'vitest';
import { ask } from '../support/real-server.ts';
import { pickupOrder } from '../support/real-shop.ts';
import { proveKills, type Sent } from './kill.ts';
import { checkBooks } from './order-books.ts';

/** One way to spoil the books each, and the sentence that has to notice it. */
const spoilings: readonly (readonly [string, string])[] = [
  ['an order differs from its lines', 'DELETE FROM orders.line WHERE line = 1 AND order_id = $1'],
  ['an order does not hold exactly its pieces', 'DELETE FROM stock.hold WHERE subject_id = $1'],
  [
    'a balance is not the sum of its holds',
    'UPDATE stock.balance SET held_milli = held_milli + 1 WHERE $1::uuid IS NOT NULL',
  ],
  [
    'a balance is not the sum of its movements',
    'UPDATE stock.balance SET on_hand_milli = on_hand_milli + 1 WHERE $1::uuid IS NOT NULL',
  ],
  [
    'an order has not exactly one payment',
    `INSERT INTO payments.payment SELECT (jsonb_populate_record(p, jsonb_build_object(
      'id', gen_random_uuid(), 'provider_key', 'twice'))).* FROM payments.payment p WHERE order_id = $1`,
  ],
  [
    'an order has not exactly one orders.placed',
    `UPDATE kernel.event SET type = 'orders.other' WHERE type = 'orders.placed'
      AND record_id = (SELECT record_id FROM orders.order WHERE id = $1)`,
  ],
  [
    'the log has a gap',
    'DELETE FROM kernel.event_position WHERE position = 2 AND $1::uuid IS NOT NULL',
  ],
  [
    'a moment is on the log twice',
    `UPDATE kernel.event_position SET event_id = (SELECT event_id FROM kernel.event_position
      WHERE position = 3) WHERE position = 4 AND $1::uuid IS NOT NULL`,
  ],
];

test('orders survive a kill of the server and of Postgres, and the books notice what is wrong', {
  timeout: 240_000,
}, async () => {
  const figures = await proveKills({ rounds: 3, orders: 80, say: () => undefined, inspect: spoil });
  expect(figures).toMatchObject({ differences: [], sent: 240, stored: 240 });
  expect(figures.unanswered).toBeGreaterThan(0);
});

async function spoil(url: string, known: readonly Sent[]): Promise<void> {
  const rows = await ask<{ id: string }>(url, 'SELECT id FROM orders.order ORDER BY id LIMIT 20');
  for (const [index, [sentence, text]] of spoilings.entries()) {
    await ask(url, text, [rows[index]?.id]);
    const { differences } = await checkBooks(url, { known, mustBe: known });
    expect(differences.join(' | ')).toContain(sentence);
  }
  const lost = { body: { ...pickupOrder(noShop, 0) } };
  const withLost = await checkBooks(url, { known, mustBe: [...known, lost] });
  expect(withLost.differences[0]).toContain('are not stored');
  const unknown = await checkBooks(url, { known: [], mustBe: [] });
  expect(unknown.differences[0]).toContain('never sent');
}

const noShop = { webId: '', storeId: '', itemIds: [''] };
