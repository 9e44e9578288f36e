// What is particular to the driver: how Postgres types become JavaScript values, and which of its errors
// mean "try again", "not there" or "bug".
import pg from 'pg';
import { Refusal } from './errors.ts';

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, parseSafeInteger],
  [pg.types.builtins.TIMESTAMPTZ, parseInstant],
  [pg.types.builtins.DATE, (text) => Temporal.PlainDate.from(text)],
  [pg.types.builtins.TIME, (text) => Temporal.PlainTime.from(text)],
]);
// numeric stays text: it is never a float here.

const identity = (text: string) => text;

/** int8 → safe integer, timestamptz → Temporal.Instant, date → PlainDate, time → PlainTime, numeric → text. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') {
      return pg.types.getTypeParser(oid, 'binary');
    }
    if (oid === pg.types.builtins.NUMERIC) {
      return identity;
    }
    return parsers.get(oid) ?? pg.types.getTypeParser(oid, 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`the database answered an integer beyond 2^53: ${text}`);
  }
  return value;
}

function parseInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T'));
}

/** The SQLSTATE of an error, or '' when it has none. */
export function sqlStateOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** Serialization failure or deadlock: the same work may succeed when it is run again. */
export function isRetryable(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '40001' || state === '40P01';
}

/** The database could not be reached, went away or is full. */
export function isOutage(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (/^(08|57P0|53)/.test(state) || state === '25006') {
    return true;
  }
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/.test(state)) {
    return true;
  }
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered/.test(
      error.message,
    )
  );
}

/** The name of the violated constraint, which a store turns into a refusal of its domain. */
export function violatedConstraint(error: unknown): string | undefined {
  if (
    !(error instanceof Error) ||
    !('constraint' in error) ||
    !sqlStateOf(error).startsWith('23')
  ) {
    return undefined;
  }
  return typeof error.constraint === 'string' ? error.constraint : undefined;
}

/** Driver errors that people may meet become refusals; the rest stays what it is. */
export function fromDriver(error: unknown): unknown {
  const state = sqlStateOf(error);
  if (state === '57014' || state === '25P04') {
    return new Refusal(
      {
        code: 'kernel.timed_out',
        kind: 'unavailable',
        en: 'The database took too long and the work was undone; try again in a moment.',
        ja: '処理に時間がかかりすぎたため取り消しました。少し待ってからもう一度お試しください。',
      },
      {},
    );
  }
  if (unstorable.has(state)) {
    return new Refusal({
      code: 'kernel.value_unstorable',
      kind: 'invalid',
      en: 'A value holds a character or a number that cannot be stored (a NUL, or beyond the range). Nothing was changed.',
      ja: '保存できない文字(NULなど)か範囲外の数値が含まれています。変更は行われていません。',
    });
  }
  if (state === '53100') {
    return diskFull(error);
  }
  return isOutage(error) ? unavailable(error) : error;
}

function diskFull(cause: unknown): Refusal {
  const refusal = new Refusal({
    code: 'kernel.disk_full',
    kind: 'unavailable',
    en: 'The disk that holds the database is full, so what was under way was undone. Make room on it, then try again.',
    ja: 'データベースのディスクに空きがないため、途中の処理を取り消しました。空きを作ってからもう一度お試しください。',
  });
  refusal.cause = cause;
  return refusal;
}

/** Bytes outside the encoding, NUL in JSON, numbers and times out of range. */
const unstorable = new Set(['22021', '22P05', '22003', '22008']);

/** The refusal for a database that is away; the driver's words stay in `cause`. */
export function unavailable(cause: unknown): Refusal {
  const refusal = new Refusal({
    code: 'kernel.database_unreachable',
    kind: 'unavailable',
    en: 'The database cannot be reached just now; nothing was changed. Try again in a moment.',
    ja: 'データベースに接続できません。変更は行われていません。少し待ってからもう一度お試しください。',
  });
  refusal.cause = cause;
  return refusal;
}
