// Ids that are made when a form is first shown and travel with it, signed: a form sent twice does its work once, and a
// stranger's id is not taken.
import { timingSafeEqual } from 'node:crypto';
import { formatId, type IdKind, newId, tryParseId } from '#kernel/ids';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

/** A new id of the kind, with its signature for this use. */
export function signedId(masters: MasterKeys, kind: IdKind, use: string): string {
  const id = newId();
  return `${formatId(kind, id)}.${blindIndex(masters, use, id).toString('base64url')}`;
}

/** The uuid, or undefined for what this house did not sign for this use. */
export function readSignedId(
  masters: MasterKeys,
  kind: IdKind,
  use: string,
  text: string,
): string | undefined {
  const [typed = '', mac = ''] = text.split('.');
  const id = tryParseId(kind, typed);
  if (id === undefined) {
    return undefined;
  }
  const given = Buffer.from(mac, 'base64url');
  const expected = blindIndex(masters, use, id);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
}
