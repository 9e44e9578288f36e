// Dates and times by convention, in the time zone of the house and never of the browser.
import type { Language } from '../words/words.tsx';

type Parts = Readonly<Record<string, string>>;

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(iso: string, language: Language, timeZone: string): Parts | undefined {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) {
    return undefined;
  }
  const key = `${language} ${timeZone}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
      timeZone,
      year: 'numeric',
      month: language === 'ja' ? 'numeric' : 'short',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(key, format);
  }
  return Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
}

/** `2026年11月21日(土)` or `Sat 21 Nov 2026`. */
export function formatDay(iso: string, language: Language, timeZone: string): string {
  const parts = partsOf(iso, language, timeZone);
  if (parts === undefined) {
    return iso;
  }
  const { year, month, day, weekday } = parts;
  return language === 'ja'
    ? `${year}年${month}月${day}日(${weekday})`
    : `${weekday} ${day} ${month} ${year}`;
}

/** `2026年11月21日(土) 18:30` or `Sat 21 Nov 2026, 18:30`. */
export function formatMoment(iso: string, language: Language, timeZone: string): string {
  if (partsOf(iso, language, timeZone) === undefined) {
    return iso;
  }
  const separator = language === 'ja' ? ' ' : ', ';
  return `${formatDay(iso, language, timeZone)}${separator}${formatHour(iso, language, timeZone)}`;
}

/** `18:30`. */
export function formatHour(iso: string, language: Language, timeZone: string): string {
  const parts = partsOf(iso, language, timeZone);
  return parts === undefined ? iso : `${parts['hour']}:${parts['minute']}`;
}
