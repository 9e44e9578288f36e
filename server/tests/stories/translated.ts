// Whether text on a page is in the language of the page. What comes from the shop's own data is in whatever
// language the shop wrote it in, so it is taken out before looking.

export type Language = 'ja' | 'en';

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
/** Two English words beside each other, or one alone that is written like a label. */
const english = /[A-Za-z][a-z]{2,}[ ,]+[A-Za-z]*[a-z]{2,}|^[A-Z][a-z]{3,}$/;
/** Names and terms that stand in both languages. */
const terms =
  /Engawa|LINE|Webhook|API|English|日本語|縁側|ENGAWA_MODULES_OFF|engawa import [a-z]+|CSV|JSON|QR|[\w.-]+@[\w.-]+|https?:\S+/g;
/** What an unfinished sentence leaves behind. */
const broken = /undefined|\bnull\b|\bNaN\b|\[object |\{[a-zA-Z]+\}|Invalid Date/;

/** What is wrong with the words of a text; undefined when nothing is. `data` is taken out, longest first. */
export function complaintOf(
  text: string,
  language: Language,
  data: readonly string[],
): string | undefined {
  if (broken.test(text)) {
    return 'is an unfinished sentence';
  }
  let rest = text;
  for (const each of data) {
    rest = rest.replaceAll(each, ' ');
  }
  rest = rest.replaceAll(terms, ' ').trim();
  if (language === 'en') {
    return japanese.test(rest) ? 'is not in English' : undefined;
  }
  return english.test(rest) && !japanese.test(rest) ? 'is not in Japanese' : undefined;
}

/** Every string in an answer that a person may have written or that names something: the data of a page. */
export function stringsIn(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    // A letter alone is no name; 翔 is one.
    if (value.length > 1 || japanese.test(value)) {
      into.add(value);
    }
  } else if (Array.isArray(value)) {
    for (const each of value) {
      stringsIn(each, into);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) {
      stringsIn(each, into);
    }
  }
}
