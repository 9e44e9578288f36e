/** A number that is counted up, or the moment of a change (RFC 3339). */
export type Version = number | string;

/** Whether `one` came after `other`. What was just saved is newer than a list that was read before. */
export function isNewer(one: Version, other: Version): boolean {
  return typeof one === 'number' || typeof other === 'number'
    ? Number(one) > Number(other)
    : one !== other && Date.parse(one) >= Date.parse(other);
}
