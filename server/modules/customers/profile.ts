// The profile of a record: what one system says of a person, as it says it. Values are kept as they came;
// the keys for look-up are made from folded copies (see look-up-keys.ts). Pure.
import { blindIndex, type MasterKeys } from '#kernel/sealing';

/** Personal fields. All are optional: a source tells what it knows. */
export type Profile = {
  readonly familyName?: string;
  readonly givenName?: string;
  /** Where the source does not part family and given name. */
  readonly fullName?: string;
  readonly familyKana?: string;
  readonly givenKana?: string;
  readonly fullKana?: string;
  readonly companyName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly mobilePhone?: string;
  /** ISO 3166 alpha-2; Japan when missing. */
  readonly country?: string;
  readonly postalCode?: string;
  readonly prefecture?: string;
  readonly city?: string;
  readonly address?: string;
  /** ISO 8601 day. */
  readonly birthDate?: string;
  readonly gender?: string;
  /** The number on her card, as the source writes it. */
  readonly memberNumber?: string;
  readonly note?: string;
  /** What else a source tells: rank, status … */
  readonly attributes?: Readonly<Record<string, string>>;
};

/** The `use` that binds sealed bytes to the column. */
export const profileUse = 'customers.profile';

/** The profile without empty fields, keys in one order, so that equal profiles are equal texts. */
export function tidyProfile(profile: Profile): Profile {
  const { attributes = {}, ...fields } = profile;
  const inner = tidyEntries(attributes);
  return {
    ...Object.fromEntries(tidyEntries(fields)),
    ...(inner.length === 0 ? {} : { attributes: Object.fromEntries(inner) }),
  };
}

function tidyEntries(fields: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(fields)
    .flatMap(([name, value]): [string, string][] =>
      value === undefined || value === '' ? [] : [[name, value]],
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * A keyed hash of a tidy profile and its record, by which an unchanged import is seen without opening the
 * seal. With the record's id in it, equal profiles of two records do not show as equal.
 */
export function fingerprintOf(masters: MasterKeys, recordId: string, profile: Profile): Buffer {
  return blindIndex(masters, profileUse, `${recordId} ${JSON.stringify(profile)}`);
}

/** Names of the fields in which two profiles differ. */
export function changedFields(before: Profile, after: Profile): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Profile>;
  return [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .toSorted();
}

/** `山田 花子` from whatever parts there are; null when nameless. */
export function nameOf(profile: Profile): string | null {
  const parts = [profile.familyName, profile.givenName].filter((part) => part !== undefined);
  return parts.length > 0
    ? parts.join(' ')
    : (profile.fullName ?? profile.companyName ?? kanaOf(profile));
}

/** The reading of the name; null when there is none. */
export function kanaOf(profile: Profile): string | null {
  const parts = [profile.familyKana, profile.givenKana].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : (profile.fullKana ?? null);
}

const veil = '＊＊';

/** `大野 あや子` → `大野 あ＊＊`: enough to recognise her at the counter, not to look her up. */
export function maskName(name: string | null): string | null {
  const [family, given] = (name ?? '').trim().split(/[\s\u3000]+/u);
  if (family === undefined || family === '') {
    return null;
  }
  return given === undefined
    ? `${firstOf(family)}${veil}`
    : `${family.slice(0, 40)} ${firstOf(given)}${veil}`;
}

/** `hanako@example.jp` → `h＊＊@example.jp`. */
export function maskEmail(email: string | undefined): string | null {
  const at = email?.lastIndexOf('@') ?? -1;
  return email === undefined || at < 1 ? null : `${firstOf(email)}${veil}${email.slice(at)}`;
}

/** `090-1234-5678` → `＊＊5678`. */
export function maskPhone(phone: string | undefined): string | null {
  const digits = phone?.normalize('NFKC').replaceAll(/\D/g, '') ?? '';
  return digits.length < 7 ? null : `${veil}${digits.slice(-4)}`;
}

function firstOf(text: string): string {
  return [...new Intl.Segmenter('ja').segment(text)][0]?.segment ?? '';
}
