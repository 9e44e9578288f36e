// A profile as the cells that are compared, and the keyed hashes by which it is found. Pure.
import { PERSON_FIELDS, type PersonCells } from '@engawa/match';
import type { Profile } from '#customers';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

/** The first cell is the record's id (uuid). */
export function cellsOf(recordId: string, profile: Profile): PersonCells {
  return PERSON_FIELDS.map((field) => (field === 'key' ? recordId : profile[field]));
}

/** 52 bits of the keyed hash: safe as a number, and one chance hit in 400 million look-ups of a million records. */
export function tokenOf(masters: MasterKeys, use: 'block' | 'term', value: string): number {
  return Number(blindIndex(masters, `identity.${use}`, value).readBigUInt64BE() >> 12n);
}

/** What a value of a column is counted under. */
export function termOf(column: string, value: string): string {
  return `${column} ${value}`;
}
