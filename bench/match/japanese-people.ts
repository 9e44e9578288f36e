/**
 * The Japanese benchmark: persons in households, and what shops know of them. Seeded, so everybody
 * gets the same table. Two recipes of noise: `tuning` was looked at while the engine was made, `held-out`
 * has other rates and kinds of error (OCR, other slips) and was only ever measured.
 */
import { families, givenFemale, givenMale, type Spelled, towns } from './japanese-names.ts';
import type { Table } from './score.ts';

export type Recipe = 'tuning' | 'held-out';

export interface People {
  readonly table: Table;
  /** Person and household of each row. */
  readonly person: readonly number[];
  readonly household: readonly number[];
}

interface Address {
  readonly town: number;
  readonly lot: readonly [number, number, number];
  readonly building: string;
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

type Random = ReturnType<typeof createRandom>;

/** xorshift32: small, seeded, the same everywhere. */
function createRandom(seed: number) {
  let state = seed | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    isLucky: (chance: number) => next() < chance,
    pick: <T>(list: readonly T[]): T => {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    /** The first are much likelier than the last, as with names. */
    pickCommon: <T>(list: readonly T[]): T => {
      const found = list[Math.floor(list.length * next() ** 2.6)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}

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

const two = (value: number) => String(value).padStart(2, '0');

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
    random.pick([...'aiueoknmstrhyw']),
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
    return damageKanji(random, variant(random, kanji, rates.variant), recipe);
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

const KANA = [
  ...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン',
];
const DIGITS = [...'0123456789'];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** One character replaced, left out, doubled or turned with its neighbour. */
function slip(random: Random, text: string, letters: readonly string[], chance: number): string {
  if (text.length < 2 || !random.isLucky(chance)) return text;
  const characters = [...text];
  const at = random.below(characters.length - 1);
  const kind = random.below(4);
  if (kind === 0) characters[at] = random.pick(letters);
  else if (kind === 1) characters.splice(at, 1);
  else if (kind === 2) characters.splice(at, 0, characters[at] ?? '');
  else [characters[at], characters[at + 1]] = [characters[at + 1] ?? '', characters[at] ?? ''];
  return characters.join('');
}

function slipDate(random: Random, iso: string, chance: number): string {
  if (!random.isLucky(chance)) return iso;
  const [year = '', month = '', day = ''] = iso.split('-');
  if (random.isLucky(0.3) && Number(day) <= 12) return `${year}-${day}-${month}`;
  if (random.isLucky(0.5)) return `${year}-${month}-${two(1 + random.below(28))}`;
  return `${Number(year) + random.pick([-10, -1, 1, 10])}-${month}-${day}`;
}

const SWAPS: readonly (readonly [string, string])[] = [
  ['斎', '斉'],
  ['斎', '齋'],
  ['高', '髙'],
  ['崎', '﨑'],
  ['辺', '邊'],
  ['辺', '邉'],
  ['沢', '澤'],
  ['浜', '濱'],
  ['広', '廣'],
  ['国', '國'],
  ['真', '眞'],
  ['島', '嶋'],
  ['桑', '桒'],
  ['吉', '𠮷'],
  ['富', '冨'],
  ['恵', '惠'],
  ['徳', '德'],
  ['滝', '瀧'],
  ['竜', '龍'],
  ['関', '關'],
];

function variant(random: Random, text: string, chance: number): string {
  const swap = random.pick(SWAPS.filter(([from]) => text.includes(from)).concat([['', '']]));
  return swap[0] !== '' && random.isLucky(chance * 2) ? text.replace(swap[0], swap[1]) : text;
}

const MISREAD: readonly (readonly [string, string])[] = [
  ['田', '由'],
  ['大', '太'],
  ['末', '未'],
  ['木', '本'],
  ['土', '士'],
  ['千', '干'],
  ['日', '目'],
  ['入', '人'],
  ['真', '直'],
  ['美', '芙'],
];

function damageKanji(random: Random, text: string, recipe: Recipe): string {
  if (!random.isLucky(RATES[recipe].ocr * 3)) return text;
  const [from, to] = random.pick(MISREAD);
  return text.replace(from, to);
}

const LARGE: Readonly<Record<string, string>> = { ャ: 'ヤ', ュ: 'ユ', ョ: 'ヨ', ッ: 'ツ' };

function kanaStyle(random: Random, kana: string): string {
  const kind = random.next();
  if (kind < 0.12) return hiragana(kana);
  if (kind < 0.2) return kana.replaceAll(/[ャュョッ]/g, (small) => LARGE[small] ?? small);
  if (kind < 0.26) return kana.replaceAll(/(?<=[オコソトノホモヨロョ])[ウオ]/g, 'ー');
  return kana;
}

const hiragana = (kana: string) =>
  kana.replaceAll(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));

const ROMAJI = new Map(
  [
    'アa イi ウu エe オo カka キki クku ケke コko サsa シshi スsu セse ソso タta チchi ツtsu テte トto ナna ニni ヌnu ネne ノno',
    'ハha ヒhi フfu ヘhe ホho マma ミmi ムmu メme モmo ヤya ユyu ヨyo ラra リri ルru レre ロro ワwa ンn ガga ギgi グgu ゲge ゴgo',
    'ザza ジji ズzu ゼze ゾzo ダda ヂji ヅzu デde ドdo バba ビbi ブbu ベbe ボbo',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);

function romaji(random: Random, kana: string): string {
  const long = random.pick(['short', 'h', 'full']);
  const spelled = kana
    .replaceAll('ショ', 'sho')
    .replaceAll('ジュ', 'ju')
    .replaceAll('キョ', 'kyo')
    .replaceAll('リョ', 'ryo')
    .replaceAll('リュ', 'ryu')
    .replaceAll(/[ァ-ヶ]/g, (letter) => ROMAJI.get(letter) ?? '');
  const shaped =
    long === 'full' ? spelled : spelled.replaceAll(/o[uo]/g, long === 'h' ? 'oh' : 'o');
  const isUpper = random.isLucky(0.5);
  return isUpper ? shaped.toUpperCase() : shaped.charAt(0).toUpperCase() + shaped.slice(1);
}

function writeDate(random: Random, iso: string): string {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  const kind = random.next();
  if (kind < 0.5) return iso;
  if (kind < 0.7) return `${year}/${month}/${day}`;
  if (kind < 0.8) return iso.replaceAll('-', '');
  if (year <= 1926 || year >= 2019) return iso;
  const [era, letter, zero] = year < 1989 ? ['昭和', 'S', 1925] : ['平成', 'H', 1988];
  const count = year - Number(zero);
  return kind < 0.9 ? `${era}${count}年${month}月${day}日` : `${letter}${count}.${month}.${day}`;
}

function writePhone(random: Random, digits: string): string {
  if (digits.length < 10) return digits;
  const cut = digits.length === 11 ? 3 : 2;
  const kind = random.next();
  const dashed = `${digits.slice(0, cut)}-${digits.slice(cut, -4)}-${digits.slice(-4)}`;
  if (kind < 0.4) return dashed;
  if (kind < 0.7) return digits;
  if (kind < 0.8) return `+81 ${dashed.slice(1)}`;
  return dashed.replaceAll(/[\d-]/g, (sign) =>
    sign === '-' ? '－' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
  );
}

function writePostal(random: Random, digits: string): string {
  return random.isLucky(0.6) ? `${digits.slice(0, 3)}-${digits.slice(3)}` : digits;
}

const KANJI_DIGITS = '〇一二三四五六七八九';

function writeAddress(random: Random, address: Address): string {
  const place = towns[address.town];
  if (place === undefined) return '';
  const [chome, banchi, go] = address.lot;
  const kind = random.next();
  const city = random.isLucky(0.15)
    ? place.city.replace(/^(東京都|.{2,3}[府県]|北海道)/, '')
    : place.city;
  const town = random.isLucky(0.3)
    ? place.town.replace('ヶ', random.pick(['ケ', 'が']))
    : place.town;
  const lot =
    kind < 0.4
      ? `${chome}-${banchi}-${go}`
      : kind < 0.6
        ? `${chome}丁目${banchi}番${go}号`
        : kind < 0.75
          ? `${KANJI_DIGITS.charAt(chome)}丁目${banchi}番地${go}`
          : `${chome}丁目${banchi}-${go}`.replaceAll(/\d/g, (digit) =>
              String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
            );
  const building = random.isLucky(0.2) ? '' : address.building;
  return `${city}${town}${lot}${building === '' ? '' : `${random.pick(['', ' ', '　'])}${building}`}`;
}
