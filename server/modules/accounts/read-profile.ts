// The profile form, read kindly: digits, hyphens and kana of any width are taken and tidied; names stay as they were
// typed (髙 and 﨑 are hers). Everything may be left out. Pure.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Profile } from '#customers';
import { accountsRefusals } from './errors.ts';

export const profileFields = [
  'familyName',
  'givenName',
  'familyKana',
  'givenKana',
  'email',
  'phone',
  'postalCode',
  'prefecture',
  'city',
  'address',
  'birthDate',
] as const;
export type ProfileField = (typeof profileFields)[number];
export type ProfileForm = Readonly<Partial<Record<ProfileField, string>>>;

/** Undefined: cannot be read. */
type Reader = (text: string, today: Temporal.PlainDate) => string | undefined;

/** One width, and every dash a hyphen. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[‐‑‒–—―−ー－]/gu, '-')
    .trim();
}

function readKana(text: string): string | undefined {
  const katakana = text
    .normalize('NFKC')
    .replaceAll(/[ぁ-ゖ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
  return /^[゠-ヿ\s・]+$/u.test(katakana) ? katakana : undefined;
}

function readEmail(text: string): string | undefined {
  const folded = text.normalize('NFKC').trim();
  return /^[^\s@,;<>"]{1,64}@[a-z0-9.-]{1,189}\.[a-z0-9-]{2,}$/i.test(folded) ? folded : undefined;
}

function readPhone(text: string): string | undefined {
  const number = parsePhoneNumberFromString(fold(text), 'JP');
  if (number?.isPossible() !== true) {
    return undefined;
  }
  return number.countryCallingCode === '81' ? number.formatNational() : number.number;
}

function readPostalCode(text: string): string | undefined {
  const digits = fold(text).replaceAll(/[〒\s-]/gu, '');
  return /^\d{7}$/.test(digits) ? `${digits.slice(0, 3)}-${digits.slice(3)}` : undefined;
}

/** A day that there was, and nobody is born tomorrow. */
function readBirthDate(text: string, today: Temporal.PlainDate): string | undefined {
  try {
    const day = Temporal.PlainDate.from(fold(text), { overflow: 'reject' });
    const isToCome = Temporal.PlainDate.compare(day, today) > 0;
    return day.year < 1900 || isToCome ? undefined : day.toString();
  } catch {
    return undefined;
  }
}

const readers: Readonly<Partial<Record<ProfileField, Reader>>> = {
  familyKana: readKana,
  givenKana: readKana,
  email: readEmail,
  phone: readPhone,
  postalCode: readPostalCode,
  birthDate: readBirthDate,
};

function read(name: ProfileField, typed: string, today: Temporal.PlainDate): string | undefined {
  const reader = readers[name];
  return reader === undefined ? typed : reader(typed, today);
}

/**
 * The form as a profile, read on the day that it is for the house; an empty field stays an empty text, which takes the field away. Refuses with
 * accounts.profile_wrong, whose details name each field that could not be read.
 */
export function readProfile(form: ProfileForm, today: Temporal.PlainDate): Profile {
  const values: Partial<Record<ProfileField, string>> = {};
  const wrong: Record<string, true> = {};
  for (const name of profileFields) {
    const typed = form[name]?.trim();
    const value = typed === undefined || typed === '' ? typed : read(name, typed, today);
    if (value !== undefined) {
      values[name] = value;
    } else if (typed !== undefined) {
      wrong[name] = true;
    }
  }
  if (Object.keys(wrong).length > 0) {
    throw accountsRefusals.profile_wrong(wrong);
  }
  return values;
}
