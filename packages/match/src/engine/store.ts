/**
 * DuckDB as the engine's memory. It holds personal data in clear while a run lasts, so it lives in
 * memory only: no database file, no temporary directory (what does not fit fails with a sentence
 * instead of being spilled to disk), no access to files or network. Closing it frees everything.
 */
import { availableParallelism } from 'node:os';
import type { DuckDBValue } from '@duckdb/node-api';

/** Of what type a column is that is appended to. */
export type ColumnType = 'BIGINT' | 'DOUBLE' | 'INTEGER' | 'UTINYINT' | 'VARCHAR';

export interface Store {
  run(sql: string): Promise<void>;
  /** Rows as arrays, in the order of the columns. */
  all(sql: string): Promise<DuckDBValue[][]>;
  /** Columns as arrays; for millions of rows. */
  columns(sql: string): Promise<DuckDBValue[][]>;
  append(
    table: string,
    types: readonly ColumnType[],
    columns: readonly (readonly DuckDBValue[])[],
  ): Promise<void>;
  close(): void;
}

export interface StoreOptions {
  readonly memoryLimit?: string;
  readonly threads?: number;
}

const CHUNK_ROWS = 2048;

export async function openStore(options: StoreOptions = {}): Promise<Store> {
  // Whoever only scores pairs that are already found does without it.
  const duckdb = await import('@duckdb/node-api');
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '2500MB',
    threads: String(options.threads ?? availableParallelism()),
    temp_directory: '',
    preserve_insertion_order: 'false',
    enable_external_access: 'false',
  });
  const connection = await duckdb.DuckDBConnection.create(instance);
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    all: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    columns: async (sql) => (await connection.runAndReadAll(sql)).getColumns(),
    append: async (table, types, columns) => {
      const appender = await connection.createAppender(table);
      const rowCount = columns[0]?.length ?? 0;
      for (let from = 0; from < rowCount; from += CHUNK_ROWS) {
        const count = Math.min(CHUNK_ROWS, rowCount - from);
        const chunk = duckdb.DuckDBDataChunk.create(
          types.map((type) => duckdb[type]),
          count,
        );
        chunk.setColumns(columns.map((column) => column.slice(from, from + count)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
