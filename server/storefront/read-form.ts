// The checkout form, read kindly: any width, hyphen or kana is taken and tidied, and what cannot be read comes back
// as it was typed with a sentence that says what to do. Japanese names have a reading; other visitors may leave it.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CheckedForm, Language } from './contract.ts';
import type { CheckoutErrors, CheckoutField, CheckoutForm } from './contract-checkout.ts';
import { prefectures } from './prefectures.ts';

type Sentence = { readonly ja: string; readonly en: string };
type Read = { readonly value: string } | { readonly wrong: Sentence };
type Reader = (text: string) => Read;

const longestOf: Readonly<Partial<Record<CheckoutField, number>>> = {
  note: 500,
  street: 120,
  city: 60,
};
const usualLongest = 60;

const mailAddress =
  /^[^\s@,;<>"]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/** One width, and every dash a hyphen. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[‐‑‒–—―−ー－]/g, '-')
    .trim();
}

function required(missing: Sentence, then: Reader = (value) => ({ value })): Reader {
  return (text) => (text === '' ? { wrong: missing } : then(text));
}

function readKana(text: string): Read {
  const katakana = text
    .normalize('NFKC')
    .replaceAll(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
  return /^[\u30a0-\u30ff\s・]+$/.test(katakana)
    ? { value: katakana }
    : {
        wrong: {
          ja: 'ふりがなは、ひらがなかカタカナで入力してください。例:ヤマダ',
          en: 'Please write the reading in hiragana or katakana, for example ヤマダ.',
        },
      };
}

function readMail(text: string): Read {
  const folded = text.normalize('NFKC').trim();
  return folded.length <= 254 && mailAddress.test(folded)
    ? { value: folded }
    : {
        wrong: {
          ja: 'メールアドレスの形ではないようです。例:hanako@example.jp',
          en: 'This does not look like an e-mail address. Example: hanako@example.jp',
        },
      };
}

function readPhone(text: string): Read {
  const number = parsePhoneNumberFromString(fold(text), 'JP');
  return number?.isPossible() === true
    ? { value: number.countryCallingCode === '81' ? number.formatNational() : number.number }
    : {
        wrong: {
          ja: '電話番号として読めませんでした。市外局番から入力してください。例:090-1234-5678',
          en: 'This cannot be read as a telephone number. Example: 090-1234-5678',
        },
      };
}

function readPostalCode(text: string): Read {
  const digits = fold(text).replaceAll(/[〒\s-]/g, '');
  return /^\d{7}$/.test(digits)
    ? { value: `${digits.slice(0, 3)}-${digits.slice(3)}` }
    : {
        wrong: {
          ja: '郵便番号は7桁の数字で入力してください。例:604-8081',
          en: 'A postal code has seven digits. Example: 604-8081',
        },
      };
}

function readPrefecture(text: string): Read {
  return prefectures.some(({ ja }) => ja === text)
    ? { value: text }
    : { wrong: { ja: '都道府県をお選びください。', en: 'Please choose a prefecture.' } };
}

const nameReaders: Readonly<Partial<Record<CheckoutField, Reader>>> = {
  familyName: required({ ja: '姓を入力してください。', en: 'Please enter your family name.' }),
  givenName: required({ ja: '名を入力してください。', en: 'Please enter your given name.' }),
  email: required(
    { ja: 'メールアドレスを入力してください。', en: 'Please enter your e-mail address.' },
    readMail,
  ),
  phone: required(
    { ja: '電話番号を入力してください。', en: 'Please enter your telephone number.' },
    readPhone,
  ),
};

const addressReaders: Readonly<Partial<Record<CheckoutField, Reader>>> = {
  postalCode: required(
    { ja: '郵便番号を入力してください。', en: 'Please enter your postal code.' },
    readPostalCode,
  ),
  prefecture: readPrefecture,
  city: required({ ja: '市区町村を入力してください。', en: 'Please enter your city or ward.' }),
  street: required({
    ja: '町名・番地を入力してください。',
    en: 'Please enter your street and number.',
  }),
};

const optional =
  (then: Reader): Reader =>
  (text) =>
    text === '' ? { value: '' } : then(text);

function readersFor(
  form: CheckoutForm,
  language: Language,
): Partial<Record<CheckoutField, Reader>> {
  const kana: Reader =
    language === 'ja'
      ? required({ ja: 'ふりがなを入力してください。', en: 'Please enter the reading.' }, readKana)
      : optional(readKana);
  const isDelivery = form.way === 'delivery';
  return {
    ...nameReaders,
    familyKana: kana,
    givenKana: kana,
    ...(isDelivery
      ? addressReaders
      : { place: required({ ja: '受け取る店舗をお選びください。', en: 'Please choose a shop.' }) }),
    way: (value) =>
      value === 'pickup' || value === 'delivery'
        ? { value }
        : {
            wrong: { ja: '受け取り方法をお選びください。', en: 'Please choose how to receive it.' },
          },
    payment: (value) =>
      value === 'card' || (value === 'cash' && !isDelivery)
        ? { value }
        : { wrong: { ja: 'お支払い方法をお選びください。', en: 'Please choose how to pay.' } },
  };
}

/** Tidied values where they could be read, as typed where not, and what to mend. */
export function readForm(form: CheckoutForm, language: Language): CheckedForm {
  const values: Partial<Record<CheckoutField, string>> = {};
  const errors: Partial<Record<CheckoutField, string>> = {};
  const readers = readersFor(form, language);
  for (const [name, typed] of Object.entries(form) as [CheckoutField, string][]) {
    const text = typed.trim();
    const longest = longestOf[name] ?? (name === 'email' ? 254 : usualLongest);
    const read: Read =
      text.length > longest
        ? {
            wrong: {
              ja: `${longest}文字以内で入力してください。`,
              en: `Please use at most ${longest} characters.`,
            },
          }
        : (readers[name]?.(text) ?? { value: text });
    if ('wrong' in read) {
      values[name] = typed;
      errors[name] = read.wrong[language];
    } else {
      values[name] = read.value;
    }
  }
  return { form: values as CheckoutForm, errors: errors satisfies CheckoutErrors };
}
