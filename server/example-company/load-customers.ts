import { type ImportedCustomer, importCustomers, type Profile } from '#customers';
import type { Company, Registration } from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { runOnce, source } from './chunk.ts';

const chunkSize = 2000;

/** Records of all registrations; answers them (uuid) by member number. */
export async function loadCustomers(
  house: OpenHouse,
  company: Company,
  placeIds: readonly string[],
): Promise<Map<string, string>> {
  const recordIds = new Map<string, string>();
  for (let start = 0; start < company.registrations.length; start += chunkSize) {
    const rows = company.registrations.slice(start, start + chunkSize);
    const ids = await runOnce(house, `customers ${start}`, async (tx) => {
      const outcomes = await importCustomers(
        tx,
        { source },
        rows.map((row) => toCustomer(row, placeIds)),
      );
      return outcomes.map((each) => each.recordId);
    });
    rows.forEach(({ person }, index) => {
      recordIds.set(person.key, ids[index] ?? '');
    });
  }
  return recordIds;
}

function toCustomer(
  { person, shop, registeredAt }: Registration,
  placeIds: readonly string[],
): ImportedCustomer {
  const { key, homeShop: _home, acceptsMarketing, ...fields } = person;
  const told = Object.entries(fields).filter(([, value]) => value !== undefined);
  const profile: Profile = {
    ...Object.fromEntries(told),
    memberNumber: key,
    attributes: { acceptsMarketing: String(acceptsMarketing) },
  };
  return {
    key,
    profile,
    placeId: placeIds[shop] ?? null,
    registeredAt: Temporal.Instant.fromEpochMilliseconds(registeredAt),
  };
}
