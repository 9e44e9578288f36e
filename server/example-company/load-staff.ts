// Clerks and a manager for the shops of one prefecture, so that a tablet can be taken over by PIN. All have the same
// one, which the start prints: hashing a PIN costs a tenth of a second on purpose, hence not everywhere.
import { addMember } from '#staff';
import { type Company, createRandom, type Shop } from '../../examples/company/index.ts';
import { createNamePicker } from '../../examples/company/names.ts';
import type { OpenHouse } from '../house.ts';
import { examplePin, runOnce } from './chunk.ts';

/** The shop of the five-minute walk is among them. */
const prefecture = '神奈川県';
const jobs = ['manager', 'clerk', 'clerk'] as const;
const bornYear = 1994;

const shopsMax = 3;

/** Adds them, a shop at a time. */
export async function loadStaff(
  house: OpenHouse,
  company: Company,
  placeIds: readonly string[],
): Promise<void> {
  const shops = new Set(company.shops.filter(hasStaff).slice(0, shopsMax));
  for (const [index, shop] of company.shops.entries()) {
    const placeId = placeIds[index];
    if (placeId !== undefined && shops.has(shop)) {
      await runOnce(house, `staff ${shop.code}`, async (tx) => {
        for (const member of staffOf(company.seed, shop)) {
          await addMember(tx, { ...member, placeId });
        }
        return null;
      });
    }
  }
}

function hasStaff(shop: Shop): boolean {
  return shop.prefecture === prefecture && (shop.kind === 'store' || shop.kind === 'cafe');
}

function staffOf(seed: number, shop: Shop) {
  const random = createRandom(seed, `staff ${shop.code}`);
  const names = createNamePicker(random);
  return jobs.map((role, index) => {
    const given = names.given(index === 1 ? 'female' : 'male', bornYear);
    return {
      login: `${shop.code.toLowerCase()}-${index + 1}`,
      name: `${names.family(shop.prefecture).kanji} ${given.kanji}`,
      pin: examplePin,
      roles: [role],
    };
  });
}
