// The customers: invented names of their generation, addresses in real towns near their shop. Some are registered
// twice, in another shop and written differently, as happens in every real house.
import { japaneseSupermarket } from './figures.ts';
import { createNamePicker, type Gender } from './names.ts';
import { createChooser, createDeck, createRandom, type Random, weightsOf } from './random.ts';
import type { Shop } from './shops.ts';
import { type Town, towns } from './towns.ts';

export type Person = {
  /** Member number, and the key of her record. */
  readonly key: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly familyKana: string;
  readonly givenKana: string;
  readonly gender: Gender | undefined;
  readonly birthDate: string | undefined;
  readonly email: string | undefined;
  readonly mobilePhone: string | undefined;
  readonly postalCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly address: string;
  /** Index of the shop she goes to most. */
  readonly homeShop: number;
  readonly acceptsMarketing: boolean;
};

/** Registered a second time: whose, and in which shop (index). */
export type Duplicate = { readonly of: number; readonly atShop: number; readonly person: Person };

const mailWords = (
  'sakura momiji kaede tsubaki nadeshiko hotaru suzume tsubame kawasemi yamabiko komorebi asagao ajisai ' +
  'botan kikyo hinata minato shiokaze hoshizora usagi kitsune tanuki koguma wakaba aozora yuzu mikan natsume'
).split(' ');

const buildings = [
  'コーポ',
  'ハイツ',
  'メゾン',
  'グリーンハイツ',
  'サンコーポ',
  'パレス',
  'ヴィラ',
];

/** `count` people; `year` is the one they are of their age in. */
export function makePeople(
  seed: number,
  shops: readonly Shop[],
  count: number,
  year: number,
): Person[] {
  const random = createRandom(seed, 'people');
  const names = createNamePicker(random);
  const home = createChooser(
    random,
    shops.map((shop) => (shop.kind === 'web' || shop.kind === 'warehouse' ? 0 : shop.weight)),
  );
  const genders = createDeck(random, [
    [0, japaneseSupermarket.customersByGender.female],
    [1, japaneseSupermarket.customersByGender.male],
    [2, japaneseSupermarket.customersByGender.untold],
  ]);
  const decades = createDeck(random, weightsOf(japaneseSupermarket.customersByAgeDecade));
  return Array.from({ length: count }, (_, index) => {
    const homeShop = home();
    const shop = shops[homeShop];
    const gender = genders();
    const named: Gender =
      gender === 2 ? random.pick(['female', 'male']) : gender === 0 ? 'female' : 'male';
    const age = Math.max(16, decades() * 10 + random.int(0, 9));
    const birthYear = year - age;
    const prefecture = shop?.prefecture ?? '';
    const family = names.family(prefecture);
    const given = names.given(named, birthYear);
    return {
      key: memberNumber(index + 1),
      familyName: family.kanji,
      givenName: given.kanji,
      familyKana: family.kana,
      givenKana: given.kana,
      gender: gender === 2 ? undefined : named,
      birthDate: random.chance(0.8)
        ? `${birthYear}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
        : undefined,
      email: random.chance(0.82) ? inventMail(random) : undefined,
      mobilePhone: random.chance(0.88) ? inventPhone(random) : undefined,
      ...addressNear(random, shop),
      homeShop,
      acceptsMarketing: random.chance(0.58),
    };
  });
}

function addressNear(random: Random, shop: Shop | undefined) {
  const { prefecture = '', city = '' } = shop ?? {};
  const town: Town = random.pick(
    towns.get(`${prefecture} ${city}`) ?? [{ postalCode: '', name: '' }],
  );
  const house = `${town.name}${random.int(1, 6)}-${random.int(1, 32)}-${random.int(1, 24)}`;
  const flat = random.chance(0.42)
    ? ` ${random.pick(buildings)}${town.name.slice(0, 4)}${random.int(1, 9)}0${random.int(1, 8)}`
    : '';
  return { postalCode: town.postalCode, prefecture, city, address: house + flat };
}

/** example.jp belongs to nobody (RFC 2606 and JPRS keep it for examples). */
function inventMail(random: Random): string {
  return `${random.pick(mailWords)}.${random.pick(mailWords)}${random.int(100, 9999)}@example.jp`;
}

/** No mobile number of Japan has a 0 behind 070, 080 or 090: nobody is called by it. */
function inventPhone(random: Random): string {
  const digits = `0${random.pick([7, 8, 9])}00${random.int(100, 999)}${random.int(1000, 9999)}`;
  return `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`;
}

const duplicateShare = 0.03;

/** Second registrations of about 3% of the people, written as another clerk would. */
export function makeDuplicates(
  seed: number,
  shops: readonly Shop[],
  people: readonly Person[],
): Duplicate[] {
  const random = createRandom(seed, 'duplicates');
  const elsewhere = createChooser(
    random,
    shops.map((shop) => (shop.kind === 'warehouse' ? 0 : shop.kind === 'web' ? 20 : shop.weight)),
  );
  const chosen = random
    .shuffle(people.map((_, index) => index))
    .slice(0, Math.round(people.length * duplicateShare));
  return chosen.map((of, index) => {
    const person = people[of];
    if (person === undefined) {
      throw new Error('a duplicate has nobody to be of');
    }
    let atShop = elsewhere();
    while (atShop === person.homeShop) {
      atShop = elsewhere();
    }
    return { of, atShop, person: rewrite(random, person, memberNumber(people.length + index + 1)) };
  });
}

/** Old and new forms of the same character in family names. */
const variantForms: readonly (readonly [string, string])[] = [
  ['斎', '齋'],
  ['斉', '齊'],
  ['高', '髙'],
  ['渡辺', '渡邊'],
  ['渡部', '渡邉'],
  ['浜', '濱'],
  ['沢', '澤'],
  ['桜', '櫻'],
  ['広', '廣'],
  ['島', '嶋'],
  ['崎', '﨑'],
  ['吉', '𠮷'],
  ['富', '冨'],
  ['国', '國'],
  ['真', '眞'],
];

function rewrite(random: Random, person: Person, key: string): Person {
  const form = variantForms.find(([usual]) => person.familyName.includes(usual));
  const moved = random.chance(0.15);
  return {
    ...person,
    key,
    familyName:
      form !== undefined && random.chance(0.6)
        ? person.familyName.replace(form[0], form[1])
        : person.familyName,
    givenName: random.chance(0.2) ? person.givenKana : person.givenName,
    address: moved
      ? `${person.address.replace(/\d.*$/, '')}${random.int(1, 6)}-${random.int(1, 32)}-${random.int(1, 24)}`
      : rewriteAddress(random, person.address),
    mobilePhone: random.chance(0.75) ? person.mobilePhone?.replaceAll('-', '') : undefined,
    email: random.chance(0.35) ? person.email : undefined,
    birthDate: random.chance(0.6) ? person.birthDate : undefined,
    gender: random.chance(0.7) ? person.gender : undefined,
  };
}

function rewriteAddress(random: Random, address: string): string {
  const [, town = '', chome = '', ban = '', go = '', flat = ''] =
    /^(\D+)(\d+)-(\d+)-(\d+)(.*)$/.exec(address) ?? [];
  if (town === '') {
    return address;
  }
  return random.pick([
    `${town}${chome}丁目${ban}番${go}号${flat}`,
    `${town}${wide(`${chome}－${ban}－${go}`)}`,
    `${town}${chome}丁目${ban}-${go}`,
    `${town}${chome}-${ban}-${go}`,
  ]);
}

function wide(text: string): string {
  return text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

/** Seven digits. */
function memberNumber(number: number): string {
  return String(1_000_000 + number);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
