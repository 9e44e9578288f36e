// The database: one pool, statements declared once and prepared by name, one transaction path.
// A statement lives in its module's store.ts or views.ts as a constant, so that a test can prepare every
// statement of the house against the real schema, and hot statements are parsed once a connection. Statements
// issued in one turn go out together and are answered together (the driver's pipeline): a flight of sixteen
// statements is two round trips. They run in the order of the calls.
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { type ArrayKinds, arrayKindsOf } from './db-arrays.ts';
import { fromDriver, isOutage, typeParsers, unavailable } from './db-driver.ts';
import { toParameters } from './db-values.ts';
import type { Logger } from './logger.ts';
import type { MasterKeys } from './sealing.ts';

export type Statement<Row extends object> = {
  readonly name: string;
  readonly text: string;
  /** What its array parameters are, so that they are sent in binary. */
  readonly arrays: ArrayKinds;
  /** Never set: carries the row's type. */
  readonly row?: Row;
};

export type Parameters = readonly unknown[];

/** What runs statements: the database itself (each alone) or a transaction. */
export type Executor = {
  all<Row extends object>(statement: Statement<Row>, parameters?: Parameters): Promise<Row[]>;
  /** Exactly one row; anything else is a bug. */
  one<Row extends object>(statement: Statement<Row>, parameters?: Parameters): Promise<Row>;
  maybe<Row extends object>(
    statement: Statement<Row>,
    parameters?: Parameters,
  ): Promise<Row | undefined>;
  /** The number of rows touched. */
  run(statement: Statement<object>, parameters?: Parameters): Promise<number>;
};

export type Database = Executor & {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  /** The house's: of days that belong to no place. */
  readonly timeZone: string;
  readonly log: Logger;
  readonly masters: MasterKeys;
  readonly serverVersion: number;
  close(): Promise<void>;
};

const statements = new Map<string, Statement<object>>();

/** Declares a statement; `Row` is the shape of one row. */
export function statement<Row extends object>(text: string): Statement<Row> {
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
  const declared: Statement<Row> = { name, text, arrays: arrayKindsOf(text) };
  statements.set(name, declared);
  return declared;
}

/** Every statement declared so far, for the schema test. */
export function declaredStatements(): readonly Statement<object>[] {
  return [...statements.values()];
}

export type DatabaseOptions = {
  readonly url: string;
  readonly log: Logger;
  readonly masters: MasterKeys;
  readonly clock?: Clock;
  /** Asia/Tokyo unless told. */
  readonly timeZone?: string;
  readonly connectionsMax?: number;
  readonly applicationName?: string;
  /** The role every connection takes: it owns nothing (`engawa_app`). Null keeps the role of the URL. */
  readonly role?: string | null;
};

/** Opens the pool and makes sure that the database answers. Throws `kernel.database_unreachable`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const role = options.role === undefined ? 'engawa_app' : options.role;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax ?? 16,
    application_name: options.applicationName ?? 'engawa',
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    types: typeParsers,
    pipeline: true,
    ...(role === null ? {} : { options: `-c role=${role}` }),
  });
  let isClosing = false;
  pool.on('error', (error) => {
    if (!isClosing) {
      options.log.warn({ error: error.message }, 'a connection was lost');
    }
  });
  pool.on('connect', (client) => client.on('error', () => undefined));
  const serverVersion = await readVersion(pool);
  return {
    ...executorOf(pool),
    pool,
    clock: options.clock ?? systemClock,
    timeZone: options.timeZone ?? 'Asia/Tokyo',
    log: options.log,
    masters: options.masters,
    serverVersion,
    close: () => {
      isClosing = true;
      return pool.end();
    },
  };
}

/** The executor over a pool or a client. */
export function executorOf(queryable: pg.Pool | pg.PoolClient): Executor {
  const query = async <Row extends object>(of: Statement<Row>, parameters: Parameters = []) => {
    try {
      gatherWrites(queryable);
      const values = toParameters(of.arrays, parameters);
      const answered = queryable.query<Row>({ name: of.name, text: of.text, values });
      sendWhatIsMuch(queryable);
      return await answered;
    } catch (error) {
      throw fromDriver(error);
    }
  };
  return {
    all: async (of, parameters) => (await query(of, parameters)).rows,
    one: async (of, parameters) => {
      const { rows } = await query(of, parameters);
      const [row] = rows;
      if (row === undefined || rows.length > 1) {
        throw new Error(`expected one row, found ${rows.length}: ${of.text.slice(0, 120)}`);
      }
      return row;
    },
    maybe: async (of, parameters) => (await query(of, parameters)).rows[0],
    run: async (of, parameters) => (await query(of, parameters)).rowCount ?? 0,
  };
}

const gathering = new WeakSet<Duplex>();

/** What this turn writes to the connection leaves as one packet: a system call a statement was a third of Node's time. */
export function gatherWrites(queryable: pg.Pool | pg.PoolClient): void {
  if (queryable instanceof pg.Pool) {
    return;
  }
  const { stream } = queryable.connection;
  if (!gathering.has(stream)) {
    gathering.add(stream);
    stream.cork();
    process.nextTick(() => {
      gathering.delete(stream);
      stream.uncork();
    });
  }
}

/** Postgres begins with what is there while the rest of a large flight is still being written down. */
function sendWhatIsMuch(queryable: pg.Pool | pg.PoolClient): void {
  if (queryable instanceof pg.Pool) {
    return;
  }
  const { stream } = queryable.connection;
  if (gathering.has(stream) && stream.writableLength >= muchBytes) {
    stream.uncork();
    stream.cork();
  }
}

const muchBytes = 32_768;

async function readVersion(pool: pg.Pool): Promise<number> {
  try {
    const { rows } = await pool.query<{ v: string }>(
      "SELECT current_setting('server_version_num') AS v",
    );
    return Number(rows[0]?.v ?? 0);
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw isOutage(error) ? unavailable(error) : error;
  }
}
