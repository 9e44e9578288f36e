// What merges promise, tried on random histories: taking every link back gives each record back to itself, in any
// order the same records are the same customers, and a point is never spent twice, whoever is merged meanwhile.
import fc from 'fast-check';
import {
  changeConsents,
  createGuestRecords,
  findCompanions,
  findCustomersOfRecords,
  holdCustomer,
  linkRecords,
  withdrawLink,
} from '#customers';
import { perform } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { formatId, newId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { balancesOf, post, proveLedger, spendTogether } from '#ledger';
import { couponsOf, issueCoupons } from '#offers';
import { findDecisions } from '#privacy';
import type { TestHouse } from '#testing';

const unit = 'points';

export type Storm = readonly (readonly Step[])[];
type Step =
  | { readonly kind: 'earn'; readonly at: number; readonly amount: number; readonly days: number }
  | { readonly kind: 'spend'; readonly at: number; readonly amount: number }
  | { readonly kind: 'link'; readonly at: number; readonly to: number }
  | { readonly kind: 'unlink'; readonly at: number };

const recordsOfStorm = 6;
const at = fc.integer({ min: 0, max: recordsOfStorm - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('earn' as const),
    at,
    amount: fc.integer({ min: 1, max: 300 }),
    days: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({ kind: fc.constant('spend' as const), at, amount: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ kind: fc.constant('link' as const), at, to: at }),
  fc.record({ kind: fc.constant('unlink' as const), at: fc.nat(100) }),
);
/** Groups of steps that happen at once. */
export const storms: fc.Arbitrary<Storm> = fc.array(
  fc.array(step, { minLength: 1, maxLength: 4 }),
  { minLength: 4, maxLength: 12 },
);

/** Runs a storm and answers what does not fit; nothing when all is as it must be. */
export async function runStorm(house: TestHouse, storm: Storm): Promise<string[]> {
  const ids = await transaction(house.db, {}, (tx) =>
    createGuestRecords(
      tx,
      Array.from({ length: recordsOfStorm }, () => ({})),
    ),
  );
  const before = await customersNow(house, ids);
  const links: string[] = [];
  let earned = 0;
  let spent = 0;
  const act = async (each: Step): Promise<void> => {
    const id = 'at' in each ? (ids[each.at % ids.length] ?? '') : '';
    if (each.kind === 'unlink') {
      const linkId = links[each.at % Math.max(1, links.length)];
      if (linkId !== undefined) {
        await write(house, (tx) => withdrawLink(tx, linkId, 'asked'));
      }
    } else if (each.kind === 'link') {
      const other = ids[each.to] ?? '';
      const linkId = await write(house, (tx) => link(tx, id, other));
      links.push(...(linkId === undefined ? [] : [linkId]));
    } else if (each.kind === 'earn') {
      const { amount, days } = each;
      await write(house, (tx) => earn(tx, id, amount, days));
      earned += amount;
    } else {
      const { amount } = each;
      const done = await write(house, async (tx) =>
        spendTogether(tx, {
          recordIds: await holdCustomer(tx, id),
          unit,
          amount,
          reference: formatId('order', newId()),
        }),
      );
      spent += done === undefined ? 0 : amount;
    }
  };
  for (const group of storm) {
    await Promise.all(group.map(act));
  }
  const told: string[] = [];
  const balances = await transaction(house.db, {}, (tx) => balancesOf(tx, ids));
  const sum = balances.reduce((total, each) => total + each.available, 0);
  if (sum !== earned - spent) {
    told.push(`${earned} came, ${spent} went, ${sum} are there`);
  }
  if (balances.some((each) => each.available < 0 || each.overdraft !== 0)) {
    told.push('a record has less than nothing');
  }
  const { differences } = await transaction(house.db, {}, (tx) => proveLedger(tx));
  if (differences.length > 0) {
    told.push(`the ledger does not fit: ${JSON.stringify(differences)}`);
  }
  for (const linkId of links) {
    await write(house, (tx) => withdrawLink(tx, linkId, 'asked'));
  }
  const after = await customersNow(house, ids);
  if (after.join() !== before.join()) {
    told.push('the records did not return to the customers they were');
  }
  const own = await transaction(house.db, {}, (tx) => balancesOf(tx, ids));
  if (JSON.stringify(own) !== JSON.stringify(balances)) {
    told.push('a balance changed by parting');
  }
  return told;
}

/** A refusal is an expected no. */
async function write<Answer>(
  house: TestHouse,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await transaction(house.db, { timeoutMs: 20_000 }, work);
  } catch (error) {
    if (error instanceof Refusal) {
      return undefined;
    }
    throw error;
  }
}

async function customersNow(house: TestHouse, ids: readonly string[]): Promise<string[]> {
  const found = await transaction(house.db, {}, (tx) => findCustomersOfRecords(tx, ids));
  return ids.map((id) => found.get(id) ?? '');
}

function link(tx: Tx, one: string, other: string): Promise<string> {
  return linkRecords(tx, {
    records: [one, other],
    kind: 'person',
    strength: 'strong',
    source: 'test',
  });
}

async function earn(tx: Tx, recordId: string, amount: number, days: number): Promise<void> {
  await perform(tx, post, [
    {
      kind: 'earn',
      account: { ownerKind: 'record', ownerId: recordId, unit },
      amount,
      reference: formatId('order', newId()),
      expiresAt: tx.now.add({ hours: 24 * days }),
    },
  ]);
}

export type Belongings = {
  readonly profiles: readonly boolean[];
  readonly consents: readonly (readonly [
    'marketing_mail' | 'marketing_line' | 'analytics',
    boolean,
  ])[][];
  readonly points: readonly number[];
  readonly links: readonly (readonly [number, number])[];
  readonly order: readonly number[];
};
const four = { minLength: 4, maxLength: 4 };
/** Four records with whatever they may have, and links between them, taken back in some order. */
export const belongings: fc.Arbitrary<Belongings> = fc.record({
  profiles: fc.array(fc.boolean(), four),
  consents: fc.array(
    fc.array(
      fc.tuple(
        fc.constantFrom('marketing_mail' as const, 'marketing_line' as const, 'analytics' as const),
        fc.boolean(),
      ),
      { maxLength: 3 },
    ),
    four,
  ),
  points: fc.array(fc.nat(500), four),
  links: fc.uniqueArray(
    fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
      .filter(([a, b]) => a < b),
    { minLength: 1, maxLength: 5, selector: ([a, b]) => `${a} ${b}` },
  ),
  order: fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }),
});

/**
 * What staff see of each record's customer before merges and after all were taken back; `strict` is what each record's
 * purposes were to be while merged, by the stricter decision of the set, beside what they were.
 */
export async function mergeAndPart(
  house: TestHouse,
  had: Belongings,
  promotionId: string,
): Promise<{
  readonly before: readonly Seen[];
  readonly merged: readonly Seen[];
  readonly after: readonly Seen[];
  readonly strict: { readonly wanted: readonly string[]; readonly seen: readonly string[] };
}> {
  const ids = await transaction(house.db, {}, async (tx) => {
    const made = await createGuestRecords(
      tx,
      had.profiles.map((isNamed, index) => (isNamed ? { fullName: `持主 ${index}` } : {})),
    );
    await changeConsents(
      tx,
      had.consents.flatMap((decisions, index) =>
        decisions.map(([purpose, isGiven]) => ({
          recordId: made[index] ?? '',
          purpose,
          decision: isGiven ? ('given' as const) : ('withdrawn' as const),
          channel: 'web',
        })),
      ),
    );
    for (const [index, amount] of had.points.entries()) {
      if (amount > 0) {
        await earn(tx, made[index] ?? '', amount, 30 + index);
      }
    }
    await issueCoupons(tx, { promotionId }, made);
    return made;
  });
  await house.settle();
  const before = await seenOf(house, ids);
  const links: string[] = [];
  for (const [a, b] of had.links) {
    links.push(await transaction(house.db, {}, (tx) => link(tx, ids[a] ?? '', ids[b] ?? '')));
  }
  await house.settle();
  const merged = await seenOf(house, ids);
  const strict = {
    wanted: await stricterOf(house, ids),
    seen: merged.map(({ purposes }) => purposes),
  };
  const inOrder = links
    .map((id, index) => ({ id, rank: had.order[index] ?? 0 }))
    .toSorted((a, b) => a.rank - b.rank);
  for (const { id } of inOrder) {
    await transaction(house.db, {}, (tx) => withdrawLink(tx, id, 'asked'));
  }
  await house.settle();
  return { before, merged, after: await seenOf(house, ids), strict };
}

/** One record's customer, in the words of what is promised. */
type Seen = {
  readonly customer: unknown;
  readonly profile: unknown;
  readonly balances: unknown;
  readonly coupons: unknown;
  /** What her own row says she may be approached for. */
  readonly purposes: string;
  /** The masks that row security reads, on every row that hangs on her record. */
  readonly masks: unknown;
  readonly timeline: unknown;
};

async function seenOf(house: TestHouse, ids: readonly string[]): Promise<Seen[]> {
  const owner = await house.as('owner');
  const customers = await customersNow(house, ids);
  const balances = await transaction(house.db, {}, (tx) => balancesOf(tx, ids));
  const companions = await transaction(house.db, {}, (tx) => findCompanions(tx, ids));
  const seen: Seen[] = [];
  for (const [index, id] of ids.entries()) {
    const path = `/api/customers/${formatId('customer', customers[index] ?? '')}`;
    const { body } = await house.request('GET', `${path}?reason=correction`, undefined, owner);
    const timeline = await house.request('GET', `${path}/timeline`, undefined, owner);
    const { links: _, records, ...customer } = body;
    const own = records.find((each: { id: string }) => each.id === formatId('record', id));
    seen.push({
      customer,
      profile: records,
      balances: balances.filter((each) => companions.get(id)?.includes(each.recordId)),
      coupons: await transaction(house.db, {}, (tx) => couponsOf(tx, companions.get(id) ?? [])),
      purposes: own.purposes.toSorted().join(' '),
      masks: await masksOf(house, id),
      timeline: timeline.body,
    });
  }
  return seen;
}

async function masksOf(house: TestHouse, recordId: string): Promise<unknown> {
  const tables = ['record', 'profile', 'profile_history', 'contact', 'moment'];
  const selects = tables.map(
    (table) => `SELECT '${table}' AS of, consent, count(*)::int AS rows FROM customers.${table}
      WHERE ${table === 'record' ? 'id' : 'record_id'} = $1 GROUP BY consent`,
  );
  return transaction(house.db, {}, async ({ client }) => {
    const { rows } = await client.query(`${selects.join(' UNION ALL ')} ORDER BY 1, 2`, [recordId]);
    return rows;
  });
}

/** Given by one of her records and withdrawn by none of them. */
async function stricterOf(house: TestHouse, ids: readonly string[]): Promise<string[]> {
  return transaction(house.db, {}, async (tx) => {
    const [companions, decided] = await Promise.all([
      findCompanions(tx, ids),
      findDecisions(tx, ids),
    ]);
    return ids.map((id) => {
      const all = (companions.get(id) ?? []).flatMap((each) => [...(decided.get(each) ?? [])]);
      const saying = (wanted: string) =>
        new Set<string>(all.flatMap(([purpose, word]) => (word === wanted ? [purpose] : [])));
      const left = saying('given').difference(saying('withdrawn'));
      return [...left.add('service')].toSorted().join(' ');
    });
  });
}

/** A promotion to give coupons of. */
export async function makePromotion(house: TestHouse): Promise<string> {
  const id = newId();
  await house.db.pool.query(
    `INSERT INTO offers.promotion (id, code, name_ja, state, created_at, updated_at)
     VALUES ($1, $2, '統合の試験', 'active', now(), now())`,
    [id, `merge-${id.slice(-8)}`],
  );
  return id;
}
