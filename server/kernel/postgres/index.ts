/** The embedded Postgres 18: one real server of our own in the home, out of `npm ci`. */
export { postgresBinaries } from './binaries.ts';
export { createDatabase, dropDatabase } from './databases.ts';
export { PostgresStartError } from './errors.ts';
export { type EmbeddedPostgres, type StartPostgresOptions, startPostgres } from './lifecycle.ts';
