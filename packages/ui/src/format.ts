// Money, dates and distances by the convention of each language. Amounts are whole minor units.
import type { Language } from './words.ts';

const fractions: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0 };

/** `1,100円` in Japanese, `¥1,100` elsewhere. */
export function formatMoney(amountMinor: number, currency: string, language: Language): string {
  const digits = fractions[currency] ?? 2;
  if (currency === 'JPY' && language === 'ja') {
    return `${new Intl.NumberFormat('en').format(amountMinor)}円`;
  }
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits);
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat('en').format(count);
}

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * `2026年11月21日(土) 18:30` or `Sat 21 Nov 2026, 18:30`, in the shop's time. Put together here: a server and a
 * browser of different age must write the same.
 */
export function formatMoment(instant: string, language: Language, timeZone = 'Asia/Tokyo'): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(new Date(instant));
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const [year, month, day] = [number('year'), number('month'), number('day')];
  const weekday = weekdays[language][new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  const time = formatTime(instant, timeZone);
  return language === 'ja'
    ? `${year}年${month}月${day}日(${weekday}) ${time}`
    : `${weekday} ${day} ${months[month - 1]} ${year}, ${time}`;
}

/** `18:30`, in the shop's time. */
export function formatTime(instant: string, timeZone = 'Asia/Tokyo'): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** Minutes from midnight: 1500 is `25:00`, as late shops write it. */
export function formatMinute(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

/** `420m`, `3.2km`, `128km`. */
export function formatDistance(metres: number): string {
  if (metres < 1000) {
    return `${Math.max(10, Math.round(metres / 10) * 10)}m`;
  }
  const km = metres / 1000;
  return km < 10 ? `${km.toFixed(1)}km` : `${formatCount(Math.round(km))}km`;
}
