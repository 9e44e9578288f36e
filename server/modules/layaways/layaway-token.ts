// The secret in her link. It follows from the id and the house's key, so it is kept nowhere.
import { timingSafeEqual } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

export function layawayToken(masters: MasterKeys, layawayId: string): string {
  return blindIndex(masters, 'layaway token', layawayId).toString('base64url');
}

export function isLayawayToken(masters: MasterKeys, layawayId: string, token: string): boolean {
  const expected = Buffer.from(layawayToken(masters, layawayId));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
