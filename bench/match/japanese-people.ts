/**
 * The Japanese benchmark: persons in households, and what shops know of them. Seeded, so everybody
 * gets the same table. Two recipes of noise: `tuning` was looked at while the engine was made, `held-out`
 * has other rates and kinds of error (OCR, other slips) and was only ever measured.
 */
import { families, givenFemale, givenMale, type Spelled, towns } from './japanese-names.ts';
import {
  type Address,
  DIGITS,
  damageKanji,
  KANA,
  kanaStyle,
  LETTERS,
  romaji,
  slip,
  slipDate,
  two,
  variant,
  writeAddress,
  writeDate,
  writePhone,
  writePostal,
} from './japanese-writing.ts';
import { createRandom, type Random } from './random.ts';
import type { Table } from './score.ts';

export type Recipe = 'tuning' | 'held-out';

export interface People {
  readonly table: Table;
  /** Person and household of each row. */
  readonly person: readonly number[];
  readonly household: readonly number[];
}

interface Person {
  readonly household: number;
  family: Spelled;
  readonly given: Spelled;
  readonly isMale: boolean;
  readonly born: string;
  readonly mobile: string;
  readonly email: string;
  address: Address;
  readonly landline: string;
}

const RATES = {
  tuning: {
    slip: 0.02,
    ocr: 0,
    variant: 0.12,
    romaji: 0.02,
    kanaOnly: 0.03,
    move: 0.1,
    marry: 0.02,
    newPhone: 0.05,
    gap: 0.12,
    kanaGap: 0.25,
  },
  'held-out': {
    slip: 0.025,
    ocr: 0.012,
    variant: 0.16,
    romaji: 0.03,
    kanaOnly: 0.04,
    move: 0.13,
    marry: 0.025,
    newPhone: 0.07,
    gap: 0.13,
    kanaGap: 0.2,
  },
} as const;

const HEADERS = [
  '会員ID',
  '姓',
  '名',
  'セイ',
  'メイ',
  '性別',
  '生年月日',
  '電話番号',
  'メールアドレス',
  '郵便番号',
  '住所',
];

export function makePeople(personCount: number, recipe: Recipe, seed = 20_261_121): People {
  const random = createRandom(recipe === 'tuning' ? seed : seed * 31 + 7);
  const rows: string[][] = [];
  const person: number[] = [];
  const household: number[] = [];
  let made = 0;
  for (let house = 0; made < personCount; house += 1) {
    for (const member of makeHousehold(random, house)) {
      if (made >= personCount) break;
      const copies = 1 + [0.35, 0.2, 0.1].filter((chance) => random.isLucky(chance)).length;
      for (let copy = 0; copy < copies; copy += 1) {
        if (copy > 0) live(random, member, recipe);
        rows.push(writeRecord(random, member, recipe));
        person.push(made);
        household.push(house);
      }
      made += 1;
    }
  }
  // Ids say nothing about who belongs together.
  const order = rows.map((_, at) => at);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const table = {
    headers: HEADERS,
    rows: order.map((from, at) => [`M${String(at).padStart(8, '0')}`, ...(rows[from] ?? [])]),
  };
  return {
    table,
    person: order.map((from) => person[from] ?? 0),
    household: order.map((from) => household[from] ?? 0),
  };
}

function makeHousehold(random: Random, household: number): Person[] {
  const size = 1 + [0.6, 0.45, 0.3, 0.1].filter((chance) => random.isLucky(chance)).length;
  const family = random.pickCommon(families);
  const address = makeAddress(random);
  const landline = random.isLucky(0.45)
    ? `0${random.pick(['3', '45', '6', '52', '11', '92'])}${String(1e8 + random.below(9e8)).slice(0, 8)}`.slice(
        0,
        10,
      )
    : '';
  const shared = random.isLucky(0.04)
    ? `${family.kana.length}ie${random.below(1e7)}@example.jp`
    : '';
  const parents = 1940 + random.below(55);
  const members: Person[] = [];
  for (let at = 0; at < size; at += 1) {
    const isMale = at < 2 ? at === 0 : random.isLucky(0.5);
    const twin = at > 2 && random.isLucky(0.03) ? members.at(-1) : undefined;
    const given = random.pickCommon(isMale ? givenMale : givenFemale);
    // No family calls two of its own alike.
    const sound = (name: Spelled) => name.kana.replaceAll('ウ', '');
    if (members.some((other) => sound(other.given) === sound(given))) continue;
    const year =
      at < 2 ? parents + random.below(6) : Math.min(2012, parents + 24 + random.below(14));
    members.push({
      household,
      family,
      given,
      isMale,
      born: twin?.born ?? `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
      mobile: `0${random.pick(['70', '80', '90'])}${String(1e8 + random.below(9e8)).slice(0, 8)}`,
      email: shared === '' ? makeEmail(random) : shared,
      address,
      landline,
    });
  }
  return members;
}

function makeAddress(random: Random): Address {
  const building = random.isLucky(0.45)
    ? `${random.pick(['メゾン', 'コーポ', 'ハイツ', 'グラン', 'サン'])}${random.pick(['青葉', '白樺', '若草', '桜', '光'])}${101 + random.below(9) * 100 + random.below(12)}`
    : '';
  return {
    town: random.below(towns.length),
    lot: [1 + random.below(6), 1 + random.below(30), 1 + random.below(25)],
    building,
  };
}

function makeEmail(random: Random): string {
  const letters = Array.from({ length: 5 + random.below(5) }, () =>
    random.pick(Array.from('aiueoknmstrhyw')),
  ).join('');
  const domain = random.pick(['example.jp', 'example.com', 'mail.example.net', 'example.org']);
  return `${letters}${random.isLucky(0.6) ? random.below(1000) : ''}@${domain}`;
}

/** What happens between two records of one person. */
function live(random: Random, person: Person, recipe: Recipe): void {
  const rates = RATES[recipe];
  if (random.isLucky(rates.move)) person.address = makeAddress(random);
  if (!person.isMale && random.isLucky(rates.marry)) {
    person.family = random.pickCommon(families);
    if (random.isLucky(0.8)) person.address = makeAddress(random);
  }
}

function writeRecord(random: Random, person: Person, recipe: Recipe): string[] {
  const rates = RATES[recipe];
  const gap = (text: string, chance: number = rates.gap) => (random.isLucky(chance) ? '' : text);
  const hasKana = !random.isLucky(rates.kanaGap);
  const script = random.next();
  const asRomaji = script < rates.romaji;
  const asKana = !asRomaji && script < rates.romaji + rates.kanaOnly;
  const write = ({ kanji, kana }: Spelled) => {
    if (asRomaji) return romaji(random, kana);
    if (asKana) return kana;
    return damageKanji(random, variant(random, kanji, rates.variant), rates.ocr * 3);
  };
  const kana = ({ kana: text }: Spelled) =>
    hasKana ? slip(random, kanaStyle(random, text), KANA, rates.slip) : '';
  const phone = random.isLucky(0.75) || person.landline === '' ? person.mobile : person.landline;
  const number = random.isLucky(rates.newPhone)
    ? `0901${String(1e7 + random.below(9e7)).slice(0, 7)}`
    : phone;
  const town = towns[person.address.town];
  return [
    write(person.family),
    write(person.given),
    kana(person.family),
    kana(person.given),
    gap(person.isMale ? '男性' : '女性', 0.3),
    gap(writeDate(random, slipDate(random, person.born, rates.slip))),
    gap(writePhone(random, slip(random, number, DIGITS, rates.slip))),
    gap(slip(random, person.email, LETTERS, rates.slip), 0.3),
    gap(writePostal(random, slip(random, town?.postal ?? '', DIGITS, rates.slip))),
    gap(writeAddress(random, person.address), 0.1),
  ];
}
