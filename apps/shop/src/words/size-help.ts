// The words of size help; loaders take them, so that they weigh nothing on the product page.
const ja = {
  title: 'サイズの目安',
  size: 'サイズ',
  last: (size: string, name: string) => `前回のお買い物は ${size} でした(${name})。`,
};

const en: typeof ja = {
  title: 'Size guide',
  size: 'Size',
  last: (size, name) => `Last time you bought size ${size} (${name}).`,
};

export function sizeWords(language: 'ja' | 'en'): typeof ja {
  return language === 'en' ? en : ja;
}
