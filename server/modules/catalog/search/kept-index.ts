// The word index of this process, kept by the log. It is built when the server listens or at the first search, some items at a time so that
// requests go on, and until it stands the database is asked (search-items.ts). An item that was added is found by the
// next search in this process; what an import changed, and what another server did, within a second.
import { setImmediate } from 'node:timers/promises';
import type { Database } from '#kernel/db';
import { tryParseId } from '#kernel/ids';
import { logOf, onLogBreak } from '#kernel/log';
import { onCommittedNews } from '#kernel/transaction';
import { catalogImported, catalogItemAdded, catalogItemChanged } from '../events.ts';
import { foldWord, wordsOf } from './fold-words.ts';
import { findSearchable, findSearchableOf, pageSearchable, type SearchableRow } from './store.ts';
import { type Entry, WordIndex } from './word-index.ts';

/** 120 MB with 300,000 items; above this the database searches. */
const itemsMax = 600_000;
const pageSize = 1000;
const sliceSize = 50;
const firstId = '00000000-0000-0000-0000-000000000000';

const ofOneItem: ReadonlySet<string> = new Set([catalogItemAdded.type, catalogItemChanged.type]);

const kept = new WeakMap<Database, KeptIndex>();

/**
 * The index; undefined while it is being built, or too large. Waits for what is known to have changed. It only says
 * which items fit: while the log cannot be read it goes on as it was, and what it finds is told by caches that are
 * stricter. Never inside a transaction.
 */
export async function findSearchIndex(db: Database): Promise<WordIndex | undefined> {
  return keptOf(db)?.settled();
}

/** Resolves when the index stands, or when it will not. */
export async function openSearchIndex(db: Database): Promise<void> {
  await keptOf(db)?.built();
}

/** The index if nothing is known to have changed since it was read. Safe inside a transaction. */
export function knownSearchIndex(db: Database): WordIndex | undefined {
  return keptOf(db)?.known();
}

function keptOf(db: Database): KeptIndex | undefined {
  let found = kept.get(db);
  if (found === undefined && logOf(db) !== undefined) {
    found = new KeptIndex(db);
    kept.set(db, found);
  }
  return found;
}

class KeptIndex {
  readonly #db: Database;
  #index: WordIndex | undefined;
  #building: Promise<void> | undefined;
  /** Grows when all must be read again. */
  #age = 0;
  #addedIds = new Set<string>();
  #moments = new Set<string>();
  #reading: Promise<void> | undefined;

  constructor(db: Database) {
    this.#db = db;
    const log = logOf(db);
    onCommittedNews(db, (news) => {
      for (const { type, subject } of news) {
        if (ofOneItem.has(type)) {
          this.#added(subject);
        }
      }
    });
    log?.subscribe(
      log.head,
      (events) => {
        for (const { type, subject, recordedat } of events) {
          if (ofOneItem.has(type)) {
            this.#added(subject);
          } else if (type === catalogImported.type) {
            this.#moments.add(recordedat);
            void this.#read();
          }
        }
      },
      () => this.#forget(),
    );
    onLogBreak(db, () => this.#forget());
    void this.#build();
  }

  async built(): Promise<void> {
    await this.#building;
  }

  known(): WordIndex | undefined {
    const isClean = this.#addedIds.size + this.#moments.size === 0 && this.#reading === undefined;
    return isClean ? this.#index : undefined;
  }

  async settled(): Promise<WordIndex | undefined> {
    if (this.#index !== undefined && this.#addedIds.size + this.#moments.size > 0) {
      await this.#read();
    }
    return this.#index;
  }

  #added(subject: string): void {
    const id = tryParseId('item', subject);
    if (id !== undefined) {
      this.#addedIds.add(id);
    }
  }

  #forget(): void {
    this.#age += 1;
    this.#index = undefined;
    void this.#build();
  }

  #build(): Promise<void> {
    this.#building ??= this.#readAll()
      .catch((error: unknown) => {
        this.#db.log.warn({ error: String(error) }, 'the search index will be built again');
        setTimeout(() => void this.#build(), 10_000).unref();
      })
      .finally(() => {
        this.#building = undefined;
      });
    return this.#building;
  }

  async #readAll(): Promise<void> {
    const age = this.#age;
    const index = new WordIndex();
    let after = firstId;
    for (;;) {
      const rows = await pageSearchable(this.#db, after, pageSize);
      await putAll(index, rows);
      after = rows.at(-1)?.id ?? after;
      if (index.size > itemsMax) {
        this.#db.log.warn(
          { itemsMax },
          'too many items for the search index: the database searches',
        );
        return;
      }
      if (rows.length < pageSize) {
        break;
      }
    }
    index.commit();
    if (age === this.#age) {
      this.#index = index;
      await this.#read();
    }
  }

  /** Reads what has changed; one look at a time, and another when more came meanwhile. */
  #read(): Promise<void> {
    if (this.#index === undefined) {
      return Promise.resolve();
    }
    this.#reading ??= this.#readChanges()
      .catch((error: unknown) => {
        this.#db.log.warn({ error: String(error) }, 'the search index is built anew');
        this.#forget();
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  async #readChanges(): Promise<void> {
    const index = this.#index;
    while (index !== undefined && this.#addedIds.size + this.#moments.size > 0) {
      const ids = [...this.#addedIds];
      const moments = [...this.#moments];
      this.#addedIds = new Set();
      this.#moments = new Set();
      const rows = [
        ...(ids.length === 0 ? [] : await findSearchable(this.#db, ids)),
        ...(moments.length === 0 ? [] : await findSearchableOf(this.#db, moments)),
      ];
      await putAll(index, rows);
      index.commit();
    }
    if (index?.isWorn === true) {
      this.#forget();
    }
  }
}

async function putAll(index: WordIndex, rows: readonly SearchableRow[]): Promise<void> {
  for (const [at, row] of rows.entries()) {
    if (row.is_active) {
      index.put(toEntry(row));
    } else {
      index.remove(row.id);
    }
    if (at % sliceSize === sliceSize - 1) {
      await setImmediate();
    }
  }
}

export function toEntry(row: SearchableRow): Entry {
  const of = (field: Entry['words'][number]['field'], ...texts: readonly (string | null)[]) =>
    texts.flatMap((text) =>
      text === null ? [] : wordsOf(text).map((word) => ({ field, word }) as const),
    );
  const [nameBegin = ''] = wordsOf(row.name_ja);
  return {
    id: row.id,
    sortKey: row.sort_key,
    words: [
      { field: 'nameBegin', word: nameBegin },
      ...of('name', row.name_ja, row.name_en),
      ...of('reading', row.name_kana),
      { field: 'code', word: foldWord(row.code) },
      ...of('code', row.code),
      ...of('more', row.variant_ja, row.variant_en, ...Object.values(row.options), ...row.tags),
      ...of('category', row.category_ja, row.category_en),
    ],
  };
}
