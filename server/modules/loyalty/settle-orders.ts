// What orders earn beyond the house's plain points. Whatever happens to an order (placed, partly cancelled, handed over,
// partly or wholly returned), what it should have earned is reckoned anew from the order as it stands, and the
// difference is posted. So events may come twice, late or in one batch, and however an order is given back, the sums are
// exact. What it earned is pending until the goods have gone; what was spent meanwhile becomes a debt.
import { holdCustomer } from '#customers';
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { applyPostings, decidePosting, type LedgerEntry, loadLedger } from '#ledger';
import { findStandingOrders, hasBoughtBefore, type StandingOrder } from '#orders';
import { findPlaces } from '#places';
import { inviteSourcesOf } from './invites/invite-sources.ts';
import type { RuleFacts } from './rules/facts.ts';
import { isOfOrders, pointsByRule } from './rules/rules.ts';
import { stampsFor } from './stamps/stamps-for.ts';
import {
  type BasisRow,
  type EarningRow,
  findEarnings,
  insertBasisRows,
  lockBases,
  saveEarningRows,
} from './store.ts';
import { type CardRow, findCards, findRules, type RuleRow } from './store-settings.ts';
import { findTierCode, loadTierTable, type TierTable } from './tiers/find-standing.ts';

export const pointUnit = 'points';

/** What an order can earn by: whose it is, and how much for these facts and terms. */
export type EarningSource = {
  readonly id: string;
  /** In the reference of its postings: `ord_…:double-day`. */
  readonly code: string;
  readonly recordId: string;
  readonly unit: string;
  readonly days: number | null;
  readonly terms: Record<string, unknown>;
  readonly amountOf: (facts: RuleFacts, terms: Record<string, unknown>) => number;
};

type OwnedOrder = StandingOrder & { readonly record_id: string };

const gone: ReadonlySet<string> = new Set(['shipped', 'handed_over', 'completed', 'returned']);
const over: ReadonlySet<string> = new Set(['cancelled', 'rejected', 'expired']);

export function unitOfCard(code: string): string {
  return `stamp:${code}`;
}

/** Brings what these orders (uuid) earned to what they should have earned. Repeatable. */
export async function settleOrders(tx: Tx, orderIds: readonly string[]): Promise<void> {
  const [rules, cards] = [await findRules(tx), await findCards(tx)];
  if (rules.length === 0 && cards.length === 0) {
    return;
  }
  const standing = await findStandingOrders(tx, [...new Set(orderIds)]);
  const orders = [...standing.values()].filter(
    (order): order is OwnedOrder => order.record_id !== null && order.party_id === null,
  );
  if (orders.length === 0) {
    return;
  }
  const bases = await ensureBases(tx, orders, await loadTierTable(tx));
  const earnings = Map.groupBy(
    await findEarnings(
      tx,
      orders.map(({ id }) => id),
    ),
    (row) => row.order_id,
  );
  const entries: LedgerEntry[] = [];
  const changed: EarningRow[] = [];
  for (const order of orders) {
    const facts = await factsOf(tx, order, bases.get(order.id));
    const known = new Map((earnings.get(order.id) ?? []).map((row) => [row.source_id, row]));
    const invites = await inviteSourcesOf(tx, order, rulesOf(order, rules, known));
    for (const source of [...sourcesOf(order, rules, cards, known), ...invites]) {
      const settled = settleSource(order, facts, source, known.get(source.id));
      entries.push(...settled.entries);
      changed.push(...settled.rows);
    }
  }
  await postAll(tx, entries);
  if (changed.length > 0) {
    await saveEarningRows(tx, changed);
  }
}

function isIn(row: RuleRow | CardRow, at: Temporal.Instant): boolean {
  return (
    row.is_active &&
    (row.valid_from === null || Temporal.Instant.compare(row.valid_from, at) <= 0) &&
    (row.valid_until === null || Temporal.Instant.compare(at, row.valid_until) < 0)
  );
}

/** Rules of the time of the order, and those by which it has earned before, first. */
function rulesOf(
  order: OwnedOrder,
  rules: readonly RuleRow[],
  known: ReadonlyMap<string, EarningRow>,
): RuleRow[] {
  const before = rules.filter(({ id }) => known.has(id));
  return [
    ...before,
    ...rules.filter((rule) => !known.has(rule.id) && isIn(rule, order.ordered_at)),
  ];
}

/** Rules and cards of the time of the order, and those by which it has earned before. */
function sourcesOf(
  order: OwnedOrder,
  rules: readonly RuleRow[],
  cards: readonly CardRow[],
  known: ReadonlyMap<string, EarningRow>,
): EarningSource[] {
  const recordId = order.record_id;
  const ofRules = rulesOf(order, rules, known)
    .filter(({ kind }) => isOfOrders(kind))
    .map(
      (rule): EarningSource => ({
        id: rule.id,
        code: rule.code,
        recordId,
        unit: pointUnit,
        days: rule.point_days,
        terms: rule.terms,
        amountOf: (facts, terms) => pointsByRule(rule.kind, terms, facts),
      }),
    );
  const ofCards = cards
    .filter((card) => known.has(card.id) || isIn(card, order.ordered_at))
    .map(
      (card): EarningSource => ({
        id: card.id,
        code: card.code,
        recordId,
        unit: unitOfCard(card.code),
        days: card.stamp_days,
        terms: card.terms,
        amountOf: (facts, terms) => stampsFor(facts, terms),
      }),
    );
  return [...ofRules, ...ofCards];
}

/** The entries that bring one source of one order to what it should be, and its row afterwards. */
function settleSource(
  order: OwnedOrder,
  facts: RuleFacts,
  source: EarningSource,
  row: EarningRow | undefined,
): { readonly entries: LedgerEntry[]; readonly rows: EarningRow[] } {
  const terms = row?.terms ?? source.terms;
  const isGone = gone.has(order.state);
  const wanted = over.has(order.state) ? 0 : source.amountOf(facts, terms);
  const before = row?.amount ?? 0;
  const wasPending = row?.is_pending ?? !isGone;
  const entries: LedgerEntry[] = [];
  const reference = `${formatId('order', order.id)}:${source.code}`;
  const placeId = order.handover_place_id ?? order.place_id;
  if (wanted > before) {
    entries.push({
      kind: 'earn',
      account: {
        ownerKind: 'record',
        ownerId: row?.record_id ?? source.recordId,
        unit: source.unit,
      },
      amount: wanted - before,
      isPending: !isGone,
      expiresAt: source.days === null ? null : order.ordered_at.add({ hours: 24 * source.days }),
      reference,
      occurredAt: order.ordered_at,
      businessDay: order.business_day,
      placeId,
      source: source.code,
    });
  } else if (wanted < before) {
    const amount = before - wanted;
    entries.push({ kind: 'reverse', of: 'earn', reference, amount, placeId });
  }
  if (isGone && wasPending && before > 0) {
    entries.push({ kind: 'mature', reference, placeId });
  }
  const isSame = wanted === before && (before === 0 || wasPending === !isGone);
  return {
    entries,
    rows: isSame
      ? []
      : [
          {
            order_id: order.id,
            source_id: source.id,
            record_id: row?.record_id ?? source.recordId,
            unit: source.unit,
            amount: wanted,
            is_pending: !isGone,
            terms,
          },
        ],
  };
}

/** Posts in order, all or nothing. */
export async function postAll(tx: Tx, entries: readonly LedgerEntry[]): Promise<void> {
  if (entries.length === 0) {
    return;
  }
  const facts = await loadLedger(tx, entries);
  const decisions = entries.map((entry) => {
    const decision = decidePosting(facts, entry);
    if (decision instanceof Refusal) {
      throw decision;
    }
    return decision;
  });
  await applyPostings(tx, facts, decisions);
}

/** What was true of her when she ordered, written once and locked for this transaction. */
async function ensureBases(
  tx: Tx,
  orders: readonly OwnedOrder[],
  table: TierTable,
): Promise<Map<string, BasisRow>> {
  const ids = orders.map(({ id }) => id).toSorted();
  const known = new Set((await lockBases(tx, ids)).map((row) => row.order_id));
  const fresh: BasisRow[] = [];
  for (const order of orders.filter(({ id }) => !known.has(id))) {
    const own = await holdCustomer(tx, order.record_id);
    const recordIds = own.length === 0 ? [order.record_id] : own;
    fresh.push({
      order_id: order.id,
      tier_code: await findTierCode(tx, recordIds, table, order.business_day),
      is_first: !(await hasBoughtBefore(tx, recordIds, order)),
    });
  }
  if (fresh.length > 0) {
    await insertBasisRows(tx, fresh);
  }
  const rows = await lockBases(tx, ids);
  return new Map(rows.map((row) => [row.order_id, row]));
}

async function factsOf(tx: Tx, order: OwnedOrder, basis: BasisRow | undefined): Promise<RuleFacts> {
  const [place] = await findPlaces(tx, [order.place_id]);
  // Gift value is money in another shape: points and stamps come when goods are bought with it.
  const lines = order.lines.filter(({ isTaxed }) => isTaxed);
  return {
    placeId: order.place_id,
    channel: order.channel,
    orderedAt: order.ordered_at.toZonedDateTimeISO(place?.time_zone ?? tx.database.timeZone),
    lines,
    paidMinor: lines.reduce((sum, line) => sum + line.paidMinor, 0),
    tierCode: basis?.tier_code ?? null,
    isFirst: basis?.is_first ?? false,
  };
}
