// The catalogue: material × kind × pattern × colour × size for what lies on the shelves, a menu for the cafés, rice
// by variety, milling and weight. Which combinations exist is drawn; those drawn are the same for the same seed.
import { inStoreJan } from './article-number.ts';
import { figuresOfPrice } from './article-price.ts';
import { goodsKinds } from './goods-kinds.ts';
import {
  type Brand,
  categories,
  colours,
  type GoodsKind,
  materialFactors,
  materials,
  type Named,
  patterns,
} from './goods-words.ts';
import { menuList, millings, riceList } from './menu-list.ts';
import { createRandom, type Random } from './random.ts';

export type Article = {
  readonly code: string;
  readonly productCode: string;
  readonly brand: Brand;
  readonly kind: 'goods' | 'menu' | 'fee';
  readonly name: string;
  readonly nameEn: string;
  readonly nameKana: string;
  readonly variant: Named | undefined;
  readonly description: string;
  readonly descriptionEn: string;
  readonly category: string;
  readonly priceYen: number;
  readonly costYen: number;
  readonly taxRateBp: 800 | 1000;
  readonly jan: string;
  readonly picture: { readonly drawing: string; readonly colour: string; readonly pattern: string };
  /** How often it is wanted beside others of its brand. */
  readonly weight: number;
  readonly season: readonly number[];
};

/** Combinations of every kind: about 5,200 products on the shelves. */
const productsOnShelves = 5200;

/** Everything that is sold; codes and numbers follow the order of the list. */
export function makeArticles(seed: number, share: number): Article[] {
  const random = createRandom(seed, 'articles');
  const articles: Article[] = [];
  const add = (article: Omit<Article, 'jan' | 'weight'>, appeal: number) =>
    articles.push({
      ...article,
      jan: inStoreJan(articles.length + 1),
      // A few sell well, most sell now and then.
      weight: appeal / (0.05 + random.next()) ** 0.8,
    });
  addGoods(random, add, productsOnShelves * share);
  addMenu(add);
  addRice(add);
  return articles;
}

type Add = (article: Omit<Article, 'jan' | 'weight'>, appeal: number) => void;

function addGoods(random: Random, add: Add, productsWanted: number): void {
  const all = goodsKinds.map((kind) => combinationsOf(kind).length);
  const total = all.reduce((sum, count) => sum + count, 0);
  goodsKinds.forEach((kind, kindIndex) => {
    const share = Math.max(0, (productsWanted - goodsKinds.length * 4) / total);
    const combinations = random.shuffle(combinationsOf(kind));
    const wanted = Math.min(combinations.length, 4 + Math.ceil(combinations.length * share));
    for (const [index, combination] of combinations.slice(0, wanted).entries()) {
      addGoodsProduct(add, kind, `${pad(kindIndex + 1, 2)}${pad(index + 1, 3)}`, combination);
    }
  });
}

type Combination = readonly [material: string, pattern: string, colour: string];

function combinationsOf(kind: GoodsKind): Combination[] {
  return kind.materials.flatMap((material) =>
    kind.patterns.flatMap((pattern) =>
      kind.colours.map((colour): Combination => [material, pattern, colour]),
    ),
  );
}

function addGoodsProduct(add: Add, kind: GoodsKind, number: string, combination: Combination) {
  const [material, pattern, colour] = combination;
  const { brand } = categories[kind.category] ?? { brand: 'kurashi' as const };
  const from = materials.get(material) ?? nothing;
  const decoration = decorationOf(kind, pattern, colour);
  const name = [from.ja, kind.ja, decoration.ja].filter((part) => part !== '').join(' ');
  const nameEn = [`${from.en} ${kind.en.toLowerCase()}`, decoration.en].filter(
    (part) => part !== '',
  );
  const productCode = `${brand === 'chabo' ? 'T' : 'G'}${number}`;
  const sizes = kind.sizes.length === 0 ? [undefined] : kind.sizes;
  sizes.forEach((size, index) => {
    const figures = figuresOfPrice(
      kind.baseYen *
        (materialFactors[material] ?? 1) *
        (pattern === 'plain' ? 1 : 1.1) *
        (size?.factor ?? 1),
      kind.isFood,
    );
    add(
      {
        code: size === undefined ? productCode : `${productCode}-${index + 1}`,
        productCode,
        brand,
        kind: 'goods',
        name,
        nameEn: nameEn.join(', '),
        nameKana: `${from.kana} ${kind.kana} ${decoration.kana}`.trim(),
        variant: size,
        description: describe(kind, from, decoration),
        descriptionEn: describeInEnglish(kind, from, decoration),
        category: kind.category,
        ...figures,
        picture: { drawing: kind.drawing, colour, pattern },
        season: kind.season ?? [],
      },
      1 / Math.sqrt(kind.baseYen / 1000) / sizes.length,
    );
  });
}

const nothing: Named = { ja: '', en: '', kana: '' };

/** 青海波・藍; only where there is a choice. */
function decorationOf(kind: GoodsKind, pattern: string, colour: string): Named {
  const parts = [
    kind.patterns.length > 1 ? patterns.get(pattern) : undefined,
    kind.colours.length > 1 ? colours.get(colour) : undefined,
  ].filter((part) => part !== undefined);
  return {
    ja: parts.map((part) => part.ja).join('・'),
    en: parts.map((part) => part.en).join(', '),
    kana: parts.map((part) => part.kana).join(' '),
  };
}

function describe(kind: GoodsKind, from: Named, decoration: Named): string {
  const of = decoration.ja === '' ? '' : `(${decoration.ja})`;
  if (kind.isFood) {
    return `${from.ja}の${kind.ja}です。毎日の食卓とお茶の時間に。`;
  }
  return `${from.ja}の${kind.ja}${of}。ひとつずつ手仕事のため、色や形が少しずつ違います。`;
}

function describeInEnglish(kind: GoodsKind, from: Named, decoration: Named): string {
  const what = `${from.en} ${kind.en.toLowerCase()}`;
  if (kind.isFood) {
    return `${what}, for everyday meals and for tea.`;
  }
  const of = decoration.en === '' ? '' : ` (${decoration.en})`;
  return `${what}${of}. Each one is made by hand, so colour and shape differ a little.`;
}

function addMenu(add: Add): void {
  rowsOf(menuList).forEach((cells, index) => {
    const [ja = '', en = '', kana = '', drawing = '', category = '', yen = '0', choices = ''] =
      cells;
    const productCode = `M${pad(index + 1, 3)}`;
    const variants = menuVariants[choices] ?? [undefined];
    variants.forEach((variant, position) => {
      const article = {
        code: variant === undefined ? productCode : `${productCode}-${position + 1}`,
        productCode,
        brand: 'chabo' as const,
        kind: 'menu' as const,
        name: ja,
        nameEn: en,
        nameKana: kana,
        variant,
        description: `縁側茶房の${ja}。ご注文をいただいてからお作りします。`,
        descriptionEn: `${en}, made at Engawa Sabo when you order it.`,
        category,
        ...figuresOfPrice(Number(yen) * (variant?.factor ?? 1), false),
        picture: { drawing, colour: 'moss', pattern: 'plain' },
        season: seasonOf(variant, monthsOf(cells[7])),
      };
      add(article, 60 / variants.length);
    });
  });
}

type Variant = Named & { readonly factor: number };
const hot = { ja: 'ホット', en: 'Hot', kana: 'ホット', factor: 1 };
const iced = { ja: 'アイス', en: 'Iced', kana: 'アイス', factor: 1 };
const large = { ja: '大', en: 'Large', kana: 'ダイ', factor: 1.2 };
const medium = { ja: '並', en: 'Regular', kana: 'ナミ', factor: 1 };
const menuVariants: Readonly<Record<string, readonly Variant[]>> = {
  temperature: [hot, iced],
  size: [medium, large],
  both: [hot, iced].flatMap((one) => [medium, large].map((other) => join(one, other))),
};

function join(one: Variant, other: Variant): Variant {
  return {
    ja: `${one.ja} ${other.ja}`,
    en: `${one.en}, ${other.en.toLowerCase()}`,
    kana: `${one.kana} ${other.kana}`,
    factor: one.factor * other.factor,
  };
}

const weights = [
  { ja: '2kg', en: '2 kg', kana: 'ニキロ', kilos: 2.08 },
  { ja: '5kg', en: '5 kg', kana: 'ゴキロ', kilos: 5 },
  { ja: '10kg', en: '10 kg', kana: 'ジッキロ', kilos: 9.8 },
] as const;

function addRice(add: Add): void {
  rowsOf(riceList).forEach((cells, riceIndex) => {
    const [ja = '', en = '', kana = '', place = '', placeEn = '', placeKana = '', yen = '0'] =
      cells;
    rowsOf(millings).forEach(([milling = '', millingEn = '', millingKana = '', factor], index) => {
      const productCode = `R${pad(riceIndex + 1, 2)}${index + 1}`;
      weights.forEach(({ kilos, ...variant }, position) => {
        const article = {
          code: `${productCode}-${position + 1}`,
          productCode,
          brand: 'kome' as const,
          kind: 'goods' as const,
          name: `${place}産${ja} ${milling}`,
          nameEn: `${en} of ${placeEn}, ${millingEn.toLowerCase()}`,
          nameKana: `${placeKana}サン${kana} ${millingKana}`,
          variant,
          description: `${place}の田んぼで育った${ja}を、ご注文のつど精米してお届けします。`,
          descriptionEn: `${en} grown in the paddies of ${placeEn}, milled when you order it.`,
          category: 'rice',
          ...figuresOfPrice(Number(yen) * kilos * Number(factor), true),
          picture: { drawing: 'rice', colour: riceColours[index] ?? 'white', pattern: 'plain' },
          season: [9, 10, 11],
        };
        add(article, position === 1 ? 3 : 1);
      });
    });
  });
}

const riceColours = ['white', 'sky', 'gold', 'indigo'];

/** What is poured over ice is drunk in the warm months. */
function seasonOf(variant: Named | undefined, months: number[]): number[] {
  const isIced = variant?.ja.startsWith(iced.ja) === true;
  return months.length === 0 && isIced ? [5, 6, 7, 8, 9] : months;
}

function rowsOf(list: string): string[][] {
  return list
    .trim()
    .split('\n')
    .map((row) => row.split('|'));
}

function monthsOf(cell = ''): number[] {
  return cell === '' ? [] : cell.split(' ').map(Number);
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
