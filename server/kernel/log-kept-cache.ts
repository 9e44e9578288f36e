// Memory that the log keeps true: what was read once is answered again until an event says that it changed.
//
// - In the process that wrote, an event drops its entries before the write is answered: whoever is told "done"
//   reads what was done.
// - Every other process hears it from the log. A cache answers only while this process has read the log to its
//   end within the last second (`staleMsMax`); when the log cannot be read, the database is asked each time. So
//   an answer is at most one second behind the log, in practice some milliseconds. A process that dies between
//   its commit and the stamping of its events adds up to a second: another one stamps them then.
// - After a break of the log (a lost connection, a restore, a new epoch) all entries go.
// - What is being loaded while its event comes is answered to those who wait for it and not kept.
// - A rolled-back write has no event and loads never run inside somebody's transaction, so what was never
//   committed is never seen.
//
// Entries also end after a minute, so that a change nobody announced heals by itself. Memory is bounded by
// weight: two generations, of which the older is let go when the younger is full; cheaper a hit than a list of
// the least recently used, and as good for what is asked often.
import type { Database } from './db.ts';
import { type Log, logOf, onLogBreak } from './log.ts';
import { onCommittedNews } from './transaction.ts';

/** What a cache is told: an event as it was emitted or as the log has it. */
export type News = {
  readonly type: string;
  /** A typed id, `itm_…`. */
  readonly subject: string;
  readonly data: object;
};

export type CacheKind<Value> = {
  /** `catalog.prices`: the module and what is kept. */
  readonly name: string;
  /** The sum of `weigh` of all entries; entries, where nothing is weighed. Half of it is kept for certain. */
  readonly weightMax: number;
  readonly weigh?: (value: Value) => number;
  /** The types of events that may make an entry untrue. */
  readonly hears: readonly string[];
  /** The keys that an event makes untrue; 'all' when it does not name them. */
  drops(news: News): readonly string[] | 'all';
  /** Set-based, 200 keys at most; a key it does not answer is not kept. Each load has a connection of its own. */
  load(db: Database, keys: readonly string[]): Promise<ReadonlyMap<string, Value>>;
};

export type LogKeptCache<Value> = {
  readonly kind: CacheKind<Value>;
  /** From memory at once; undefined when it is not there or may be old. Safe inside a transaction. */
  known(db: Database, key: string): Value | undefined;
  /**
   * From memory or loaded, a few keys or many; what does not exist is left out. Never inside a transaction: a
   * load takes another connection of the pool.
   */
  find(db: Database, keys: readonly string[]): Promise<Map<string, Value>>;
  /** For one key. */
  findOne(db: Database, key: string): Promise<Value | undefined>;
  /** Begins to load what is not there; nobody waits and nothing is thrown. */
  warm(db: Database, keys: readonly string[]): void;
  /** What it has done and holds in this process, for metrics and tests. */
  figures(db: Database): CacheFigures;
};

export type CacheFigures = {
  readonly entries: number;
  readonly weight: number;
  readonly hits: number;
  readonly loads: number;
};

/** How far behind the log an answer may be. */
const staleMsMax = 1000;
const entryMsMax = 60_000;
const keysOfLoadMax = 200;
const loadsAtOnceMax = 3;

const declared: LogKeptCache<unknown>[] = [];

/** Every cache declared so far, for metrics and the contract test. */
export function declaredCaches(): readonly LogKeptCache<unknown>[] {
  return declared;
}

/** Declares a cache; each open database of the process gets its own entries. */
export function defineLogKeptCache<Value>(kind: CacheKind<Value>): LogKeptCache<Value> {
  const ofDatabase = new WeakMap<Database, Kept<Value>>();
  const keptOf = (db: Database): Kept<Value> => {
    let kept = ofDatabase.get(db);
    if (kept === undefined) {
      kept = new Kept(kind, db);
      ofDatabase.set(db, kept);
    }
    return kept;
  };
  const cache: LogKeptCache<Value> = {
    kind,
    known: (db, key) => keptOf(db).known(key),
    find: (db, keys) => keptOf(db).find(keys),
    findOne: async (db, key) => {
      const kept = keptOf(db);
      return kept.known(key) ?? (await kept.find([key])).get(key);
    },
    warm: (db, keys) => {
      keptOf(db)
        .find(keys)
        .catch(() => undefined);
    },
    figures: (db) => keptOf(db).figures(),
  };
  declared.push(cache as LogKeptCache<unknown>);
  return cache;
}

type Entry<Value> = { readonly value: Value; readonly weight: number; readonly untilMs: number };

type Loading<Value> = {
  readonly promise: Promise<Value | undefined>;
  readonly done: (value: Value | undefined) => void;
  readonly failed: (error: unknown) => void;
};

/** The entries of one cache for one database. */
class Kept<Value> {
  readonly #kind: CacheKind<Value>;
  readonly #db: Database;
  #log: Log | undefined;
  #young = new Map<string, Entry<Value>>();
  #old = new Map<string, Entry<Value>>();
  #youngWeight = 0;
  #oldWeight = 0;
  #hits = 0;
  #loads = 0;
  /** Asked and on its way; what is dropped meanwhile leaves and is not kept. */
  readonly #loading = new Map<string, Loading<Value>>();
  readonly #waiting = new Map<string, Loading<Value>>();
  #flights = 0;

  constructor(kind: CacheKind<Value>, db: Database) {
    this.#kind = kind;
    this.#db = db;
  }

  known(key: string): Value | undefined {
    const nowMs = performance.now();
    if (!this.#isKept(nowMs)) {
      return undefined;
    }
    const entry = this.#young.get(key) ?? this.#promoted(key);
    if (entry === undefined || entry.untilMs < nowMs) {
      return undefined;
    }
    this.#hits += 1;
    return entry.value;
  }

  async find(keys: readonly string[]): Promise<Map<string, Value>> {
    const found = new Map<string, Value>();
    const missing: [string, Promise<Value | undefined>][] = [];
    for (const key of keys) {
      const value = this.known(key);
      if (value === undefined) {
        missing.push([key, this.#ask(key)]);
      } else {
        found.set(key, value);
      }
    }
    if (missing.length > 0) {
      this.#fly();
      const values = await Promise.all(missing.map(([, promise]) => promise));
      for (const [at, value] of values.entries()) {
        const key = missing[at]?.[0];
        if (key !== undefined && value !== undefined) {
          found.set(key, value);
        }
      }
    }
    return found;
  }

  figures(): CacheFigures {
    return {
      entries: this.#young.size + this.#old.size,
      weight: this.#youngWeight + this.#oldWeight,
      hits: this.#hits,
      loads: this.#loads,
    };
  }

  /** Whether the log is followed closely enough to answer from memory. */
  #isKept(nowMs: number): boolean {
    this.#log ??= this.#attach();
    return this.#log !== undefined && nowMs - this.#log.readAtMs <= staleMsMax;
  }

  #attach(): Log | undefined {
    const log = logOf(this.#db);
    if (log === undefined) {
      return undefined;
    }
    const heard = new Set(this.#kind.hears);
    const hear = (news: readonly News[]) => {
      for (const each of news) {
        if (heard.has(each.type)) {
          this.#drop(this.#kind.drops(each));
        }
      }
    };
    onCommittedNews(this.#db, hear);
    onLogBreak(this.#db, () => this.#drop('all'));
    log.subscribe(log.head, hear, () => this.#drop('all'));
    return log;
  }

  #drop(keys: readonly string[] | 'all'): void {
    if (keys === 'all') {
      this.#young = new Map();
      this.#old = new Map();
      this.#youngWeight = 0;
      this.#oldWeight = 0;
      this.#loading.clear();
      return;
    }
    for (const key of keys) {
      this.#loading.delete(key);
      this.#youngWeight -= takeFrom(this.#young, key);
      this.#oldWeight -= takeFrom(this.#old, key);
    }
  }

  #promoted(key: string): Entry<Value> | undefined {
    const entry = this.#old.get(key);
    if (entry !== undefined) {
      this.#oldWeight -= takeFrom(this.#old, key);
      this.#put(key, entry);
    }
    return entry;
  }

  #put(key: string, entry: Entry<Value>): void {
    this.#youngWeight += entry.weight - takeFrom(this.#young, key);
    this.#oldWeight -= takeFrom(this.#old, key);
    this.#young.set(key, entry);
    if (this.#youngWeight > this.#kind.weightMax / 2) {
      this.#old = this.#young;
      this.#oldWeight = this.#youngWeight;
      this.#young = new Map();
      this.#youngWeight = 0;
    }
  }

  /** Joins a load on its way, or waits for the next one: what comes meanwhile is loaded together. */
  #ask(key: string): Promise<Value | undefined> {
    let loading = this.#loading.get(key) ?? this.#waiting.get(key);
    if (loading === undefined) {
      const { promise, resolve, reject } = Promise.withResolvers<Value | undefined>();
      loading = { promise, done: resolve, failed: reject };
      this.#waiting.set(key, loading);
    }
    return loading.promise;
  }

  #fly(): void {
    while (this.#waiting.size > 0 && this.#flights < loadsAtOnceMax) {
      const flight = new Map([...this.#waiting].slice(0, keysOfLoadMax));
      for (const [key, loading] of flight) {
        this.#waiting.delete(key);
        this.#loading.set(key, loading);
      }
      this.#flights += 1;
      void this.#load(flight).finally(() => {
        this.#flights -= 1;
        this.#fly();
      });
    }
  }

  async #load(flight: ReadonlyMap<string, Loading<Value>>): Promise<void> {
    // Seen before the first event could be missed: without a log nothing is kept.
    const isHeard = this.#log !== undefined;
    this.#loads += 1;
    try {
      const values = await this.#kind.load(this.#db, [...flight.keys()]);
      const untilMs = performance.now() + entryMsMax;
      for (const [key, loading] of flight) {
        const value = values.get(key);
        const isTrue = this.#loading.get(key) === loading;
        if (isTrue) {
          this.#loading.delete(key);
        }
        if (isTrue && isHeard && value !== undefined) {
          const weight = this.#kind.weigh?.(value) ?? 1;
          this.#put(key, { value, weight, untilMs });
        }
        loading.done(value);
      }
    } catch (error) {
      for (const [key, loading] of flight) {
        if (this.#loading.get(key) === loading) {
          this.#loading.delete(key);
        }
        loading.failed(error);
      }
    }
  }
}

/** Removes an entry; answers its weight, 0 when it was not there. */
function takeFrom(entries: Map<string, Entry<unknown>>, key: string): number {
  const weight = entries.get(key)?.weight;
  if (weight === undefined) {
    return 0;
  }
  entries.delete(key);
  return weight;
}
