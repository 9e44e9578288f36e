// Consent is a gate in the database. Each row that says something of a person carries the purposes she agreed to, row
// security is forced on it for a role that owns nothing, and a query that names no purpose is an error. The gate is then
// taken away in a copy, table by table, to see that these checks would notice.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { changeConsents, countReachable, ensureRecords, readProfiles } from '#customers';
import { newId } from '#kernel/ids';
import { declaredBits, maskOf, type Purpose, purposes, stoppedMask } from '#kernel/purposes';
import { transaction } from '#kernel/transaction';
import { queueMessage } from '#messages';
import { cloneDatabase, expect, type TestHouse, test, withRoom } from '#testing';
import { stopFollowers } from '../modules.ts';
import { operations } from './support/api-document.ts';

const withdrawalMsMax = withRoom(5000);

async function customer(house: TestHouse): Promise<string> {
  return transaction(house.db, {}, async (tx) => {
    const key = newId();
    const made = await ensureRecords(tx, { source: 'consent' }, [
      { key, profile: { familyName: '同意', email: `${key}@example.jp` } },
    ]);
    return made.get(key)?.recordId ?? '';
  });
}

function decide(house: TestHouse, recordId: string, decision: 'given' | 'withdrawn') {
  return transaction(house.db, {}, (tx) =>
    changeConsents(tx, [{ recordId, purpose: 'marketing_mail', decision, channel: 'web' }]),
  );
}

test('a withdrawal acts on queued messages, reach and look-ups within five seconds', async ({
  house,
}) => {
  const recordId = await customer(house);
  await decide(house, recordId, 'given');
  const purpose = 'marketing_mail';
  const messageId = await transaction(house.db, { purpose }, (tx) =>
    queueMessage(tx, {
      recordId,
      channel: 'mail',
      to: 'somebody@example.jp',
      purpose,
      template: 'news',
      words: { subject: '新着', text: '新着' },
      language: 'ja',
      notBefore: tx.now.add({ hours: 2 }),
    }),
  );
  const reach = () =>
    transaction(house.db, {}, (tx) => countReachable(tx, maskOf([purpose]) & ~1, 10_000));
  const profile = () =>
    transaction(house.db, { purpose }, async (tx) =>
      (await readProfiles(tx, [recordId])).get(recordId),
    );
  expect(await profile()).toMatchObject({ familyName: '同意' });
  const reached = await reach();

  await decide(house, recordId, 'withdrawn');
  const since = performance.now();
  expect(await profile()).toBeNull();
  expect(await reach()).toBe(reached - 1);
  const state = async () => {
    const { rows } = await house.db.pool.query(
      `SELECT m.state, m.failure_code, m.next_try_at FROM messages.message m WHERE id = $1`,
      [messageId],
    );
    return rows[0];
  };
  await expect.poll(state, { timeout: withdrawalMsMax, interval: 50 }).toEqual({
    state: 'cancelled',
    failure_code: 'no_consent',
    next_try_at: null,
  });
  expect(performance.now() - since).toBeLessThan(withdrawalMsMax);
});

/** Tables that hold sealed profiles, contacts and what somebody did, each row with the purposes she agreed to. */
const masked = [
  'accounts.address',
  'bookings.contact',
  'customers.contact',
  'customers.moment',
  'customers.profile',
  'customers.profile_history',
  'floor.follow_up',
  'floor.note',
  'gifts.receiver',
  'layaways.contact',
  'messages.content',
  'messages.mailbox',
  'messages.push_device',
  'moments.moment',
  'orders.contact',
] as const;
/** And those whose rule is one of their own. */
const gated = [...masked, 'customers.health_note', 'rights.share'] as const;

/**
 * Each has one purpose for its whole life: it is opened by its own delivery and by her package, and goes when it was sent
 * or its week is over. No record's mask hangs on it.
 */
const ownPurpose = new Set(['messages.content', 'messages.mailbox']);

/** Never set in this session, or set only within a transaction that is over. */
const noPurpose = /engawa\.purpose|type bigint: ""/;

/** A row in each of the tables, so that there is something to be kept back. */
async function fillGated(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const [id, version] = [newId(), "1, '\\x00', '\\x00', 1, now(), 'test'"];
  try {
    await client.query("SET engawa.purpose = '1'");
    for (const text of [
      `INSERT INTO customers.profile (record_id, version, sealed, fingerprint, consent, updated_at, updated_by)
       VALUES ('${id}', ${version})`,
      `INSERT INTO customers.profile_history (record_id, version, sealed, consent, updated_at, updated_by, replaced_at)
       VALUES ('${id}', 1, '\\x00', 1, now(), 'test', now())`,
      `INSERT INTO customers.contact (id, record_id, kind, token, sealed, consent, created_at)
       VALUES ('${id}', '${id}', 'email', '\\x00', '\\x00', 1, now())`,
      `INSERT INTO customers.moment (record_id, event_id, position, type, subject, occurred_at, actor, data, consent)
       VALUES ('${id}', '${id}', 1, 'x', 'x', now(), 'test', '{}', 1)`,
      `INSERT INTO moments.moment (id, bundle_id, feed_id, type, version, record_id, channel, occurred_at, received_at,
         data, consent) VALUES ('${id}', '${id}', '${id}', 'x', 1, '${id}', 'web', now(), now(), '{}', 1)`,
      `INSERT INTO customers.health_note (id, record_id, kind, sealed, noted_by, noted_at)
       VALUES ('${id}', '${id}', 'allergy', '\\x00', 'test', now())`,
      `INSERT INTO messages.message (id, channel, purpose, template, language, state, created_at)
       VALUES ('${id}', 'mail', 'service', 'x', 'ja', 'sent', now())`,
      `INSERT INTO messages.content (message_id, consent, sealed) VALUES ('${id}', 1, '\\x00')`,
      `INSERT INTO messages.mailbox (message_id, consent, sealed, put_at) VALUES ('${id}', 1, '\\x00', now())`,
    ]) {
      await client.query(text);
    }
    // A booking needs a resource and a place: its contact alone is enough here.
    await client.query(`SET session_replication_role = 'replica'`);
    for (const text of [
      `INSERT INTO bookings.contact (booking_id, record_id, sealed) VALUES ('${id}', '${id}', '\\x00')`,
      `INSERT INTO layaways.contact (layaway_id, record_id, sealed) VALUES ('${id}', '${id}', '\\x00')`,
      `INSERT INTO orders.contact (order_id, record_id, sealed) VALUES ('${id}', '${id}', '\\x00')`,
      `INSERT INTO gifts.receiver (gift_id, record_id, sealed) VALUES ('${id}', '${id}', '\\x00')`,
      `INSERT INTO accounts.address (id, record_id, sealed, is_default, created_at, changed_at)
       VALUES ('${id}', '${id}', '\\x00', true, now(), now())`,
      `INSERT INTO floor.note (id, record_id, place_id, sealed, written_at) VALUES ('${id}', '${id}', '${id}', '\\x00', now())`,
      `INSERT INTO floor.follow_up (id, record_id, place_id, sealed, due_on, planned_at)
       VALUES ('${id}', '${id}', '${id}', '\\x00', now(), now())`,
      `INSERT INTO messages.push_device (id, record_id, session_id, endpoint_token, sealed, language, created_at)
       VALUES ('${id}', '${id}', '${id}', '\\x00', '\\x00', 'ja', now())`,
      `INSERT INTO rights.share (record_id, party_id, items, given_at) VALUES ('${id}', '${id}', '{email}', now())`,
    ]) {
      await client.query(text);
    }
  } finally {
    await client.end();
  }
}

/** `seen`: the tables that have something to keep back. */
type Gates = { readonly open: string[]; readonly seen: string[] };

/** What stands open to the role that the server works as: without a purpose, and under one she did not agree to. */
async function tryGates(url: string): Promise<Gates> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SET ROLE engawa_app');
    const open: string[] = [];
    for (const table of gated) {
      const refused = await client.query(`SELECT count(*) FROM ${table}`).then(
        () => false,
        (error: Error) => noPurpose.test(error.message),
      );
      if (!refused) {
        open.push(`${table} answers without a purpose`);
      }
    }
    await client.query("SET engawa.purpose = '4'");
    for (const table of masked) {
      const others = await client.query(`SELECT 1 FROM ${table}`);
      if (others.rowCount !== 0) {
        open.push(`${table} is seen for marketing without consent`);
      }
    }
    for (const purpose of [1, 1024]) {
      // Neither what she asked for herself nor a purpose that she did not agree to shows her health.
      await client.query(`SET engawa.purpose = '${purpose}'`);
      const health = await client.query('SELECT 1 FROM customers.health_note');
      if (health.rowCount !== 0) {
        open.push(`customers.health_note is seen under ${purpose}`);
      }
    }
    await client.query("SET engawa.purpose = '1'");
    const seen: string[] = [];
    for (const table of masked) {
      const own = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
      seen.push(...(own.rowCount === 1 ? [table] : []));
    }
    return { open, seen };
  } finally {
    await client.end();
  }
}

test('a look-up without a purpose is refused by the database itself, also to a programmer who forgot', async ({
  house,
}) => {
  await customer(house);
  await fillGated(house.url);
  const { open, seen } = await tryGates(house.url);
  expect(open).toEqual([]);
  expect(seen).toEqual(masked);
  // A statement outside of any transaction declares none.
  await expect(house.db.pool.query('SELECT * FROM customers.profile')).rejects.toThrow(noPurpose);
});

test('the server’s role owns nothing and goes round no gate', async ({ house }) => {
  const { rows } = await house.db.pool.query(`
    SELECT r.rolsuper, r.rolbypassrls, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
    FROM pg_roles r WHERE r.rolname = current_user`);
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, owned: 0 }]);
  const { rows: loose } = await house.db.pool.query<{ name: string }>(`
    SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'consent' AND a.attnum > 0
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'record'
      AND n.nspname NOT IN ('privacy', 'information_schema')
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`);
  expect(loose).toEqual([]);
  // Whichever table has a gate is among those whose gate is taken away below.
  const { rows: known } = await house.db.pool.query<{ name: string }>(`
    SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relforcerowsecurity AND NOT c.relispartition`);
  expect(known.map(({ name }) => name).toSorted()).toEqual(gated.toSorted());
});

test('taking any gate away is noticed', { timeout: 60_000 }, async () => {
  const clone = await cloneDatabase();
  await fillGated(clone.url);
  const owner = new pg.Client({ connectionString: clone.url });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    // All at once: each is told of by its own name.
    const setAll = (word: 'DISABLE' | 'ENABLE') =>
      owner.query(gated.map((each) => `ALTER TABLE ${each} ${word} ROW LEVEL SECURITY`).join(';'));
    await setAll('DISABLE');
    const { open: ungated } = await tryGates(clone.url);
    for (const table of gated) {
      expect(ungated).toContain(`${table} answers without a purpose`);
    }
    await setAll('ENABLE');
    expect((await tryGates(clone.url)).open).toEqual([]);
    await owner.query(
      'ALTER POLICY purpose ON customers.health_note USING (kernel.purpose_bit() IN (1, 1024))',
    );
    expect((await tryGates(clone.url)).open).toEqual([
      'customers.health_note is seen under 1',
      'customers.health_note is seen under 1024',
    ]);
    // Policies that let everything through.
    const all = 'USING (kernel.purpose_bit() > 0)';
    await owner.query(masked.map((each) => `ALTER POLICY purpose ON ${each} ${all}`).join(';'));
    const { open } = await tryGates(clone.url);
    for (const table of masked) {
      expect(open).toContain(`${table} is seen for marketing without consent`);
    }
  } finally {
    await owner.end();
    await clone.drop();
  }
});

test('a row of somebody who has stopped every use is seen under duty and nothing else', async () => {
  const clone = await cloneDatabase();
  await fillGated(clone.url);
  const client = new pg.Client({ connectionString: clone.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query("SET ROLE engawa_app; SET engawa.purpose = '4097'");
    for (const table of masked) {
      await client.query(`UPDATE ${table} SET consent = ${stoppedMask}`);
    }
    const seenUnder = async (bits: number, tables: readonly string[]) => {
      await client.query(`SET engawa.purpose = '${bits}'`);
      const seen: string[] = [];
      for (const table of tables) {
        const { rowCount } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
        seen.push(...(rowCount === 1 ? [table] : []));
      }
      return seen;
    };
    for (const name of (Object.keys(purposes) as Purpose[]).filter((each) => each !== 'partners')) {
      expect([name, await seenUnder(declaredBits(name), masked)]).toEqual([
        name,
        name === 'duty' ? masked : [],
      ]);
    }
    // For herself, who reads her health notes in what she is handed.
    const own = declaredBits('health') | stoppedMask;
    expect(await seenUnder(own, ['customers.health_note'])).toEqual(['customers.health_note']);
    for (const name of ['service', 'duty', 'health'] as const) {
      expect(await seenUnder(declaredBits(name), ['customers.health_note'])).toEqual([]);
    }
    expect(await seenUnder(declaredBits('duty'), ['rights.share'])).toEqual(['rights.share']);
    // A company sees nobody who has stopped, whatever she showed it.
    await client.query(
      "SET engawa.party = '00000000-0000-0000-0000-000000000000'; SET engawa.place = ''",
    );
    expect(await seenUnder(declaredBits('partners'), [...masked, 'rights.share'])).toEqual([]);
  } finally {
    await client.end();
    await clone.drop();
  }
});

test('every table whose rows carry a mask and a record follows a stop of use', async ({
  house,
}) => {
  const { rows } = await house.db.pool.query<{ name: string }>(`
    SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'consent' AND a.attnum > 0
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('privacy', 'information_schema')`);
  // These turn in the commit of the stop itself.
  const atOnce = ['record', 'profile', 'profile_history', 'contact', 'moment'];
  const following = [
    ...atOnce.map((table) => `customers.${table}`),
    ...stopFollowers.flatMap(({ tables }) => tables),
  ];
  expect(following.toSorted()).toEqual(
    rows
      .map(({ name }) => name)
      .filter((name) => !ownPurpose.has(name))
      .toSorted(),
  );
});

const root = join(import.meta.dirname, '../..');

/** The source files that say `duty`, as paths below server/. */
function filesForDuty(): string[] {
  return globSync('{kernel,modules,storefront}/**/*.ts', { cwd: join(root, 'server') })
    .filter((path) => !/\.(test|prove)\.ts$/.test(path))
    .filter((path) => {
      const text = readFileSync(join(root, 'server', path), 'utf8');
      // A route says it with its access: those are told by the API document.
      return text.replaceAll(/access: '[a-z.]+', purpose: 'duty'/g, '').includes("'duty'");
    })
    .toSorted();
}

test('the places that declare duty are those that the decision names', () => {
  const page = readFileSync(join(root, 'docs/decisions/0036-stop-of-use.md'), 'utf8');
  const named = (title: string) => {
    const part = page.split(`### ${title}\n`)[1]?.split('\n#')[0] ?? '';
    return [...part.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '').toSorted();
  };
  const forDuty = operations.filter(({ described }) => described['x-engawa-purpose'] === 'duty');
  expect(named('Operations')).toEqual(forDuty.map(({ id }) => id).toSorted());
  expect(named('Files')).toEqual(filesForDuty());
});
