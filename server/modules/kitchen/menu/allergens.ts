// What has to be told of food in Japan: eight allergens by law, twenty by recommendation (食品表示基準 別表第十四, and the
// Consumer Affairs Agency's notice 消食表第139号 with its list of 2024-03-28: macadamia nuts in, matsutake out). The words
// are those of the law and of the agency's English list. Types and tables only: the apps use them too.

export const allergens = {
  egg: { ja: '卵', en: 'Egg', isMandatory: true },
  milk: { ja: '乳', en: 'Milk', isMandatory: true },
  wheat: { ja: '小麦', en: 'Wheat', isMandatory: true },
  shrimp: { ja: 'えび', en: 'Shrimp', isMandatory: true },
  crab: { ja: 'かに', en: 'Crab', isMandatory: true },
  buckwheat: { ja: 'そば', en: 'Buckwheat', isMandatory: true },
  peanut: { ja: '落花生(ピーナッツ)', en: 'Peanut', isMandatory: true },
  walnut: { ja: 'くるみ', en: 'Walnut', isMandatory: true },
  almond: { ja: 'アーモンド', en: 'Almond', isMandatory: false },
  abalone: { ja: 'あわび', en: 'Abalone', isMandatory: false },
  squid: { ja: 'いか', en: 'Squid', isMandatory: false },
  salmon_roe: { ja: 'いくら', en: 'Salmon roe', isMandatory: false },
  orange: { ja: 'オレンジ', en: 'Orange', isMandatory: false },
  cashew: { ja: 'カシューナッツ', en: 'Cashew nut', isMandatory: false },
  kiwi: { ja: 'キウイフルーツ', en: 'Kiwi fruit', isMandatory: false },
  beef: { ja: '牛肉', en: 'Beef', isMandatory: false },
  sesame: { ja: 'ごま', en: 'Sesame', isMandatory: false },
  salmon: { ja: 'さけ', en: 'Salmon', isMandatory: false },
  mackerel: { ja: 'さば', en: 'Mackerel', isMandatory: false },
  soybean: { ja: '大豆', en: 'Soybean', isMandatory: false },
  chicken: { ja: '鶏肉', en: 'Chicken', isMandatory: false },
  banana: { ja: 'バナナ', en: 'Banana', isMandatory: false },
  pork: { ja: '豚肉', en: 'Pork', isMandatory: false },
  macadamia: { ja: 'マカダミアナッツ', en: 'Macadamia nut', isMandatory: false },
  peach: { ja: 'もも', en: 'Peach', isMandatory: false },
  yam: { ja: 'やまいも', en: 'Yam', isMandatory: false },
  apple: { ja: 'りんご', en: 'Apple', isMandatory: false },
  gelatin: { ja: 'ゼラチン', en: 'Gelatin', isMandatory: false },
} as const;

export type Allergen = keyof typeof allergens;

export const allergenCodes = Object.keys(allergens) as readonly Allergen[];

/** In the order of the table, without those that a choice takes away: soy milk in a latte leaves no milk. */
export function allergensOf(
  ofItem: readonly string[],
  chosen: readonly { readonly adds: readonly string[]; readonly removes: readonly string[] }[],
): Allergen[] {
  const removed = new Set(chosen.flatMap(({ removes }) => removes));
  const added = new Set(chosen.flatMap(({ adds }) => adds));
  return allergenCodes.filter(
    (code) => added.has(code) || (ofItem.includes(code) && !removed.has(code)),
  );
}
