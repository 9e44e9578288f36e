// Birth days as people in Japan know them: by era or by year of the common calendar. Kept is always the ISO day. Pure.

export const eras = ['common', 'reiwa', 'heisei', 'showa', 'taisho'] as const;
export type Era = (typeof eras)[number];

/** The year before the era's first, and the first and last ISO day of each. */
const facts: Readonly<Record<Era, readonly [number, string, string]>> = {
  common: [0, '1900-01-01', '9999-12-31'],
  reiwa: [2018, '2019-05-01', '9999-12-31'],
  heisei: [1988, '1989-01-08', '2019-04-30'],
  showa: [1925, '1926-12-25', '1989-01-07'],
  taisho: [1911, '1912-07-30', '1926-12-24'],
};

/** Digits of any width; 元 is the first year. Undefined when there is no such day in that era. */
export function isoDayOf(era: Era, year: string, month: string, day: string): string | undefined {
  const [before, first, last] = facts[era];
  const years = numberOf(year.trim() === '元' ? '1' : year) + before;
  const [months, days] = [numberOf(month), numberOf(day)];
  const date = new Date(Date.UTC(years, months - 1, days));
  const isThere = date.getUTCMonth() === months - 1 && date.getUTCDate() === days;
  if (!isThere || Number.isNaN(date.getTime())) {
    return undefined;
  }
  const iso = `${String(years).padStart(4, '0')}-${pad(months)}-${pad(days)}`;
  return iso >= first && iso <= last ? iso : undefined;
}

/** `1990年(平成2年)`; a plain year in English. */
export function yearInWords(iso: string, language: 'ja' | 'en'): string {
  const year = Number(iso.slice(0, 4));
  const era = eras.findLast(
    (each) => each !== 'common' && iso >= facts[each][1] && iso <= facts[each][2],
  );
  if (language === 'en' || era === undefined) {
    return language === 'en' ? String(year) : `${year}年`;
  }
  const names = { common: '', reiwa: '令和', heisei: '平成', showa: '昭和', taisho: '大正' };
  const count = year - facts[era][0];
  return `${year}年(${names[era]}${count === 1 ? '元' : count}年)`;
}

function numberOf(text: string): number {
  const digits = text.normalize('NFKC').trim();
  return /^\d{1,4}$/.test(digits) ? Number(digits) : Number.NaN;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
