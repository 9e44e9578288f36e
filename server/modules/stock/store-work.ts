// What somebody at a place has to do about its stock: unpack, send, go on counting, let pass, mark down, settle.
import { dayOf } from '#kernel/clock';
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';

export type StockWorkKind = 'receive' | 'send' | 'count' | 'adjust' | 'discount' | 'conflict';

export type StockWorkRow = {
  kind: StockWorkKind;
  /** Of a transfer or a count; null where it is a number of things. */
  subject_id: string | null;
  /** The slip of a delivery, the area of a count. */
  title: string | null;
  /** The place at the other end of a transfer. */
  place_id: string | null;
  due_on: Temporal.PlainDate | null;
  things: number;
};

// A transfer and a count are work each of its own; the rest is one line with a number.
const work = statement<StockWorkRow>(`
  (SELECT 'receive' AS kind, t.id AS subject_id, coalesce(t.slip, t.supplier) AS title, t.from_place_id AS place_id,
      t.due_on, (SELECT count(*) FROM stock.transfer_line l WHERE l.transfer_id = t.id) AS things
    FROM stock.transfer t WHERE t.to_place_id = $1 AND t.state = 'sent' ORDER BY t.due_on NULLS LAST, t.id LIMIT 50)
  UNION ALL (SELECT 'send', t.id, NULL, t.to_place_id, t.due_on,
      (SELECT count(*) FROM stock.transfer_line l WHERE l.transfer_id = t.id)
    FROM stock.transfer t WHERE t.from_place_id = $1 AND t.state = 'requested' ORDER BY t.due_on NULLS LAST, t.id LIMIT 50)
  UNION ALL (SELECT 'count', s.id, s.area, NULL, NULL,
      (SELECT count(*) FROM stock.count_line l WHERE l.session_id = s.id AND l.counted_milli IS NULL)
    FROM stock.count_session s WHERE s.place_id = $1 AND s.state = 'open' ORDER BY s.opened_at LIMIT 50)
  UNION ALL (SELECT 'adjust', NULL, NULL, NULL, NULL, count(*) FROM stock.adjustment
    WHERE place_id = $1 AND state = 'waiting' HAVING count(*) > 0)
  UNION ALL (SELECT 'discount', NULL, NULL, NULL, min(best_before), count(*) FROM stock.lot
    WHERE place_id = $1 AND state = 'good' AND on_hand_milli > 0 AND best_before <= $2 HAVING count(*) > 0)
  UNION ALL (SELECT 'conflict', NULL, NULL, NULL, NULL, count(*) FROM stock.conflict
    WHERE place_id = $1 AND state = 'open' HAVING count(*) > 0)`);

/** What goes off until so many days from now is worth a sticker. */
const discountDays = 3;

/** In the order of the kinds; what is due first comes first. Days are those of the place. */
export async function listStockWork(tx: Tx, placeId: string): Promise<StockWorkRow[]> {
  const [place] = await findPlaces(tx, [placeId]);
  const today = dayOf(tx.now, place?.time_zone ?? 'Asia/Tokyo');
  return tx.all(work, [placeId, today.add({ days: discountDays })]);
}
