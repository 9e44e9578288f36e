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
  state: 'waiting' | 'sending' | 'uncertain' | 'printed' | 'given_up';
  made_at: Temporal.Instant;
  /** How often it went out. */
  attempts: number;
  fetched_at: Temporal.Instant | null;
  /** What was wrong with the printer the last time. */
  failure: PrintFailure | null;
};

export type PrintFailure = 'unreachable' | 'not_ready' | 'no_paper';

const columns =
  'id, place_id, printer, order_id, title, markup, state, made_at, attempts, fetched_at, failure';
const isOpen = `state IN ('waiting', 'sending', 'uncertain')`;

const insert = statement<object>(`
  INSERT INTO tills.print_job (id, place_id, printer, order_id, title, markup, state, made_at)
  VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7)`);
const next = statement<PrintJobRow>(`
  SELECT ${columns} FROM tills.print_job
  WHERE place_id = $1 AND printer = $2 AND state = 'waiting' ORDER BY made_at, id LIMIT 1`);
// The oldest that waits; or, asked for by its id, the one that the printer did not get whole.
const fetch = statement<PrintJobRow>(`
  UPDATE tills.print_job SET state = 'sending', attempts = attempts + 1, fetched_at = $4, failure = NULL
  WHERE id = (
    SELECT id FROM tills.print_job WHERE place_id = $1 AND printer = $2
      AND (state = 'waiting' OR (id = $3 AND state = 'sending' AND attempts < $5)) AND ($3::uuid IS NULL OR id = $3)
    ORDER BY made_at, id LIMIT 1 FOR UPDATE)
  RETURNING ${columns}`);
const confirm = statement<PrintJobRow>(`
  UPDATE tills.print_job SET state = $4, failure = $5, ended_at = CASE WHEN $4 = 'printed' THEN $6::timestamptz END
  WHERE id = (
    SELECT id FROM tills.print_job WHERE place_id = $1 AND printer = $2 AND state IN ('sending', 'uncertain')
      AND ($3::uuid IS NULL OR id = $3) ORDER BY fetched_at DESC LIMIT 1 FOR UPDATE)
  RETURNING ${columns}`);
const end = statement<PrintJobRow>(`
  UPDATE tills.print_job SET state = $3, ended_at = $4
  WHERE id = $1 AND place_id = $2 AND ${isOpen} RETURNING ${columns}`);
const begin = statement<PrintJobRow>(`
  UPDATE tills.print_job SET state = 'sending', attempts = attempts + 1, fetched_at = $2
  WHERE id = $1 AND state = 'waiting' RETURNING ${columns}`);
const settle = statement<object>(`
  UPDATE tills.print_job SET state = $2, failure = $3 WHERE id = $1 AND state = 'sending'`);
const again = statement<PrintJobRow>(`
  UPDATE tills.print_job SET state = 'waiting', failure = NULL
  WHERE id = $1 AND place_id = $2 AND (state IN ('waiting', 'uncertain') OR (state = 'sending' AND fetched_at < $3))
  RETURNING ${columns}`);
const list = statement<PrintJobRow>(`
  SELECT ${columns} FROM tills.print_job WHERE place_id = $1 AND ${isOpen} ORDER BY made_at, id LIMIT 200`);

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

type Printer = { readonly placeId: string; readonly printer: string };

/**
 * The printer takes it: from here on it may be printed. `jobId`: that one, also when it was asked for before and did not
 * come whole, up to `attemptsMax` times in all. Undefined when there is none.
 */
export function fetchPrintJob(
  tx: Tx,
  { placeId, printer }: Printer,
  jobId: string | null,
  attemptsMax: number,
): Promise<PrintJobRow | undefined> {
  return tx.maybe(fetch, [placeId, printer, jobId, tx.now, attemptsMax]);
}

/** What a printer says of what it took, also late; without an id of what it took last. */
export function confirmFetched(
  tx: Tx,
  { placeId, printer }: Printer,
  jobId: string | null,
  failure: PrintFailure | null,
): Promise<PrintJobRow | undefined> {
  const state = failure === null ? 'printed' : 'uncertain';
  return tx.maybe(confirm, [placeId, printer, jobId, state, failure, tx.now]);
}

/** It is on its way; undefined when it does not wait: sent before, nobody knows whether it came out. */
export function beginPrintJob(tx: Tx, id: string): Promise<PrintJobRow | undefined> {
  return tx.maybe(begin, [id, tx.now]);
}

/** waiting: it did not go out; uncertain: it may have been printed. */
export async function settlePrintJob(
  tx: Tx,
  id: string,
  state: 'waiting' | 'uncertain',
  failure: PrintFailure | null,
): Promise<void> {
  await tx.run(settle, [id, state, failure]);
}

/** As if it had just been left; undefined when it is over, or on its way since after `sentBefore`. */
export function renewPrintJob(
  tx: Tx,
  job: { readonly id: string; readonly placeId: string },
  sentBefore: Temporal.Instant,
): Promise<PrintJobRow | undefined> {
  return tx.maybe(again, [job.id, job.placeId, sentBefore]);
}

/** Undefined when it is over. */
export function endPrintJob(
  tx: Tx,
  job: { readonly id: string; readonly placeId: string },
  state: 'printed' | 'given_up',
): Promise<PrintJobRow | undefined> {
  return tx.maybe(end, [job.id, job.placeId, state, tx.now]);
}

/** Those that wait, are on their way, or may have been printed. */
export function listOpenJobs(tx: Tx, placeId: string): Promise<PrintJobRow[]> {
  return tx.all(list, [placeId]);
}
