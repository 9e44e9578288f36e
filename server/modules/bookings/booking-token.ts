// The secret in a guest's link to her booking. It follows from the booking's id and the house's key, so it is
// kept nowhere.
import { timingSafeEqual } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

export function bookingToken(masters: MasterKeys, bookingId: string): string {
  return blindIndex(masters, 'booking token', bookingId).toString('base64url');
}

export function isBookingToken(masters: MasterKeys, bookingId: string, token: string): boolean {
  const expected = Buffer.from(bookingToken(masters, bookingId));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
