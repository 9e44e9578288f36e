// What identify tells of a person (Segment's spec, "Traits") as a profile of ours. Only fields that a profile has;
// what else a sender knows of her stays with the sender. Pure.
import type { Profile } from '#customers';
import { recordIn } from './incoming.ts';

/** The profile in the traits; undefined when they tell nothing that a profile has. */
export function profileOf(traits: Readonly<Record<string, unknown>>): Profile | undefined {
  const address = recordIn(traits['address']);
  const text = (value: unknown, lengthMax = 200): string | undefined =>
    typeof value === 'string' && value.trim() !== '' && value.length <= lengthMax
      ? value
      : undefined;
  const country = text(address['country'], 2);
  const birthday = text(traits['birthday'])?.slice(0, 10);
  const fields = {
    familyName: text(traits['lastName'] ?? traits['last_name']),
    givenName: text(traits['firstName'] ?? traits['first_name']),
    fullName: text(traits['name']),
    email: text(traits['email']),
    phone: text(traits['phone'], 40),
    postalCode: text(address['postalCode'] ?? address['postal_code'], 20),
    prefecture: text(address['state']),
    city: text(address['city']),
    address: text(address['street']),
    country: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined,
    birthDate: birthday !== undefined && /^\d{4}-\d\d-\d\d$/.test(birthday) ? birthday : undefined,
    gender: text(traits['gender'], 20),
  };
  const told = Object.entries(fields).filter(([, value]) => value !== undefined);
  return told.length === 0 ? undefined : (Object.fromEntries(told) as Profile);
}
