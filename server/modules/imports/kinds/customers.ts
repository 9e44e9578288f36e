// Customers of another system: one record a row, sealed under its own key.
import { importCustomers, type Profile } from '#customers';
import { findPlacesByKey } from '#places';
import type { Importer } from '../importer.ts';
import type { CustomerRow } from '../reading/index.ts';

export const customersImporter: Importer<'customers'> = {
  kind: 'customers',
  mode: 'upsert',
  isPersonal: true,
  apply: async (tx, context, rows) => {
    const codes = [...new Set(rows.flatMap(({ value }) => value.placeCode ?? []))];
    const places = await findPlacesByKey(tx, context.source, codes);
    const outcomes = await importCustomers(
      tx,
      { source: context.source, placeId: context.placeId, proves: context.proves },
      rows.map(({ value }) => {
        const placeId = places.get(value.placeCode ?? '')?.id;
        return {
          key: value.customerKey,
          profile: toProfile(value),
          ...(value.lineUserId === undefined ? {} : { lineUserId: value.lineUserId }),
          ...(placeId === undefined ? {} : { placeId }),
          ...(value.registeredAt === undefined ? {} : { registeredAt: value.registeredAt }),
        };
      }),
    );
    const created = outcomes.filter((each) => each.outcome === 'created').length;
    const updated = outcomes.filter((each) => each.outcome === 'updated').length;
    return {
      rows: outcomes.map((each) => ({
        kind: each.outcome === 'unchanged' ? ('unchanged' as const) : ('accepted' as const),
      })),
      recordIds: outcomes.map((each) => each.recordId),
      sums: { created, updated, sameAsKnown: outcomes.length - created - updated },
    };
  },
};

function toProfile(row: CustomerRow): Profile {
  const attributes = {
    rank: row.rank,
    status: row.status,
    region: row.region,
    placeCode: row.placeCode,
    lineUserId: row.lineUserId,
    acceptsMarketing: row.acceptsMarketing === undefined ? undefined : String(row.acceptsMarketing),
  };
  return omitEmpty({
    familyName: row.familyName,
    givenName: row.givenName,
    fullName: row.fullName,
    familyKana: row.familyNameKana,
    givenKana: row.givenNameKana,
    fullKana: row.fullNameKana,
    companyName: row.companyName,
    email: row.email,
    phone: row.phone?.original,
    mobilePhone: row.mobilePhone?.original,
    country: row.country,
    postalCode: row.postalCode,
    prefecture: row.prefecture,
    city: row.city,
    address: row.address,
    birthDate: row.birthday,
    gender: row.gender,
    memberNumber: row.memberNumber,
    note: row.note,
    attributes: omitEmpty(attributes),
  });
}

function omitEmpty(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  );
}
