// Keys for exact look-up, made from folded copies of the values and stored as blind indexes only. Folding
// is for the key alone; the stored value stays as it came. Variant characters (髙 and 高), romaji and
// addresses belong to matching, which has keys of its own.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { blindIndex, type MasterKeys } from '#kernel/sealing';
import { kanaOf, nameOf, type Profile } from './profile.ts';

export type KeyKind = 'email' | 'phone' | 'name' | 'name_kana' | 'member';
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
