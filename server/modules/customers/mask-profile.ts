// A profile as it is shown before a reason is given: enough to compare two records, not to reach anybody. Pure.
import { maskEmail, maskName, maskPhone, type Profile } from './profile.ts';

const shown = ['companyName', 'prefecture', 'city', 'gender'] as const;

/** Names, addresses of mail and telephones veiled; of a birth date the year, of a postal code its first part. */
export function maskProfile(profile: Profile): Profile {
  const veiled: Record<string, string | null | undefined> = {
    familyName: profile.familyName,
    givenName: maskName(profile.givenName ?? null),
    fullName: maskName(profile.fullName ?? null),
    familyKana: profile.familyKana,
    givenKana: maskName(profile.givenKana ?? null),
    fullKana: maskName(profile.fullKana ?? null),
    email: maskEmail(profile.email),
    phone: maskPhone(profile.phone),
    mobilePhone: maskPhone(profile.mobilePhone),
    birthDate: profile.birthDate?.slice(0, 4),
    postalCode: profile.postalCode?.slice(0, 3),
    ...Object.fromEntries(shown.map((field) => [field, profile[field]])),
  };
  return Object.fromEntries(
    Object.entries(veiled).filter(([, value]) => value !== undefined && value !== null),
  );
}
