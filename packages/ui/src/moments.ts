// Dates and times by convention, in the time zone of the shop and never of the browser. Weekdays and months are
// written from our own tables: a server and a browser of different age must write the same.
import type { Language } from './words.ts';

type Parts = Readonly<Record<string, string>>;

const home = 'Asia/Tokyo';
const weekdays: Readonly<Record<Language, readonly string[]>> = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Making one costs as much as fifty uses. */
const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(instant: string, timeZone: string): Parts | undefined {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) {
    return undefined;
  }
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
}

/** `2026年11月21日(土)` or `Sat 21 Nov 2026`. What is no date is shown as it came. */
export function formatDay(instant: string, language: Language, timeZone = home): string {
  const parts = partsOf(instant, timeZone);
  if (parts === undefined) {
    return instant;
  }
  const [year, month, day] = [Number(parts['year']), Number(parts['month']), Number(parts['day'])];
  const weekday = weekdays[language][new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return language === 'ja'
    ? `${year}年${month}月${day}日(${weekday})`
    : `${weekday} ${day} ${months[month - 1]} ${year}`;
}

/** A day that has no time, as `2026-11-21`: the same day wherever it is read. */
export function formatDate(day: string, language: Language): string {
  return formatDay(`${day}T00:00:00Z`, language, 'UTC');
}

/** `2026年11月21日(土) 18:30` or `Sat 21 Nov 2026, 18:30`. */
export function formatMoment(instant: string, language: Language, timeZone = home): string {
  if (partsOf(instant, timeZone) === undefined) {
    return instant;
  }
  const separator = language === 'ja' ? ' ' : ', ';
  return `${formatDay(instant, language, timeZone)}${separator}${formatTime(instant, timeZone)}`;
}

/** `18:30`. */
export function formatTime(instant: string, timeZone = home): string {
  const parts = partsOf(instant, timeZone);
  return parts === undefined ? instant : `${parts['hour']}:${parts['minute']}`;
}

/** `18:30:05`. */
export function formatClock(instant: string, timeZone = home): string {
  const parts = partsOf(instant, timeZone);
  return parts === undefined ? instant : `${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** `土曜日` or `Saturday`. */
export function formatWeekday(instant: string, language: Language, timeZone = home): string {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone,
    weekday: 'long',
  }).format(Date.parse(instant));
}

/** What was typed as `2026-11-21T18:30` in a zone, as an instant; undefined when it is no time. */
export function instantIn(local: string, timeZone: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) {
    return undefined;
  }
  // Twice, because the offset of the guess may be of the other side of a clock change.
  const first = asUtc - offsetMs(asUtc, timeZone);
  return new Date(asUtc - offsetMs(first, timeZone)).toISOString();
}

function offsetMs(time: number, timeZone: string): number {
  const parts = partsOf(new Date(time).toISOString(), timeZone) ?? {};
  const { year, month, day, hour, minute, second } = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - time;
}
