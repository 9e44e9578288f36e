// The token of a browser that agreed: its record's id and our signature, so that nobody can name another's
// record. It opens nothing; it only says where a moment belongs.
import { timingSafeEqual } from 'node:crypto';
import { formatId, tryParseId } from '#kernel/ids';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

export const deviceCookie = 'engawa_device';

/** `rec_….<signature>` of a device record (uuid). */
export function makeDeviceToken(masters: MasterKeys, recordId: string): string {
  return `${formatId('record', recordId)}.${signatureOf(masters, recordId).toString('base64url')}`;
}

/** The device record (uuid) of a token; undefined when it is not one of ours. */
export function readDeviceToken(masters: MasterKeys, token: string): string | undefined {
  const [id = '', signature = '', ...rest] = token.split('.');
  const recordId = tryParseId('record', id);
  if (recordId === undefined || rest.length > 0 || !/^[\w-]{22}$/.test(signature)) {
    return undefined;
  }
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(masters, recordId);
  return given.length === expected.length && timingSafeEqual(given, expected)
    ? recordId
    : undefined;
}

function signatureOf(masters: MasterKeys, recordId: string): Buffer {
  return blindIndex(masters, 'moments.device_token', recordId);
}
