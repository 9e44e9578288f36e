// Signs by which two records are surely one person, and which of them say nothing. Pure.
import { emailKey, phoneKey } from './look-up-keys.ts';

export type SignKind = 'email' | 'phone' | 'line' | 'member' | 'card' | 'device';

export type Worthless = 'placeholder' | 'role_address';

/** What is filled in where nothing was to say. */
const placeholders = /^(.)\1*$|^0?12345678?9?0?$|^0*(\d)\2+$|^0[5-9]0(\d)\3{7}$/;
const placeholderMails =
  /^(a+|x+|test\d*|none|no-?mail|nomail|noreply|no-reply|dummy|sample|unknown|nashi)@/;
/** An address of a desk, not of a person. */
const roleMails =
  /^(info|contact|support|sales|office|admin|webmaster|postmaster|shop|store|mail|order|hello|inquiry|toiawase|soumu|jimu)@/;

export type ReadSign =
  | { readonly key: string; readonly worthless?: undefined }
  | { readonly key: string; readonly worthless: Worthless };

/**
 * The folded value that is hashed, and why it joins nobody if it does not. Undefined where there is no value.
 * A number is one of its issuer's: LINE users are per provider, member numbers per company.
 */
export function readSign(kind: SignKind, value: string, issuer: string): ReadSign | undefined {
  if (kind === 'email') {
    const key = emailKey(value);
    if (!/^[^@\s]+@[^@\s]+$/.test(key)) {
      return undefined;
    }
    if (placeholderMails.test(key) || /@(example|test|invalid|localhost)$/.test(key)) {
      return { key, worthless: 'placeholder' };
    }
    return roleMails.test(key) ? { key, worthless: 'role_address' } : { key };
  }
  if (kind === 'phone') {
    return readTelephone(value);
  }
  const plain = value.normalize('NFKC').trim();
  if (plain === '') {
    return undefined;
  }
  const key = `${issuer}\n${plain}`;
  return placeholders.test(plain) && kind !== 'line' && kind !== 'device'
    ? { key, worthless: 'placeholder' }
    : { key };
}

function readTelephone(value: string): ReadSign | undefined {
  const digits = value.normalize('NFKC').replaceAll(/\D/g, '');
  if (digits.length < 6) {
    return undefined;
  }
  const key = phoneKey(value);
  if (placeholders.test(digits)) {
    return { key: key ?? digits, worthless: 'placeholder' };
  }
  return key === undefined ? undefined : { key };
}
