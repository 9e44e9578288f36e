// Keys for look-up, exact but for how a reading begins, made from folded copies of the values and stored as blind
// indexes only. Folding
// is for the key alone; the stored value stays as it came. Variant characters (髙 and 高), romaji and
// addresses belong to matching, which has keys of its own.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { blindIndex, type MasterKeys } from '#kernel/sealing';
import { kanaOf, nameOf, type Profile } from './profile.ts';

export type KeyKind = 'email' | 'phone' | 'name' | 'name_kana' | 'kana_start' | 'member';
export type LookUpKey = { readonly kind: KeyKind; readonly value: string };
export type LookUpToken = { readonly kind: KeyKind; readonly token: Buffer };

/** NFKC, small letters, no spaces: `Ｈanako@Example.jp ` → `hanako@example.jp`. */
export function emailKey(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** E.164 by the rules of Japan or of the number's own country code; undefined when it is none. */
export function phoneKey(text: string): string | undefined {
  const folded = text.normalize('NFKC').replaceAll(/[‐‑‒–—―ー−]/gu, '-');
  const number = parsePhoneNumberFromString(folded, 'JP');
  return number?.isPossible() === true ? number.number : undefined;
}

/** NFKC, small letters, katakana for hiragana, without spaces and middle dots. */
export function nameKey(text: string): string {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s・]/gu, '');
  return folded.replaceAll(/[ぁ-ゖ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** NFKC, capitals, without spaces and hyphens. */
export function memberKey(text: string): string {
  return text.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/gu, '');
}

/**
 * At a counter somebody spells how her name begins. These are the beginnings that find her: the reading of the family
 * name whole, and the first letters of the whole reading. A beginning is a blind index like the others, but people
 * share it, so a stolen table would tell who begins alike; hence few lengths, and none under three.
 */
const startLengths = [3, 4, 6] as const;

function startsOf(profile: Profile, kana: string | null): string[] {
  if (kana === null) {
    return [];
  }
  const whole = nameKey(kana);
  const family = nameKey(profile.familyKana ?? kana.trim().split(/[\s　]+/u)[0] ?? '');
  return [family, ...startLengths.map((length) => whole.slice(0, length))];
}

/** The longest beginning that is kept of what was typed; what is no kana is the beginning of no reading. */
function startOfQuery(name: string): string | undefined {
  if (!/^[\p{Script=Katakana}ー]{2,}$/u.test(name)) {
    return undefined;
  }
  const length = startLengths.findLast((each) => each <= name.length) ?? name.length;
  return name.slice(0, length);
}

/** Every key under which a profile can be found. */
export function keysOf(profile: Profile): LookUpKey[] {
  const name = nameOf(profile);
  const kana = kanaOf(profile);
  return keep([
    ['email', profile.email === undefined ? undefined : emailKey(profile.email)],
    ['phone', profile.phone === undefined ? undefined : phoneKey(profile.phone)],
    ['phone', profile.mobilePhone === undefined ? undefined : phoneKey(profile.mobilePhone)],
    ['name', name === null ? undefined : nameKey(name)],
    ['name_kana', kana === null ? undefined : nameKey(kana)],
    ...startsOf(profile, kana).map((start) => ['kana_start', start] as const),
    ['member', profile.memberNumber === undefined ? undefined : memberKey(profile.memberNumber)],
  ]);
}

/** The keys that a search word may mean. */
export function keysOfQuery(query: string): LookUpKey[] {
  if (query.includes('@') || query.includes('＠')) {
    return keep([['email', emailKey(query)]]);
  }
  const name = nameKey(query);
  return keep([
    ['phone', phoneKey(query)],
    ['member', memberKey(query)],
    ['name', name],
    ['name_kana', name],
    ['kana_start', name],
    ['kana_start', startOfQuery(name)],
  ]);
}

/** The blind index of a key. */
export function tokenOf(masters: MasterKeys, key: LookUpKey): LookUpToken {
  return { kind: key.kind, token: blindIndex(masters, `customers.${key.kind}`, key.value) };
}

function keep(pairs: readonly (readonly [KeyKind, string | undefined])[]): LookUpKey[] {
  const keys = new Map<string, LookUpKey>();
  for (const [kind, value] of pairs) {
    if (value !== undefined && value !== '') {
      keys.set(`${kind} ${value}`, { kind, value });
    }
  }
  return [...keys.values()];
}
