// Every SQL statement about what waits for a printer.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type PrintJobRow = {
  id: string;
  place_id: string;
  printer: string;
  order_id: string | null;
  title: string;
  markup: string;
  state: string;
  made_at: Temporal.Instant;
  fetched_at: Temporal.Instant | null;
  /** Why it did not go out the last time. */
  failure: PrintFailure | null;
};

export type PrintFailure = 'unreachable' | 'not_ready' | 'no_paper';

const columns =
  'id, place_id, printer, order_id, title, markup, state, made_at, fetched_at, failure';

const insert = statement<object>(`
  INSERT INTO tills.print_job (id, place_id, printer, order_id, title, markup, state, made_at)
  VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7)`);
const next = statement<PrintJobRow>(`
  SELECT ${columns} FROM tills.print_job
  WHERE place_id = $1 AND printer = $2 AND state = 'waiting' ORDER BY made_at, id LIMIT 1`);
const fetched = statement<object>('UPDATE tills.print_job SET fetched_at = $2 WHERE id = $1');
const end = statement<PrintJobRow>(`
  UPDATE tills.print_job SET state = $3, ended_at = $4
  WHERE id = $1 AND place_id = $2 AND state = 'waiting' RETURNING ${columns}`);
const begin = statement<PrintJobRow>(`
  UPDATE tills.print_job SET fetched_at = $2 WHERE id = $1 AND state = 'waiting' RETURNING ${columns}`);
const fail = statement<object>(`
  UPDATE tills.print_job SET failure = $2 WHERE id = $1 AND state = 'waiting'`);
const again = statement<PrintJobRow>(`
  UPDATE tills.print_job SET failure = NULL, fetched_at = NULL
  WHERE id = $1 AND place_id = $2 AND state = 'waiting' RETURNING ${columns}`);
const list = statement<PrintJobRow>(`
  SELECT ${columns} FROM tills.print_job
  WHERE place_id = $1 AND state = 'waiting' ORDER BY made_at, id LIMIT 200`);

export async function insertPrintJob(
  tx: Tx,
  job: Pick<PrintJobRow, 'id' | 'place_id' | 'printer' | 'order_id' | 'title' | 'markup'>,
): Promise<void> {
  await tx.run(insert, [
    job.id,
    job.place_id,
    job.printer,
    job.order_id,
    job.title,
    job.markup,
    tx.now,
  ]);
}

export function nextPrintJob(
  tx: Tx,
  placeId: string,
  printer: string,
): Promise<PrintJobRow | undefined> {
  return tx.maybe(next, [placeId, printer]);
}

export async function markFetched(tx: Tx, id: string): Promise<void> {
  await tx.run(fetched, [id, tx.now]);
}

/** It is on its way; undefined when it waits no more. */
export function beginPrintJob(tx: Tx, id: string): Promise<PrintJobRow | undefined> {
  return tx.maybe(begin, [id, tx.now]);
}

export async function failPrintJob(tx: Tx, id: string, failure: PrintFailure): Promise<void> {
  await tx.run(fail, [id, failure]);
}

/** As if it had just been left; undefined when it waits no more. */
export function renewPrintJob(
  tx: Tx,
  job: { readonly id: string; readonly placeId: string },
): Promise<PrintJobRow | undefined> {
  return tx.maybe(again, [job.id, job.placeId]);
}

/** Undefined when it waits no more. */
export function endPrintJob(
  tx: Tx,
  job: { readonly id: string; readonly placeId: string },
  state: 'printed' | 'given_up',
): Promise<PrintJobRow | undefined> {
  return tx.maybe(end, [job.id, job.placeId, state, tx.now]);
}

export function listWaitingJobs(tx: Tx, placeId: string): Promise<PrintJobRow[]> {
  return tx.all(list, [placeId]);
}
