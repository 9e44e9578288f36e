// How the cafés make what is on their menu: at which station, how long it takes, what can be chosen, what is in it.
// Allergens by the codes of the law's list; all of it made up, like the company.
import type { Article } from './articles.ts';

type Making = {
  readonly station: 'bar' | 'food';
  readonly prepareSeconds: number;
  readonly units: number;
  readonly groups: readonly string[];
};

const byDrawing: Readonly<Record<string, Making>> = {
  hot: { station: 'bar', prepareSeconds: 90, units: 1, groups: ['strength'] },
  latte: { station: 'bar', prepareSeconds: 150, units: 2, groups: ['milk', 'sweetness', 'extra'] },
  cold: { station: 'bar', prepareSeconds: 60, units: 1, groups: ['ice'] },
  meal: { station: 'food', prepareSeconds: 600, units: 2, groups: ['rice'] },
  dessert: { station: 'food', prepareSeconds: 180, units: 1, groups: [] },
  cake: { station: 'food', prepareSeconds: 60, units: 1, groups: [] },
  dango: { station: 'food', prepareSeconds: 120, units: 1, groups: [] },
};

const inside: Readonly<Record<string, readonly string[]>> = {
  抹茶ラテ: ['milk'],
  ほうじ茶ラテ: ['milk'],
  和紅茶ミルクティー: ['milk'],
  カフェオレ: ['milk'],
  黒豆茶: ['soybean'],
  そば茶: ['buckwheat'],
  りんごジュース: ['apple'],
  おにぎりと味噌汁: ['soybean', 'salmon'],
  鮭の土鍋ごはん: ['wheat', 'salmon', 'soybean'],
  お茶漬け御膳: ['wheat', 'soybean'],
  卵かけごはん定食: ['egg', 'wheat', 'soybean'],
  稲荷寿司: ['wheat', 'sesame', 'soybean'],
  季節の野菜カレー: ['milk', 'wheat', 'soybean'],
  米粉のサンドイッチ: ['egg', 'milk', 'soybean'],
  豚汁セット: ['soybean', 'pork'],
  抹茶あんみつ: ['milk'],
  わらび餅: ['soybean'],
  ほうじ茶プリン: ['egg', 'milk', 'gelatin'],
  抹茶シフォンケーキ: ['egg', 'milk', 'wheat'],
  米粉のロールケーキ: ['egg', 'milk'],
  酒粕チーズケーキ: ['egg', 'milk', 'wheat'],
  どら焼き: ['egg', 'wheat'],
  みたらし団子: ['wheat', 'soybean'],
  'かき氷 宇治金時': ['milk'],
  季節の上生菓子: ['yam'],
};

const usual = { priceMinor: 0, isUsual: true };

export const menuGroups = [
  {
    code: 'milk',
    nameJa: 'ミルク',
    nameEn: 'Milk',
    picksMin: 1,
    picksMax: 1,
    options: [
      { code: 'cow', nameJa: '牛乳', nameEn: 'Whole milk', ...usual },
      { code: 'low_fat', nameJa: '低脂肪乳', nameEn: 'Low-fat milk', priceMinor: 0 },
      {
        code: 'soy',
        nameJa: '豆乳',
        nameEn: 'Soy milk',
        priceMinor: 55,
        adds: ['soybean'],
        removes: ['milk'],
      },
      { code: 'oat', nameJa: 'オーツミルク', nameEn: 'Oat milk', priceMinor: 55, removes: ['milk'] },
    ],
  },
  {
    code: 'sweetness',
    nameJa: '甘さ',
    nameEn: 'Sweetness',
    picksMin: 1,
    picksMax: 1,
    options: [
      { code: 'usual', nameJa: 'ふつう', nameEn: 'Regular', ...usual },
      { code: 'less', nameJa: '控えめ', nameEn: 'Less sweet', priceMinor: 0 },
      { code: 'none', nameJa: 'なし', nameEn: 'Unsweetened', priceMinor: 0 },
    ],
  },
  {
    code: 'extra',
    nameJa: '追加',
    nameEn: 'Extras',
    picksMin: 0,
    picksMax: 3,
    options: [
      { code: 'shot', nameJa: '追加ショット', nameEn: 'Extra shot', priceMinor: 66 },
      {
        code: 'cream',
        nameJa: 'ホイップクリーム',
        nameEn: 'Whipped cream',
        priceMinor: 55,
        adds: ['milk'],
      },
      {
        code: 'no_foam',
        nameJa: '泡なし',
        nameEn: 'No foam',
        priceMinor: 0,
        excludes: ['extra:cream'],
      },
    ],
  },
  {
    code: 'strength',
    nameJa: '濃さ',
    nameEn: 'Strength',
    picksMin: 1,
    picksMax: 1,
    options: [
      { code: 'usual', nameJa: 'ふつう', nameEn: 'Regular', ...usual },
      { code: 'strong', nameJa: '濃いめ', nameEn: 'Strong', priceMinor: 0 },
      { code: 'light', nameJa: '薄め', nameEn: 'Light', priceMinor: 0 },
    ],
  },
  {
    code: 'ice',
    nameJa: '氷',
    nameEn: 'Ice',
    picksMin: 1,
    picksMax: 1,
    options: [
      { code: 'usual', nameJa: 'ふつう', nameEn: 'Regular', ...usual },
      { code: 'less', nameJa: '少なめ', nameEn: 'Less ice', priceMinor: 0 },
      { code: 'none', nameJa: 'なし', nameEn: 'No ice', priceMinor: 0 },
    ],
  },
  {
    code: 'rice',
    nameJa: 'ごはん',
    nameEn: 'Rice',
    picksMin: 1,
    picksMax: 1,
    options: [
      { code: 'usual', nameJa: '並', nameEn: 'Regular', ...usual },
      { code: 'less', nameJa: '少なめ', nameEn: 'Small', priceMinor: 0 },
      { code: 'large', nameJa: '大盛', nameEn: 'Large', priceMinor: 110 },
    ],
  },
] as const;

/** What a kitchen makes in five minutes. */
export const cafeStations = [
  { code: 'bar', nameJa: 'ドリンク', nameEn: 'Drinks', unitsPerSlot: 12 },
  { code: 'food', nameJa: 'フード', nameEn: 'Food', unitsPerSlot: 8 },
] as const;

/** How an article of the menu is made; undefined for what lies on a shelf. */
export function makingOf(article: Article) {
  const making = byDrawing[article.picture.drawing];
  if (article.kind !== 'menu' || making === undefined) {
    return undefined;
  }
  const beforeTax = Math.round(article.priceYen / 1.1);
  return {
    ...making,
    allergens: inside[article.name] ?? [],
    outPriceYen: Math.floor(beforeTax * 1.08),
  };
}
