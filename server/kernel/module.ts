// What a module is to the house: its word, and what it adds. modules.ts lists them.
import type { Config } from './config.ts';
import type { Database } from './db.ts';
import type { App } from './http.ts';
import type { AnyJob } from './jobs.ts';
import type { Listener } from './listeners.ts';
import type { Log } from './log.ts';

/** What routes and jobs are given. */
export type House = {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  /** The names of the modules that are on. */
  readonly modulesOn: ReadonlySet<string>;
};

export type Module = {
  /** The one word: folder, Postgres schema, route prefix, OpenAPI tag, event and error prefix. */
  readonly name: string;
  readonly title: { readonly ja: string; readonly en: string };
  /** False for what the house cannot stand without. */
  readonly canBeOff: boolean;
  readonly routes?: (app: App, house: House) => void | Promise<void>;
  readonly listeners?: readonly Listener[];
  readonly jobs?: readonly AnyJob[];
  /** Runs once after migration on every start; must be cheap and repeatable (default rows). */
  readonly prepare?: (house: House) => Promise<void>;
};
