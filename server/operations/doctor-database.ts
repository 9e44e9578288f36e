// The database's side of doctor: one look each, with the owner's connection.
import type pg from 'pg';
import { readMigrations } from '#kernel/migrate';
import type { Checks } from './doctor-check.ts';
import { unfinishedRestore } from './restore-target.ts';

type Look = {
  readonly name: string;
  run(client: pg.Client, checks: Checks, name: string): Promise<void>;
};

/** Tables whose rows are seen by purpose only; a row security that is off there shows everything. */
const guarded = [
  'customers.profile',
  'customers.profile_history',
  'customers.contact',
  'customers.moment',
];

export async function checkDatabase(checks: Checks, client: pg.Client): Promise<void> {
  for (const look of looks) {
    await checks.attempt(look.name, () => look.run(client, checks, look.name));
  }
}

async function first<Row extends object>(
  client: pg.Client,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row> {
  const { rows } = await client.query<Row>(text, [...values]);
  const [row] = rows;
  if (row === undefined) {
    throw new Error('the database gave no answer');
  }
  return row;
}

const looks: readonly Look[] = [
  {
    name: 'database',
    run: async (client, checks, name) => {
      const row = await first<{ version: string; number: number; now: number }>(
        client,
        `SELECT current_setting('server_version') AS version,
           current_setting('server_version_num')::int AS number,
           extract(epoch FROM clock_timestamp())::float AS now`,
      );
      if (row.number < 160_000) {
        checks.bad(name, `Postgres ${row.version} answers.`, 'Use Postgres 16 or newer.');
      } else {
        checks.ok(name, `Postgres ${row.version} answers.`);
      }
      const skew = Math.abs(Date.now() / 1000 - row.now);
      if (skew > 2) {
        checks.warn(
          'clock',
          `The clocks of this machine and the database differ by ${skew.toFixed(1)} s.`,
          'Switch on the time service (NTP) on both.',
        );
      } else {
        checks.ok('clock', 'The clocks agree.');
      }
    },
  },
  {
    name: 'restore',
    run: async (client, checks, name) => {
      const since = await unfinishedRestore(client);
      if (since !== undefined) {
        checks.bad(
          name,
          `A restore began at ${since} and did not end.`,
          'Run `engawa restore` again.',
        );
      }
    },
  },
  {
    name: 'migrations',
    run: async (client, checks, name) => {
      const { rows } = await client.query<{ name: string; hash: string }>(
        'SELECT name, hash FROM public.engawa_migration',
      );
      const applied = new Map(rows.map((row) => [row.name, row.hash]));
      const files = readMigrations();
      const missing = files.filter((file) => !applied.has(file.name));
      const changed = files.filter((file) => (applied.get(file.name) ?? file.hash) !== file.hash);
      const known = new Set(files.map((file) => file.name));
      const newer = rows.filter((row) => !known.has(row.name));
      const names = (list: readonly { name: string }[]) => list.map((each) => each.name).join(', ');
      if (newer.length > 0) {
        checks.bad(
          name,
          `The schema is of a newer release (${names(newer)}).`,
          'Install that release.',
        );
      } else if (changed.length > 0) {
        checks.bad(
          name,
          `Applied migrations were changed: ${names(changed)}.`,
          'Put the files back as released.',
        );
      } else if (missing.length > 0) {
        checks.bad(name, `Not applied yet: ${names(missing)}.`, 'Run `engawa migrate`.');
      } else {
        checks.ok(name, `All ${files.length} migrations are applied.`);
      }
    },
  },
  {
    name: 'server role',
    run: async (client, checks, name) => {
      const row = await first<{ owned: number; mighty: boolean }>(
        client,
        `SELECT (SELECT count(*)::int FROM pg_shdepend
             WHERE refclassid = 'pg_authid'::regclass AND refobjid = r.oid AND deptype = 'o') AS owned,
           r.rolsuper OR r.rolbypassrls AS mighty
         FROM (SELECT 1) one LEFT JOIN pg_roles r ON r.rolname = 'engawa_app'`,
      );
      if (row.mighty === null) {
        checks.bad(
          name,
          'The role engawa_app does not exist.',
          'Run `engawa migrate` as the owner.',
        );
      } else if (row.mighty || row.owned > 0) {
        checks.bad(
          name,
          'The role engawa_app owns objects or passes row security, so purposes do not bind the server.',
          'ALTER ROLE engawa_app NOSUPERUSER NOBYPASSRLS; REASSIGN OWNED BY engawa_app TO the owner.',
        );
      } else {
        checks.ok(name, 'The server works as engawa_app, which owns nothing.');
      }
    },
  },
  {
    name: 'row security',
    run: async (client, checks, name) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c
         JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'graphile_worker'
           AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
           AND (n.nspname || '.' || c.relname = ANY ($1) OR c.relrowsecurity
             OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)) ORDER BY 1`,
        [guarded],
      );
      if (rows.length === 0) {
        checks.ok(name, 'Row security is forced wherever it belongs.');
      } else {
        const tables = rows.map((row) => row.name);
        checks.bad(
          name,
          `Row security is not forced on ${tables.join(', ')}.`,
          tables
            .map(
              (table) =>
                `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;`,
            )
            .join(' '),
        );
      }
    },
  },
  {
    name: 'Japanese order',
    run: async (client, checks, name) => {
      const row = await first<{ works: boolean }>(
        client,
        `SELECT 'カ' = 'か' COLLATE kernel.ja_loose AND 'あ' < 'い' COLLATE kernel.ja AS works`,
      );
      if (row.works) {
        checks.ok(name, 'Japanese text is compared and sorted by ICU.');
      } else {
        checks.bad(
          name,
          'ICU does not take カ and か for the same.',
          'Use a Postgres built with ICU.',
        );
      }
    },
  },
  {
    name: 'log',
    run: async (client, checks, name) => {
      const row = await first<{ waiting: number; seconds: number | null }>(
        client,
        `SELECT count(*)::int AS waiting,
           extract(epoch FROM clock_timestamp() - min(e.recorded_at))::float AS seconds
         FROM kernel.event_pending p CROSS JOIN LATERAL unnest(p.event_ids) AS u(event_id)
         LEFT JOIN kernel.event e ON e.id = u.event_id`,
      );
      if (row.waiting > 0 && (row.seconds ?? 0) > 10) {
        checks.warn(
          name,
          `${row.waiting} events wait for their positions, the oldest for ${Math.round(row.seconds ?? 0)} s.`,
          'Start Engawa: a running server gives positions within a second. If one runs, see its log.',
        );
      } else {
        checks.ok(name, 'Events get their positions.');
      }
    },
  },
  {
    name: 'listeners',
    run: async (client, checks, name) => {
      const { rows } = await client.query<{
        name: string;
        lag: number;
        failing: boolean;
        parked: number;
      }>(
        `SELECT l.name, ((SELECT coalesce(max(position), 0) FROM kernel.event_position) - l.position)::int AS lag,
           l.retry_at IS NOT NULL AS failing,
           (SELECT count(*)::int FROM kernel.listener_parked p WHERE p.listener = l.name) AS parked
         FROM kernel.listener l ORDER BY 1`,
      );
      const behind = rows.filter((row) => row.lag > 5000 || row.failing);
      const parked = rows.filter((row) => row.parked > 0);
      if (behind.length > 0) {
        const list = behind.map((row) => `${row.name} (${row.lag} events)`).join(', ');
        checks.warn(
          name,
          `Behind the log: ${list}.`,
          'Wait if it shrinks; else see the log of the server.',
        );
      }
      if (parked.length > 0) {
        const list = parked.map((row) => `${row.name} (${row.parked})`).join(', ');
        checks.warn(
          name,
          `Events were set aside because they failed five times: ${list}.`,
          'The reasons are in kernel.listener_parked; report them.',
        );
      }
      if (behind.length === 0 && parked.length === 0) {
        checks.ok(name, `${rows.length} listeners keep up with the log.`);
      }
    },
  },
  {
    name: 'jobs',
    run: async (client, checks, name) => {
      const { rows } = await client.query<{ task: string; given_up: number; failing: number }>(
        `SELECT task_identifier AS task, count(*) FILTER (WHERE attempts >= max_attempts)::int AS given_up,
           count(*) FILTER (WHERE attempts < max_attempts)::int AS failing
         FROM graphile_worker.jobs WHERE last_error IS NOT NULL GROUP BY 1 ORDER BY 1`,
      );
      const list = rows.map(
        (row) => `${row.task} (${row.failing} retried, ${row.given_up} given up)`,
      );
      if (rows.length > 0) {
        checks.warn(
          name,
          `Jobs fail: ${list.join(', ')}.`,
          'The reasons are in last_error of graphile_worker.jobs; a mail or payment service may be down.',
        );
      } else {
        checks.ok(name, 'No job fails.');
      }
    },
  },
  {
    name: 'transactions',
    run: async (client, checks, name) => {
      const { rows } = await client.query<{ pid: number; application: string; seconds: number }>(
        `SELECT pid, application_name AS application,
           extract(epoch FROM clock_timestamp() - xact_start)::int AS seconds
         FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
           AND backend_type = 'client backend' AND xact_start < clock_timestamp() - interval '2 minutes'
         ORDER BY xact_start`,
      );
      const [oldest] = rows;
      if (oldest === undefined) {
        checks.ok(name, 'No transaction is open for long.');
      } else {
        checks.warn(
          name,
          `${rows.length} transactions are open for more than 2 minutes, the oldest (${oldest.application}) for ${oldest.seconds} s: dead rows pile up.`,
          `A back-up or import may be at work. Else end it: SELECT pg_terminate_backend(${oldest.pid});`,
        );
      }
    },
  },
  {
    name: 'partitions',
    run: async (client, checks, name) => {
      const row = await first<{ ready: boolean }>(
        client,
        `SELECT to_regclass('kernel.event_' || to_char(now() AT TIME ZONE 'UTC' + interval '1 month', 'YYYY_MM'))
           IS NOT NULL AS ready`,
      );
      if (row.ready) {
        checks.ok(name, 'The log has its partitions for the next month.');
      } else {
        checks.warn(
          name,
          'The log has no partition for the next month yet.',
          'SELECT kernel.ensure_event_partitions(3); the server does it by itself when it runs.',
        );
      }
    },
  },
];
