/**
 * Dates and times as shops write them. Only year-first forms are taken without being told:
 * `12/1/2010` is December in one export and January in the next, so it needs a `dateFormat` in the
 * map. Hours past 24 (25:00, the late night of a business day) are refused: the same 25:00 is
 * booked on either day by different tills.
 */
import { accept, type Parsed, quote, refuse } from '../reason.ts';
import { compileDateFormat, type DateFields } from './date-format.ts';
import { eraToGregorian } from './japanese-era.ts';

export interface MomentContext {
  /** IANA zone in which wall-clock times of the file are meant. */
  readonly timeZone: string;
  /** E.g. `M/d/yyyy H:mm`; without it only unambiguous forms are read. */
  readonly dateFormat?: string;
}

const DATE =
  /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(?:\([日月火水木金土]\))?/;
const TIME =
  /^(?:T|\s*)(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|時(?:(\d{1,2})分(?:(\d{1,2})秒)?)?)/;
const OFFSET = /^\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?$/;

interface Wall extends DateFields {
  readonly offset?: string;
}

/** A day, without a time; a time that stands behind it is dropped. ISO text `2026-11-21`. */
export function parseDay(text: string, context: MomentContext): Parsed<string> {
  const wall = readWall(text, context);
  if (!wall.ok) return wall;
  return accept(isoDay(wall.value));
}

/** A day on which somebody may have been born: tomorrow at the latest, since zones differ. */
export function parseBirthday(text: string, context: MomentContext): Parsed<string> {
  const day = parseDay(text, context);
  const tomorrow = Temporal.Now.plainDateISO(context.timeZone).add({ days: 1 });
  return day.ok && Temporal.PlainDate.compare(day.value, tomorrow) > 0
    ? refuse(
        'birthday_in_future',
        `生年月日「${quote(text)}」は未来の日付です。`,
        `The birth date "${quote(text)}" lies in the future.`,
      )
    : day;
}

/** An instant; a date alone is the start of that day in the zone. */
export function parseInstant(text: string, context: MomentContext): Parsed<Temporal.Instant> {
  const wall = readWall(text, context);
  if (!wall.ok) return wall;
  const { hour, minute, second, millisecond, offset } = wall.value;
  const time = `${two(hour)}:${two(minute)}:${two(second)}.${String(millisecond).padStart(3, '0')}`;
  const local = `${isoDay(wall.value)}T${time}`;
  if (offset !== undefined) return accept(Temporal.Instant.from(local + offset));
  return accept(Temporal.PlainDateTime.from(local).toZonedDateTime(context.timeZone).toInstant());
}

/**
 * The end of the day a value names, as an instant: what expires on 31 March is good until midnight.
 * A value with a time keeps it.
 */
export function parseExpiry(text: string, context: MomentContext): Parsed<Temporal.Instant> {
  const wall = readWall(text, context);
  if (!wall.ok) return wall;
  const { hour, minute, second, offset } = wall.value;
  if (hour + minute + second > 0 || offset !== undefined) return parseInstant(text, context);
  const day = Temporal.PlainDate.from(isoDay(wall.value));
  return accept(day.add({ days: 1 }).toZonedDateTime(context.timeZone).toInstant());
}

function readWall(text: string, context: MomentContext): Parsed<Wall> {
  const folded = text.normalize('NFKC').trim();
  const fields =
    context.dateFormat === undefined
      ? readKnownForms(folded)
      : (compileDateFormat(context.dateFormat)(folded) ?? readKnownForms(folded));
  if (fields === undefined) return refuseDate(text);
  if (fields.hour > 23) {
    return refuse(
      'hour_is_past_midnight',
      `「${quote(text)}」は24時以降の時刻です。翌日の 0〜23 時に直してください。`,
      `"${quote(text)}" has an hour past 23. Write it as 0–23 of the next day.`,
    );
  }
  return isReal(fields) ? accept(fields) : refuseDate(text);
}

function readKnownForms(text: string): Wall | undefined {
  const compact = COMPACT.exec(text);
  if (compact !== null) {
    const [, year, month, day, hour, minute, second] = compact;
    return wallOf(year, month, day, [hour, minute, second ?? '0', '0']);
  }
  const gregorian = eraToGregorian(text);
  if (gregorian === undefined) return undefined;
  const date = DATE.exec(gregorian);
  if (date === null) return undefined;
  const month = date[2] ?? date[4] ?? date[6];
  const day = date[3] ?? date[5] ?? date[7];
  const rest = gregorian.slice(date[0].length);
  if (rest.trim() === '') return wallOf(date[1], month, day, []);
  const time = TIME.exec(rest);
  if (time === null) return undefined;
  const parts = [time[1], time[2] ?? time[5], time[3] ?? time[6], time[4]];
  const wall = wallOf(date[1], month, day, parts);
  const tail = rest.slice(time[0].length);
  if (tail === '') return wall;
  const offset = OFFSET.exec(tail)?.[1];
  return offset === undefined ? undefined : { ...wall, offset: isoOffset(offset) };
}

function isoOffset(offset: string): string {
  if (/^[a-z]/i.test(offset)) return 'Z';
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}

function wallOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: readonly (string | undefined)[],
): Wall {
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(time[0] ?? 0),
    minute: Number(time[1] ?? 0),
    second: Number(time[2] ?? 0),
    millisecond: Number((time[3] ?? '0').padEnd(3, '0').slice(0, 3)),
  };
}

function isReal(fields: DateFields): boolean {
  const { year, month, day, minute, second } = fields;
  if (year < 1000 || month < 1 || month > 12 || day < 1 || minute > 59 || second > 59) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function refuseDate(text: string): Parsed<never> {
  return refuse(
    'date_is_wrong',
    `「${quote(text)}」は日付として読めません。2026-11-21 か 2026/11/21 9:03 の形にするか、map.json の dateFormat で形を指定してください。`,
    `"${quote(text)}" is not a date. Write 2026-11-21 or 2026/11/21 9:03, or give its form as dateFormat in map.json.`,
  );
}

function isoDay({ year, month, day }: DateFields): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
