// What a promotion did: its uses, and what people bought in the month after, beside those who were held out and never saw
// it. Both are counted from the first order to which it would have applied, so that like is compared with like.
import { countRegistered } from '#customers';
import type { Tx } from '#kernel/transaction';
import { listUses, type UseRow } from '#offers';
import { type AfterUse, findAfterUses } from './store.ts';

export type GroupResult = {
  readonly people: number;
  readonly orders: number;
  /** Of the orders it applied to, or would have: goods before discounts. */
  readonly goodsMinor: number;
  readonly newPeople: number;
  /** Who registered from the day before until 31 days after. */
  readonly registered: number;
  /** Bought again within 31 days. */
  readonly cameBack: number;
  readonly laterMinor: number;
};

export type PromotionResults = {
  readonly uses: number;
  readonly released: number;
  readonly discountMinor: number;
  readonly guests: number;
  readonly seen: GroupResult;
  readonly heldOut: GroupResult;
  /** Share that came back of those who saw it less that of the held out, in basis points; null without both. */
  readonly returnLiftBp: number | null;
  /** The same of those who registered. */
  readonly registerLiftBp: number | null;
  /** Spent in the month after by each who saw it, less by each held out. */
  readonly spendLiftMinor: number | null;
  readonly byDay: readonly {
    readonly day: string;
    readonly uses: number;
    readonly discountMinor: number;
  }[];
};

const laterDays = 31;
const shownDays = 400;

/** Of a promotion (uuid). */
export async function findResults(tx: Tx, promotionId: string): Promise<PromotionResults> {
  const rows = await listUses(tx, promotionId, tx.now.subtract({ hours: 24 * shownDays }));
  const used = rows.filter(({ state }) => state === 'reserved' || state === 'used');
  const kept = rows.filter(({ state }) => state === 'held_out');
  const [seen, heldOut] = await Promise.all([groupOf(tx, used), groupOf(tx, kept)]);
  const hasBoth = seen.people > 0 && heldOut.people > 0;
  const part = (of: number, { people }: GroupResult) => (of * 10_000) / people;
  const liftOf = (name: 'cameBack' | 'registered') =>
    hasBoth ? Math.round(part(seen[name], seen) - part(heldOut[name], heldOut)) : null;
  const each = ({ laterMinor, people }: GroupResult) => laterMinor / people;
  return {
    uses: used.length,
    released: rows.filter(({ state }) => state === 'released').length,
    discountMinor: used.reduce((sum, row) => sum + row.discount_minor + row.delivery_minor, 0),
    guests: used.filter((row) => row.record_id === null).length,
    seen,
    heldOut,
    returnLiftBp: liftOf('cameBack'),
    registerLiftBp: liftOf('registered'),
    spendLiftMinor: hasBoth ? Math.round(each(seen) - each(heldOut)) : null,
    byDay: daysOf(used),
  };
}

async function groupOf(tx: Tx, rows: readonly UseRow[]): Promise<GroupResult> {
  const firsts = new Map<string, Temporal.Instant>();
  for (const { record_id: id, reserved_at: at } of rows) {
    if (id !== null && !firsts.has(id)) {
      firsts.set(id, at);
    }
  }
  const uses = [...firsts].map(([recordId, at]) => ({ recordId, at }));
  const after: AfterUse[] = uses.length === 0 ? [] : await findAfterUses(tx, uses, laterDays);
  const registered = uses.length === 0 ? 0 : await countRegistered(tx, uses, laterDays);
  return {
    people: firsts.size,
    orders: rows.length,
    goodsMinor: rows.reduce((sum, row) => sum + row.goods_minor, 0),
    newPeople: after.filter((each) => each.is_new).length,
    registered,
    cameBack: after.filter((each) => each.came_back).length,
    laterMinor: after.reduce((sum, each) => sum + each.later_minor, 0),
  };
}

function daysOf(rows: readonly UseRow[]): PromotionResults['byDay'] {
  const days = Map.groupBy(rows, (row) => row.reserved_at.toString().slice(0, 10));
  return [...days].map(([day, of]) => ({
    day,
    uses: of.length,
    discountMinor: of.reduce((sum, row) => sum + row.discount_minor + row.delivery_minor, 0),
  }));
}
