// The words that articles are named from: what it is, of what it is made, its pattern, its colour, its size.

export type Named = { readonly ja: string; readonly en: string; readonly kana: string };
export type Brand = 'kurashi' | 'chabo' | 'kome';

export type GoodsKind = Named & {
  /** What the picture shows; see pictures.ts. */
  readonly drawing: string;
  readonly category: string;
  readonly materials: readonly string[];
  readonly patterns: readonly string[];
  readonly colours: readonly string[];
  /** Sizes with their factor of the price; none is one size. */
  readonly sizes: readonly (Named & { readonly factor: number })[];
  /** Before tax, of the plainest and smallest. */
  readonly baseYen: number;
  readonly isFood: boolean;
  /** Months in which it sells best; none is all year. */
  readonly season?: readonly number[];
};

function words(text: string): ReadonlyMap<string, Named> {
  const rows = text.trim().split('\n');
  return new Map(
    rows.map((row) => {
      const [key = '', ja = '', en = '', kana = ''] = row.split('|').map((cell) => cell.trim());
      return [key, { ja, en, kana }];
    }),
  );
}

/** Wares, woods, fibres and regions that articles come from. */
export const materials = words(`
arita|有田焼|Arita ware|アリタヤキ
hasami|波佐見焼|Hasami ware|ハサミヤキ
mashiko|益子焼|Mashiko ware|マシコヤキ
mino|美濃焼|Mino ware|ミノヤキ
shigaraki|信楽焼|Shigaraki ware|シガラキヤキ
tokoname|常滑焼|Tokoname ware|トコナメヤキ
bizen|備前焼|Bizen ware|ビゼンヤキ
kutani|九谷焼|Kutani ware|クタニヤキ
tobe|砥部焼|Tobe ware|トベヤキ
tsuboya|壺屋焼|Tsuboya ware|ツボヤヤキ
cedar|秋田杉|Akita cedar|アキタスギ
cherry|山桜|Wild cherry wood|ヤマザクラ
chestnut|栗の木|Chestnut wood|クリノキ
hinoki|ひのき|Hinoki cypress|ヒノキ
bamboo|竹|Bamboo|タケ
yamanaka|山中塗|Yamanaka lacquer|ヤマナカヌリ
aizu|会津塗|Aizu lacquer|アイヅヌリ
linen|リネン|Linen|リネン
cotton|綿|Cotton|メン
gauze|ガーゼ|Gauze|ガーゼ
imabari|今治|Imabari|イマバリ
kurume|久留米絣|Kurume kasuri|クルメガスリ
chijimi|小千谷縮|Ojiya chijimi|オヂヤチヂミ
hemp|麻|Hemp|アサ
glass|吹きガラス|Blown glass|フキガラス
edo|江戸硝子|Edo glass|エドガラス
ryukyu|琉球ガラス|Ryukyu glass|リュウキュウガラス
nambu|南部鉄器|Nambu iron|ナンブテッキ
iga|伊賀焼|Iga ware|イガヤキ
echizen|越前和紙|Echizen washi|エチゼンワシ
mino-paper|美濃和紙|Mino washi|ミノワシ
beeswax|蜜蝋|Beeswax|ミツロウ
haze|はぜ蝋|Sumac wax|ハゼロウ
sandalwood|白檀|Sandalwood|ビャクダン
hiba|青森ひば|Aomori hiba|アオモリヒバ
canvas|帆布|Canvas|ハンプ
uji|宇治|Uji|ウジ
yame|八女|Yame|ヤメ
sayama|狭山|Sayama|サヤマ
chiran|知覧|Chiran|チラン
kawane|川根|Kawane|カワネ
tamba|丹波|Tamba|タンバ
noto|能登|Noto|ノト
shinshu|信州|Shinshu|シンシュウ
kishu|紀州|Kishu|キシュウ
shodo|小豆島|Shodoshima|ショウドシマ
sanuki|讃岐|Sanuki|サヌキ
awa|阿波|Awa|アワ
`);

export const patterns = words(`
plain|無地|plain|ムジ
waves|青海波|seigaiha waves|セイガイハ
hemp-leaf|麻の葉|hemp leaf|アサノハ
stripes|縞|stripes|シマ
dots|水玉|dots|ミズタマ
checks|市松|checks|イチマツ
arrows|矢絣|arrow feathers|ヤガスリ
plum|梅|plum blossom|ウメ
rings|七宝|shippo rings|シッポウ
rain|雨垂れ|rain lines|アマダレ
`);

export const colours = words(`
white|白|white|シロ
indigo|藍|indigo|アイ
ink|墨|ink|スミ
persimmon|柿|persimmon|カキ
moss|苔|moss|コケ
sakura|桜|cherry pink|サクラ
gold|山吹|golden|ヤマブキ
sky|浅葱|pale blue|アサギ
`);

/** Of what costs more, and how much. */
export const materialFactors: Readonly<Record<string, number>> = {
  arita: 1.3,
  kutani: 1.6,
  bizen: 1.5,
  tsuboya: 1.3,
  cherry: 1.2,
  yamanaka: 1.4,
  aizu: 1.3,
  kurume: 1.7,
  chijimi: 1.6,
  linen: 1.25,
  edo: 1.5,
  ryukyu: 1.2,
  nambu: 1.2,
  sandalwood: 1.4,
  uji: 1.25,
  yame: 1.2,
  tamba: 1.3,
  echizen: 1.15,
};

export const categories: Readonly<Record<string, Named & { readonly brand: Brand }>> = {
  tableware: { ja: '器', en: 'Tableware', kana: 'ウツワ', brand: 'kurashi' },
  kitchen: { ja: '台所道具', en: 'Kitchen', kana: 'ダイドコロドウグ', brand: 'kurashi' },
  cloth: { ja: '布もの', en: 'Cloth', kana: 'ヌノモノ', brand: 'kurashi' },
  wear: { ja: '身につけるもの', en: 'To wear', kana: 'ミニツケルモノ', brand: 'kurashi' },
  living: { ja: '暮らしの道具', en: 'Living', kana: 'クラシノドウグ', brand: 'kurashi' },
  paper: { ja: '紙もの', en: 'Paper', kana: 'カミモノ', brand: 'kurashi' },
  pantry: { ja: '食べもの', en: 'Pantry', kana: 'タベモノ', brand: 'kurashi' },
  tea: { ja: 'お茶', en: 'Tea', kana: 'オチャ', brand: 'chabo' },
  drinks: { ja: '飲みもの', en: 'Drinks', kana: 'ノミモノ', brand: 'chabo' },
  meals: { ja: 'お食事', en: 'Meals', kana: 'オショクジ', brand: 'chabo' },
  sweets: { ja: '甘味', en: 'Sweets', kana: 'カンミ', brand: 'chabo' },
  rice: { ja: 'お米', en: 'Rice', kana: 'オコメ', brand: 'kome' },
};
