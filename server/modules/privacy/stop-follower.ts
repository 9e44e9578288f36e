// The port by which modules let what they keep of a person follow a stop of use: rows that nobody needs for what contract
// and law demand are seen under `duty` alone until she lifts it. Each module above fills it with a `store-stop.ts`;
// server/modules.ts hands them to the module that calls them.
import type { Statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type Resumed = {
  /** uuid */
  readonly recordId: string;
  readonly stoppedAt: Temporal.Instant;
};

export type StopFollower = {
  /** The module's word. */
  readonly module: string;
  /** Its tables whose rows follow, in the form `schema.table`; a test holds them against the schema. */
  readonly tables: readonly string[];
  /**
   * Use of these records (uuids) is stopped. Under `duty`, when it begins and again every hour while it lasts: what was
   * open then and is over now follows. Repeatable.
   */
  stop(tx: Tx, recordIds: readonly string[]): Promise<void>;
  /** It is lifted: everything is as it was. Under `duty`. Repeatable. */
  resume(tx: Tx, records: readonly Resumed[]): Promise<void>;
};

/** Tables whose rows carry a mask: `shut` and `open` are statements with the records (uuid[]) as `$1`. */
export function maskFollower(
  module: string,
  tables: readonly {
    readonly table: string;
    readonly shut: Statement<object>;
    readonly open: Statement<object>;
  }[],
): StopFollower {
  return {
    module,
    tables: tables.map(({ table }) => table),
    stop: async (tx, recordIds) => {
      for (const { shut } of tables) {
        await tx.run(shut, [recordIds]);
      }
    },
    resume: async (tx, records) => {
      for (const { open } of tables) {
        await tx.run(open, [records.map(({ recordId }) => recordId)]);
      }
    },
  };
}
