// What the shops sell, a line a kind. Columns: Japanese, English, kana, drawing, category, price before tax,
// materials, patterns, colours, sizes, best months. Patterns and colours by the sets below.
import type { GoodsKind } from './goods-words.ts';

const patternSets: Readonly<Record<string, string>> = {
  all: 'plain waves hemp-leaf stripes dots checks arrows plum rings rain',
  few: 'plain waves stripes dots plum rings',
  two: 'plain stripes',
  none: 'plain',
};
const colourSets: Readonly<Record<string, string>> = {
  all: 'white indigo ink persimmon moss sakura gold sky',
  calm: 'white indigo ink moss sky',
  warm: 'white persimmon ink gold',
  wood: 'gold ink persimmon',
  bare: 'gold',
  one: 'white',
  tea: 'moss',
};
const clay = 'arita hasami mashiko mino shigaraki tobe';
const sizeSets: Readonly<Record<string, string>> = {
  one: '',
  small: '小,Small,ショウ,1;大,Large,ダイ,1.4',
  three: '小,Small,ショウ,1;中,Medium,チュウ,1.3;大,Large,ダイ,1.7',
  chop: '21cm,21 cm,ニジュウイチセンチ,1;23cm,23 cm,ニジュウサンセンチ,1.1',
  cloth:
    '45cm,45 cm,ヨンジュウゴセンチ,1;70cm,70 cm,ナナジュッセンチ,1.6;104cm,104 cm,ヒャクヨンセンチ,2.4',
  sock: '22-24cm,22–24 cm,ニジュウニ,1;25-27cm,25–27 cm,ニジュウゴ,1',
  towel: 'フェイス,Face,フェイス,1;バス,Bath,バス,2.4',
  tea: '50g,50 g,ゴジュウグラム,1;100g,100 g,ヒャクグラム,1.85',
  jar: '140g,140 g,ヒャクヨンジュウグラム,1;280g,280 g,ニヒャクハチジュウグラム,1.8',
  bottle: '150ml,150 ml,ヒャクゴジュウミリ,1;360ml,360 ml,サンビャクロクジュウミリ,1.9',
  box: '5個,5 pieces,ゴコ,1;10個,10 pieces,ジッコ,1.9',
};

const table = `
湯のみ|Tea cup|ユノミ|cup|tableware|1600|${clay} kutani|all|calm|small|
飯碗|Rice bowl|メシワン|bowl|tableware|1800|${clay} kutani|all|calm|small|
小鉢|Small bowl|コバチ|bowl|tableware|1300|${clay}|all|calm|one|
どんぶり|Large bowl|ドンブリ|bowl|tableware|2400|${clay}|few|calm|one|
豆皿|Tiny plate|マメザラ|plate|tableware|700|${clay} kutani|all|all|one|
平皿|Plate|ヒラザラ|plate|tableware|2000|${clay} bizen|all|calm|three|
そば猪口|Soba cup|ソバチョコ|cup|tableware|1500|${clay}|all|calm|one|
マグカップ|Mug|マグカップ|mug|tableware|2200|${clay} tsuboya|few|all|small|
急須|Teapot|キュウス|teapot|tableware|5200|tokoname arita hasami mashiko|two|warm|small|
箸置き|Chopstick rest|ハシオキ|rest|tableware|500|${clay}|few|all|one|
片口|Lipped bowl|カタクチ|bowl|tableware|2600|mashiko shigaraki bizen|none|calm|one|
徳利|Sake flask|トックリ|vase|tableware|2800|bizen shigaraki mashiko arita|two|calm|one|11 12 1 2
グラス|Glass|グラス|glass|tableware|1900|glass edo ryukyu|few|all|small|6 7 8
冷茶碗|Cold tea glass|レイチャワン|glass|tableware|1500|glass edo ryukyu|few|calm|one|6 7 8
汁椀|Soup bowl|シルワン|bowl|tableware|2600|yamanaka aizu cherry|two|wood|one|
箸|Chopsticks|ハシ|chopsticks|tableware|1400|yamanaka aizu cherry chestnut|few|all|chop|
お盆|Tray|オボン|tray|tableware|3400|cherry chestnut hinoki aizu|none|wood|small|
弁当箱|Lunch box|ベントウバコ|lunchbox|kitchen|4800|cedar hinoki cherry|none|bare|small|3 4
まな板|Cutting board|マナイタ|board|kitchen|4200|hinoki hiba cherry|none|bare|small|
木べら|Wooden spatula|キベラ|spoon|kitchen|1100|cherry chestnut bamboo|none|bare|one|
さじ|Spoon|サジ|spoon|kitchen|900|cherry chestnut aizu yamanaka|none|wood|small|
土鍋|Clay pot|ドナベ|pot|kitchen|9800|iga shigaraki|two|warm|small|10 11 12 1 2
鉄瓶|Iron kettle|テツビン|teapot|kitchen|14500|nambu|few|ink|one|11 12 1
茶筒|Tea caddy|チャヅツ|tin|kitchen|3200|cherry cedar aizu|few|wood|small|
ざる|Colander|ザル|basket|kitchen|2600|bamboo|none|wood|small|6 7 8
手ぬぐい|Tenugui towel|テヌグイ|towel|cloth|1200|cotton hemp|all|all|one|
ふきん|Kitchen cloth|フキン|towel|cloth|600|gauze linen cotton|all|all|one|
タオル|Towel|タオル|towel|cloth|1300|imabari gauze|few|all|towel|
風呂敷|Furoshiki|フロシキ|furoshiki|cloth|1800|cotton hemp|all|all|cloth|
コースター|Coaster|コースター|coaster|cloth|500|linen kurume|all|all|one|
ランチョンマット|Place mat|ランチョンマット|coaster|cloth|1400|linen kurume cotton|few|calm|one|
クッションカバー|Cushion cover|クッションカバー|cushion|cloth|3200|linen kurume cotton|all|all|one|
のれん|Noren curtain|ノレン|noren|cloth|7800|hemp linen|few|calm|one|5 6 7
エプロン|Apron|エプロン|apron|wear|5200|linen kurume cotton|two|calm|one|
靴下|Socks|クツシタ|socks|wear|1400|cotton linen|few|all|sock|10 11 12
ストール|Stole|ストール|towel|wear|6800|linen chijimi gauze|few|all|one|4 5 10 11
ハンカチ|Handkerchief|ハンカチ|coaster|wear|900|gauze linen cotton|all|all|one|
トートバッグ|Tote bag|トートバッグ|bag|wear|6200|canvas linen|two|all|small|
巾着|Drawstring pouch|キンチャク|pouch|wear|1600|cotton kurume|all|all|small|
がま口|Clasp purse|ガマグチ|purse|wear|2400|cotton kurume chijimi|all|all|small|
扇子|Folding fan|センス|fan|wear|3600|bamboo echizen|all|all|one|6 7 8
和ろうそく|Japanese candle|ワロウソク|candle|living|1200|haze beeswax|none|warm|box|
お香|Incense|オコウ|incense|living|1500|sandalwood hinoki hiba|none|all|one|
香立て|Incense holder|コウタテ|rest|living|1100|arita tokoname mashiko|none|calm|one|
一輪挿し|Bud vase|イチリンザシ|vase|living|2200|shigaraki bizen mashiko glass arita|two|all|small|
花器|Vase|カキ|vase|living|5200|shigaraki bizen glass|none|calm|small|
かご|Basket|カゴ|basket|living|5800|bamboo cedar|none|bare|small|
ほうき|Broom|ホウキ|broom|living|3800|bamboo|none|all|small|12
石けん|Soap|セッケン|soap|living|800|hiba beeswax hinoki|none|all|one|
風鈴|Wind chime|フウリン|chime|living|2600|nambu edo glass|few|all|one|6 7 8
ブランケット|Blanket|ブランケット|cushion|living|8800|cotton gauze|few|calm|small|11 12 1 2
便箋|Letter paper|ビンセン|paper|paper|700|echizen mino-paper|all|all|one|
封筒|Envelopes|フウトウ|envelope|paper|500|echizen mino-paper|all|all|one|
ぽち袋|Money envelope|ポチブクロ|envelope|paper|400|echizen mino-paper|all|all|one|12 1
一筆箋|Memo paper|イッピツセン|paper|paper|600|echizen mino-paper|all|all|one|
ノート|Notebook|ノート|notebook|paper|900|echizen mino-paper|all|all|small|3 4
御朱印帳|Temple stamp book|ゴシュインチョウ|notebook|paper|1900|echizen kurume|all|all|one|
味噌|Miso|ミソ|jar|pantry|900|shinshu noto sanuki|none|warm|jar|
醤油|Soy sauce|ショウユ|bottle|pantry|800|shodo noto kishu|none|ink|bottle|
梅干し|Pickled plums|ウメボシ|jar|pantry|1200|kishu shinshu|none|persimmon|jar|6 7
はちみつ|Honey|ハチミツ|jar|pantry|1800|shinshu tamba kishu|none|gold|jar|
黒豆煮|Simmered black beans|クロマメニ|jar|pantry|900|tamba|none|ink|jar|12 1
和三盆|Wasambon sugar|ワサンボン|sweet|pantry|1100|awa sanuki|few|all|box|
最中|Monaka wafers|モナカ|sweet|pantry|1300|tamba noto uji|none|warm|box|
羊羹|Yokan|ヨウカン|yokan|pantry|1500|tamba uji noto|none|persimmon|box|
あられ|Rice crackers|アラレ|sweet|pantry|700|noto shinshu|few|warm|one|
煎茶|Sencha|センチャ|tea|tea|1100|uji yame sayama chiran kawane|none|tea|tea|5 6
ほうじ茶|Hojicha|ホウジチャ|tea|tea|800|uji yame sayama kawane|none|persimmon|tea|10 11 12
玄米茶|Genmaicha|ゲンマイチャ|tea|tea|750|uji sayama kawane|none|gold|tea|
抹茶|Matcha|マッチャ|tin|tea|2200|uji yame|none|tea|one|
玉露|Gyokuro|ギョクロ|tea|tea|2400|uji yame|none|indigo|tea|
和紅茶|Japanese black tea|ワコウチャ|tea|tea|950|uji sayama chiran|none|persimmon|tea|
`;

const foods = new Set(['pantry', 'tea']);

export const goodsKinds: readonly GoodsKind[] = table
  .trim()
  .split('\n')
  .map((row) => {
    const cells = row.split('|');
    const [ja = '', en = '', kana = '', drawing = '', category = '', yen = ''] = cells;
    const [materials = '', pattern = '', colour = '', size = '', season = ''] = cells.slice(6);
    return {
      ja,
      en,
      kana,
      drawing,
      category,
      baseYen: Number(yen),
      materials: materials.split(' '),
      patterns: (patternSets[pattern] ?? pattern).split(' '),
      colours: (colourSets[colour] ?? colour).split(' '),
      sizes: readSizes(sizeSets[size] ?? ''),
      isFood: foods.has(category),
      ...(season === '' ? {} : { season: season.split(' ').map(Number) }),
    };
  });

function readSizes(text: string): GoodsKind['sizes'] {
  return text
    .split(';')
    .filter((size) => size !== '')
    .map((size) => {
      const [ja = '', en = '', kana = '', factor = '1'] = size.split(',');
      return { ja, en, kana, factor: Number(factor) };
    });
}
