// All that a customer has, explained: balances, what is pending, what expires when, stamp cards, her tier, and every line
// of her statement as a sentence. The same answer for her own page, the tablet and the console.
import { houseDay } from '#kernel/clock';
import { formatId, tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { balancesOf, listOpenLots, listStatement } from '#ledger';
import { findStandingOrders } from '#orders';
import { explainLine, type Names } from './explain-line.ts';
import type { Sentence } from './rules/facts.ts';
import { pointUnit, unitOfCard } from './settle-orders.ts';
import { countRewards } from './stamps/store.ts';
import { type CardRow, findCards, findRules, type RuleRow } from './store-settings.ts';
import { findStanding } from './tiers/find-standing.ts';
import { findTiers } from './tiers/store.ts';

export type ValueView = Awaited<ReturnType<typeof viewValue>>;

const linesShown = 50;

/** Of these records (uuid): one, or all of a customer. */
export async function viewValue(tx: Tx, recordIds: readonly string[]) {
  const [balances, lots, lines, rules, cards] = [
    await balancesOf(tx, recordIds),
    await listOpenLots(tx, recordIds),
    await listStatement(tx, recordIds, null, linesShown),
    await findRules(tx),
    await findCards(tx),
  ];
  const names = await namesOf(
    tx,
    lines.map(({ reference }) => reference),
    { rules, cards },
  );
  const today = houseDay(tx);
  const sumOf = (unit: string) => {
    const of = balances.filter((each) => each.unit === unit);
    const sum = (value: (each: (typeof of)[number]) => number) =>
      of.reduce((total, each) => total + value(each), 0);
    return {
      available: sum((each) => each.available + each.overdraft),
      pending: sum((each) => each.pending),
      reserved: sum((each) => each.reserved),
    };
  };
  const expiries = lots
    .filter((lot) => lot.unit === pointUnit && lot.state === 'available')
    .filter((lot) => lot.expires_at !== null)
    .map((lot) => ({ at: String(lot.expires_at), amount: lot.remaining - lot.reserved }));
  const rewards = await countRewards(tx, recordIds);
  return {
    points: { ...sumOf(pointUnit), expiries: mergeByMoment(expiries) },
    cards: cards
      .filter((card) => isShown(card, tx.now) || sumOf(unitOfCard(card.code)).available > 0)
      .map((card) => ({
        ...shapeCard(card),
        stamps: sumOf(unitOfCard(card.code)).available,
        pending: sumOf(unitOfCard(card.code)).pending,
        rewardsTaken: rewards.get(card.id) ?? 0,
      })),
    tier: await viewTier(tx, recordIds, today),
    lines: lines.map((line) => {
      const why = explainLine(line, names);
      return {
        id: formatId('posting', line.set_id),
        at: line.occurred_at.toString(),
        unit: line.unit,
        kind: line.kind,
        amount: line.amount,
        balance: line.balance,
        whyJa: why.ja,
        whyEn: why.en,
        expiresAt: line.expires_at?.toString() ?? null,
      };
    }),
  };
}

export function shapeCard(card: CardRow) {
  return {
    id: formatId('stampCard', card.id),
    code: card.code,
    nameJa: card.name_ja,
    nameEn: card.name_en,
    size: card.size,
    rewards: [...card.rewards],
    validUntil: card.valid_until?.toString() ?? null,
  };
}

function isShown(card: CardRow, now: Temporal.Instant): boolean {
  return (
    card.is_active &&
    (card.valid_from === null || Temporal.Instant.compare(card.valid_from, now) <= 0) &&
    (card.valid_until === null || Temporal.Instant.compare(now, card.valid_until) < 0)
  );
}

function mergeByMoment(all: readonly { readonly at: string; readonly amount: number }[]) {
  const sums = new Map<string, number>();
  for (const { at, amount } of all) {
    sums.set(at, (sums.get(at) ?? 0) + amount);
  }
  return [...sums].filter(([, amount]) => amount > 0).map(([at, amount]) => ({ at, amount }));
}

async function viewTier(tx: Tx, recordIds: readonly string[], today: Temporal.PlainDate) {
  const tiers = await findTiers(tx);
  if (tiers.length === 0) {
    return null;
  }
  const named = (code: string | undefined) => {
    const tier = tiers.find((each) => each.code === code);
    return tier === undefined
      ? null
      : { code: tier.code, nameJa: tier.name_ja, nameEn: tier.name_en };
  };
  const { tier, spentMinor, next, downgrade } = await findStanding(tx, recordIds, today);
  return {
    tier: named(tier?.code),
    spentMinor,
    next: next === null ? null : { tier: named(next.tier.code), missingMinor: next.missingMinor },
    downgrade:
      downgrade === null
        ? null
        : {
            on: downgrade.on.toString(),
            to: named(downgrade.to?.code),
            missingMinor: downgrade.missingMinor,
          },
  };
}

async function namesOf(
  tx: Tx,
  references: readonly string[],
  { rules, cards }: { readonly rules: readonly RuleRow[]; readonly cards: readonly CardRow[] },
): Promise<Names> {
  const ids = references.flatMap((reference) => {
    const id = tryParseId('order', reference.split(':')[0] ?? '');
    return id === undefined ? [] : [id];
  });
  const orders = await findStandingOrders(tx, [...new Set(ids)]);
  const named = (row: RuleRow | CardRow): [string, Sentence] => [
    row.code,
    { ja: row.name_ja, en: row.name_en ?? row.name_ja },
  ];
  return {
    sources: new Map([...rules.map(named), ...cards.map(named)]),
    orders: new Map([...orders].map(([id, order]) => [formatId('order', id), order.number])),
  };
}
