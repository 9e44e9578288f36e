/**
 * Birth dates in every shape forms use: 1981-04-29, 1981/4/29, 19810429, 昭和56年4月29日, S56.4.29,
 * ㍼56-4-29, 29/04/1981. What cannot be a birth date (no such day, the future) is none: an
 * impossible value must never make two persons agree.
 */
const ERAS: Readonly<Record<string, number>> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  m: 1867,
  t: 1911,
  s: 1925,
  h: 1988,
  r: 2018,
};
const ERA_DATE =
  /^(明治|大正|昭和|平成|令和|[mtshr])\.?\s*(元|\d{1,2})[年.\-/\s]\s*(\d{1,2})[月.\-/\s]\s*(\d{1,2})日?$/;
const YEAR_FIRST = /^(\d{4})[年.\-/\s]\s*(\d{1,2})[月.\-/\s]\s*(\d{1,2})日?(?:[t\s].*)?$/;
const YEAR_LAST = /^(\d{1,2})[.\-/\s](\d{1,2})[.\-/\s](\d{4})$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WORDY = /^(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s\-,]+(\d{4})$/;

/** `yyyymmdd`, or undefined. `todayYear` tells the future from the past. */
export function readDate(text: string, todayYear: number): string | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const era = ERA_DATE.exec(plain);
  if (era !== null) {
    const [, name = '', year = '', month, day] = era;
    return compose((ERAS[name] ?? 0) + (year === '元' ? 1 : Number(year)), month, day, todayYear);
  }
  const eight = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? YEAR_FIRST.exec(plain);
  if (eight !== null) return compose(Number(eight[1]), eight[2], eight[3], todayYear);
  const last = YEAR_LAST.exec(plain);
  if (last !== null) {
    const isMonthFirst = Number(last[2]) > 12;
    const [month, day] = isMonthFirst ? [last[1], last[2]] : [last[2], last[1]];
    return compose(Number(last[3]), month, day, todayYear);
  }
  const wordy = WORDY.exec(plain);
  if (wordy !== null) {
    const month = MONTHS.indexOf(wordy[2] ?? '') + 1;
    return compose(Number(wordy[3]), String(month), wordy[1], todayYear);
  }
  return undefined;
}

function compose(
  year: number,
  month: string | undefined,
  day: string | undefined,
  todayYear: number,
): string | undefined {
  const [m, d] = [Number(month), Number(day)];
  // Noise writes 31 for 30; only what no calendar holds is refused.
  if (year < 1000 || year > todayYear || m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  return `${String(year)}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`;
}
