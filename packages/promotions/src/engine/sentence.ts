// Rules read as sentences, in Japanese and English: each rule says itself, beside what it does.

import { type Moment, wallClock } from './ask.ts';

export type Sentence = { readonly ja: string; readonly en: string };

/** What a typed id is called; the id itself when nobody knows. */
export type Names = (id: string) => Sentence;

export function sentence(ja: string, en: string): Sentence {
  return { ja, en };
}

/** 1,000円 · ¥1,000; other currencies with their code and decimals. */
export function money(amountMinor: number, currency: string): Sentence {
  const digits = currency === 'JPY' ? 0 : 2;
  const text = (amountMinor / 10 ** digits).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return currency === 'JPY'
    ? sentence(`${text}円`, `¥${text}`)
    : sentence(`${text} ${currency}`, `${text} ${currency}`);
}

/** 10% of 1000 basis points, 8.5% of 850. */
export function percent(bp: number): string {
  return `${bp / 100}%`;
}

/** 「抹茶」「ほうじ茶」ほか3点; nothing for nobody. */
export function quote(ids: readonly string[], names: Names): Sentence {
  const shown = ids.slice(0, 3).map(names);
  const more = ids.length - shown.length;
  const ja = shown.map((each) => `「${each.ja}」`).join('');
  const en = shown.map((each) => `“${each.en}”`).join(', ');
  return more === 0 ? sentence(ja, en) : sentence(`${ja}ほか${more}点`, `${en} and ${more} more`);
}

/** 11月30日 23:59 in the zone of the place: what the clock there shows. */
export function localMoment(at: Moment, timeZone: string): Sentence {
  const moment = wallClock(at, timeZone);
  const day = moment.slice(0, 10);
  const clock = moment.slice(11, 16);
  const [year, month, date] = day.split('-').map(Number);
  return sentence(`${year}年${month}月${date}日 ${clock}`, `${day} ${clock} (${timeZone})`);
}
