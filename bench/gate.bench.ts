// What the gate costs: row security by purpose on profiles, contacts and timelines, as the product runs, beside the very
// same work over connections whose role row security does not bind. That role exists in this bench's own database only.
// Both take turns of about a second, the one that goes first changing, so that a busy machine disturbs them alike.
import { loadavg } from 'node:os';
import pg from 'pg';
import { asFlight, createBatch } from '../server/kernel/batch.ts';
import { type Database, openDatabase } from '../server/kernel/db.ts';
import { openKeyStore } from '../server/kernel/key-store.ts';
import { silentLogger } from '../server/kernel/logger.ts';
import { transaction } from '../server/kernel/transaction.ts';
import { readProfiles } from '../server/modules/customers/index.ts';
import { placeOrder } from '../server/modules/orders/index.ts';
import { orderOf } from './bench-order.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { type CpuTime, cpuOfEach, readCpuTime } from './cpu-time.ts';
import { type BenchResult, type BenchRun, type Load, loadWith } from './result.ts';
import { addBenchMembers, openBenchShop } from './shop-for-bench.ts';

const concurrency = 32;
const memberCount = 1000;
const profilesARead = 50;
const ungatedRole = 'engawa_ungated';

type Side = 'gated' | 'ungated';
type Work = (side: Side) => Promise<unknown>;

export const run: BenchRun = async ({ seconds, say }) => {
  const clean = await openCleanHouse();
  const { gated, ungated } = await openBothSides(clean);
  const sides: Readonly<Record<Side, Database>> = { gated, ungated };
  try {
    const shop = await openBenchShop(clean);
    const members = await addBenchMembers(clean, memberCount);
    await clean.house.listeners.stop();
    await proveSides(sides, members);
    const batches = {
      gated: createBatch(gated, asFlight(placeOrder)),
      ungated: createBatch(ungated, asFlight(placeOrder)),
    };
    const works: Readonly<Record<string, readonly [unit: string, work: Work]>> = {
      checkout_members: [
        'orders/s',
        (side) => batches[side].submit({ ...orderOf(shop), recordId: oneOf(members) }),
      ],
      checkout_guests: ['orders/s', (side) => batches[side].submit(orderOf(shop))],
      profiles_50: [
        'reads/s',
        (side) =>
          transaction(sides[side], { purpose: 'service', readOnly: true }, (tx) =>
            readProfiles(tx, someOf(members)),
          ),
      ],
    };
    const results: BenchResult[] = [];
    for (const [name, [unit, work]] of Object.entries(works)) {
      say(`${name} …`);
      results.push(...(await byTurns({ name, unit, seconds, home: clean.home }, work)));
    }
    return results;
  } finally {
    await gated.close();
    await ungated.close();
    await clean.stop();
  }
};

/** Two pools on the one database that differ in their role alone. */
async function openBothSides({
  databaseUrl,
  home,
}: CleanHouse): Promise<Readonly<Record<Side, Database>>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`CREATE ROLE ${ungatedRole} NOLOGIN BYPASSRLS IN ROLE engawa_app`);
  } finally {
    await client.end();
  }
  const open = (role: string) =>
    openDatabase({
      url: databaseUrl,
      log: silentLogger,
      masters: openKeyStore(home),
      connectionsMax: 16,
      role,
    });
  return { gated: await open('engawa_app'), ungated: await open(ungatedRole) };
}

/** A figure of a gate that was never shut would say nothing: nobody agreed to mail, so one side sees none, one all. */
async function proveSides(
  sides: Readonly<Record<Side, Database>>,
  members: readonly string[],
): Promise<void> {
  const seenBy = async (side: Side) => {
    const found = await transaction(
      sides[side],
      { purpose: 'marketing_mail', readOnly: true },
      (tx) => readProfiles(tx, members),
    );
    return [...found.values()].filter((profile) => profile !== null).length;
  };
  const seen = { gated: await seenBy('gated'), ungated: await seenBy('ungated') };
  if (seen.gated !== 0 || seen.ungated !== members.length) {
    throw new Error(`the gate is not where this bench thinks it is: ${JSON.stringify(seen)}`);
  }
}

type Turns = {
  readonly name: string;
  readonly unit: string;
  readonly seconds: number;
  readonly home: string;
};
type Turn = {
  readonly load: Load;
  readonly cpu: readonly [CpuTime | undefined, CpuTime | undefined];
  readonly done: number;
};

async function byTurns({ name, unit, seconds, home }: Turns, work: Work): Promise<BenchResult[]> {
  const rounds = Math.max(2, Math.round(seconds));
  const turns: Record<Side, Turn[]> = { gated: [], ungated: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order: readonly Side[] = round % 2 === 0 ? ['gated', 'ungated'] : ['ungated', 'gated'];
    for (const side of order) {
      turns[side].push(await oneTurn(seconds / rounds, home, () => work(side)));
    }
  }
  const ungated = summed(turns.ungated);
  const gated = summed(turns.gated);
  const shared = { unit, load: Math.round(loadavg()[0] ?? 0), rounds };
  return [
    {
      name: `${name}_gated`,
      ...shared,
      ...gated,
      ratios: { ungated: gated.value / ungated.value, ungated_cpu: gated.cpu / ungated.cpu },
    },
    { name: `${name}_ungated`, ...shared, ...ungated },
  ];
}

/** CPU is counted over the warm-up as well. */
async function oneTurn(seconds: number, home: string, work: () => Promise<unknown>): Promise<Turn> {
  let done = 0;
  const before = readCpuTime(home);
  const load = await loadWith({ seconds, concurrency }, async () => {
    await work();
    done += 1;
  });
  return { load, cpu: [before, readCpuTime(home)], done };
}

/** The middle of the turns' rates; CPU by all that was done. */
function summed(turns: readonly Turn[]) {
  const middle = (pick: (load: Load) => number) => {
    const sorted = turns.map(({ load }) => pick(load)).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  const used = turns.flatMap(({ cpu: [before, after] }) =>
    before === undefined || after === undefined
      ? []
      : [
          {
            nodeUs: after.nodeUs - before.nodeUs,
            postgresUs: after.postgresUs - before.postgresUs,
          },
        ],
  );
  const total = used.reduce(
    (sum, each) => ({
      nodeUs: sum.nodeUs + each.nodeUs,
      postgresUs: sum.postgresUs + each.postgresUs,
    }),
    { nodeUs: 0, postgresUs: 0 },
  );
  const done = turns.reduce((sum, turn) => sum + turn.done, 0);
  return {
    value: middle((load) => load.perSecond),
    p50_ms: middle((load) => load.p50Ms),
    p99_ms: middle((load) => load.p99Ms),
    cpu: Math.round((total.nodeUs + total.postgresUs) / done),
    ...cpuOfEach({ nodeUs: 0, postgresUs: 0 }, total, done),
  };
}

function oneOf(ids: readonly string[]): string {
  return ids[Math.floor(Math.random() * ids.length)] ?? '';
}

/** Some people beside each other, from a random one on. */
function someOf(ids: readonly string[]): string[] {
  const first = Math.floor(Math.random() * (ids.length - profilesARead));
  return ids.slice(first, first + profilesARead);
}
