// What the cafés serve and the rice by mail. Columns of the menu: Japanese, English, kana, drawing, category, price
// before tax, choices, best months. Of the rice: variety, English, kana, where it grows, English, kana, price a kilo.

export const menuList = `
煎茶|Sencha|センチャ|hot|drinks|480|temperature|
ほうじ茶|Hojicha|ホウジチャ|hot|drinks|450|temperature|
玄米茶|Genmaicha|ゲンマイチャ|hot|drinks|450|temperature|
玉露|Gyokuro|ギョクロ|hot|drinks|780||
抹茶|Matcha|マッチャ|hot|drinks|680||
抹茶ラテ|Matcha latte|マッチャラテ|latte|drinks|620|both|
ほうじ茶ラテ|Hojicha latte|ホウジチャラテ|latte|drinks|580|both|
和紅茶|Japanese black tea|ワコウチャ|hot|drinks|520|temperature|
和紅茶ミルクティー|Japanese milk tea|ワコウチャミルクティー|latte|drinks|580|both|
ゆず茶|Yuzu tea|ユズチャ|hot|drinks|560|temperature|11 12 1 2
しょうが湯|Ginger drink|ショウガユ|hot|drinks|520||11 12 1 2
甘酒|Amazake|アマザケ|latte|drinks|480|temperature|12 1 2 7 8
黒豆茶|Black bean tea|クロマメチャ|hot|drinks|460|temperature|
そば茶|Buckwheat tea|ソバチャ|hot|drinks|440|temperature|
縁側ブレンド珈琲|House blend coffee|エンガワブレンドコーヒー|hot|drinks|500|both|
カフェオレ|Café au lait|カフェオレ|latte|drinks|560|both|
水出し煎茶|Cold-brewed sencha|ミズダシセンチャ|cold|drinks|520|size|5 6 7 8 9
水出し玉露|Cold-brewed gyokuro|ミズダシギョクロ|cold|drinks|820||5 6 7 8 9
抹茶ソーダ|Matcha soda|マッチャソーダ|cold|drinks|620|size|6 7 8
梅ソーダ|Plum soda|ウメソーダ|cold|drinks|580|size|6 7 8
しそジュース|Shiso juice|シソジュース|cold|drinks|560|size|6 7 8
りんごジュース|Apple juice|リンゴジュース|cold|drinks|520|size|
おにぎりと味噌汁|Rice balls and miso soup|オニギリトミソシル|meal|meals|880||
鮭の土鍋ごはん|Salmon claypot rice|サケノドナベゴハン|meal|meals|1480||10 11 12 1 2
お茶漬け御膳|Ochazuke set|オチャヅケゴゼン|meal|meals|1180||
卵かけごはん定食|Egg on rice set|タマゴカケゴハンテイショク|meal|meals|780||
稲荷寿司|Inari sushi|イナリズシ|meal|meals|680||
季節の野菜カレー|Seasonal vegetable curry|キセツノヤサイカレー|meal|meals|1280||
米粉のサンドイッチ|Rice flour sandwich|コメコノサンドイッチ|meal|meals|880||
豚汁セット|Pork soup set|トンジルセット|meal|meals|980||11 12 1 2
あんみつ|Anmitsu|アンミツ|dessert|sweets|780||
抹茶あんみつ|Matcha anmitsu|マッチャアンミツ|dessert|sweets|880||
わらび餅|Warabi mochi|ワラビモチ|dessert|sweets|680||5 6 7 8
ほうじ茶プリン|Hojicha pudding|ホウジチャプリン|dessert|sweets|520||
抹茶シフォンケーキ|Matcha chiffon cake|マッチャシフォンケーキ|cake|sweets|580||
米粉のロールケーキ|Rice flour roll cake|コメコノロールケーキ|cake|sweets|560||
酒粕チーズケーキ|Sake lees cheesecake|サケカスチーズケーキ|cake|sweets|620||
どら焼き|Dorayaki|ドラヤキ|cake|sweets|320||
みたらし団子|Mitarashi dango|ミタラシダンゴ|dango|sweets|380||
ぜんざい|Zenzai|ゼンザイ|dessert|sweets|680||11 12 1 2
かき氷 宇治金時|Shaved ice, Uji|カキゴオリウジキントキ|dessert|sweets|980||6 7 8 9
季節の上生菓子|Sweet of the season|キセツノジョウナマガシ|dango|sweets|460||
`;

export const riceList = `
コシヒカリ|Koshihikari|コシヒカリ|魚沼|Uonuma|ウオヌマ|920
コシヒカリ|Koshihikari|コシヒカリ|佐渡|Sado|サド|780
コシヒカリ|Koshihikari|コシヒカリ|安曇野|Azumino|アヅミノ|720
コシヒカリ|Koshihikari|コシヒカリ|会津|Aizu|アイヅ|700
ゆめぴりか|Yumepirika|ユメピリカ|旭川|Asahikawa|アサヒカワ|760
ななつぼし|Nanatsuboshi|ナナツボシ|深川|Fukagawa|フカガワ|640
つや姫|Tsuyahime|ツヤヒメ|庄内|Shonai|ショウナイ|780
雪若丸|Yukiwakamaru|ユキワカマル|村山|Murayama|ムラヤマ|700
あきたこまち|Akitakomachi|アキタコマチ|大潟|Ogata|オオガタ|680
サキホコレ|Sakihokore|サキホコレ|横手|Yokote|ヨコテ|820
ひとめぼれ|Hitomebore|ヒトメボレ|登米|Tome|トメ|660
だて正夢|Date Masayume|ダテマサユメ|大崎|Osaki|オオサキ|780
銀河のしずく|Ginga no Shizuku|ギンガノシズク|花巻|Hanamaki|ハナマキ|700
青天の霹靂|Seiten no Hekireki|セイテンノヘキレキ|津軽|Tsugaru|ツガル|760
新之助|Shinnosuke|シンノスケ|長岡|Nagaoka|ナガオカ|820
富富富|Fufufu|フフフ|砺波|Tonami|トナミ|700
ミルキークイーン|Milky Queen|ミルキークイーン|近江|Omi|オウミ|740
きぬむすめ|Kinumusume|キヌムスメ|仁多|Nita|ニタ|760
にこまる|Nikomaru|ニコマル|宇和|Uwa|ウワ|680
さがびより|Sagabiyori|サガビヨリ|白石|Shiroishi|シロイシ|700
森のくまさん|Mori no Kumasan|モリノクマサン|菊池|Kikuchi|キクチ|680
ヒノヒカリ|Hinohikari|ヒノヒカリ|阿蘇|Aso|アソ|640
`;

/** Milling, English, kana, factor of the price. */
export const millings = `
白米|White|ハクマイ|1
五分づき|Half-milled|ゴブヅキ|1
玄米|Brown|ゲンマイ|0.95
無洗米|Wash-free|ムセンマイ|1.06
`;
