// Fresh statistics for what has grown: a plan made on an empty table reads all of it. Looked at
// every two seconds, since a new house or an import fills tables faster than autovacuum comes by; a look is the sizes
// of some hundred tables (1 ms), and a table is analysed each time it is four times as large.
import { type Database, statement } from './db.ts';

const analyse = statement<{ count: number }>('SELECT kernel.analyse_grown() AS count');
const lookMs = 2000;

/** Analyses the tables that have grown much; answers how many. */
export async function analyseGrownTables(db: Database): Promise<number> {
  const { count } = await db.one(analyse);
  return count;
}

export type GrownTablesWatch = { stop(): Promise<void> };

/** Looks again and again until stopped; one process of the house at a time does the work. */
export function watchGrownTables(db: Database): GrownTablesWatch {
  let looking: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    looking ??= analyseGrownTables(db)
      .catch((error: unknown) => {
        db.log.warn({ error: String(error) }, 'statistics of tables will be taken later');
      })
      .finally(() => {
        looking = undefined;
      });
  }, lookMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
