/**
 * Characters that one person's name is written with in turn: old and new forms, and the variants
 * registers and keyboards swap. Each line is a set of candidates; a key takes the first of its set
 * and is used for comparing only, so no stored name is ever altered. 斉 and 斎 are different
 * characters by origin, yet swapped so often in names that they share a key: two names that agree
 * only by such a key reach the level "variant", which weighs less than "exact".
 *
 * Source: the pairs of old and new forms in the 常用漢字表 and 人名用漢字 (Ministry of Justice,
 * 戸籍法施行規則 別表第二), and usage in names. The idea of folding many characters to candidates
 * is that of the MJ縮退マップ (IPA); its data is not used here.
 */
const VARIANT_SETS = `
斉斎齋齊亝 高髙 崎﨑嵜﨑碕 辺邊邉邊邉 沢澤 浜濱濵 広廣 国國圀 真眞 島嶋嶌 桑桒 吉𠮷 富冨 恵惠 徳德 隆隆
渡渡 藤藤 館舘 関關関 竜龍 滝瀧 条條 万萬 与與 両兩 並竝 乗乘 乱亂 亀龜亀 予豫 争爭 亘亙 亜亞 仏佛 会會 伝傳
体體軆 余餘 併倂 価價 倹儉 偽僞 兎兔 児兒 党黨 円圓 写寫 冲沖 凛凜 処處 剣劍劔釼剱 剤劑 剰剩 効效 勅敕 励勵 労勞
勧勸 勲勳 区區 医醫 単單 厳嚴 参參 双雙 収收 叙敍 台臺薹 号號 営營 嘱囑 噛嚙 団團 図圖 圏圈 圧壓 坂阪 垂埀
壌壤 壊壞 壮壯 声聲 売賣 変變 奥奧 奨奬 姉姊 娯娛 嬢孃 学學斈 宝寶寳 実實 宮宫 寛寬 寝寢 対對 専專 将將 尭堯
届屆 属屬 峡峽 峰峯 巌巖 巣巢 帯帶 帰歸 庁廳 庵菴 弁辨瓣辯 弐貳 弥彌 弾彈 当當 径徑 従從 応應 恋戀 恒恆 悦悅
悩惱 悪惡 惧懼 慎愼 懐懷 戦戰 戯戲 払拂 抜拔 択擇 担擔 拝拜 拠據 拡擴 挙擧 挟挾 挿插 捜搜 掲揭 揺搖 摂攝 撃擊
敏敏 数數 斎斎 断斷 旧舊 昼晝 晃晄 晋晉 晩晚 暁曉 暦曆 曽曾 朗朖 来來耒 枢樞 栄榮 桜櫻 桟棧 検檢 楼樓 楽樂 概槪
様樣 権權 横橫 欠缺 欧歐 歓歡 歩步 歯齒 歴歷 残殘 殴毆 毎每 気氣 汎氾 浄淨 浅淺 涙淚 渇渴 済濟 渉涉 渋澁 渓溪
温溫 湾灣 湿濕 満滿 滞滯 潅灌 潜潛 瀬瀨 灯燈 炉爐 点點 為爲 焔焰 焼燒 犠犧 状狀 独獨 狭狹 猟獵 猪豬 獣獸 瑶瑤
瓶甁 画畫 畳疊 痩瘦 発發 盗盜 県縣 砕碎 祢禰 礼禮 禅禪 祐祐 祥祥 福福 禎禎 穂穗 穏穩 穣穰 稲稻 称稱 窃竊 粛肅
粋粹 糸絲 経經 絵繪 継繼 続續 総總 緑綠 緒緖 縁緣 縄繩 縦縱 繊纖 缶罐 羽羽 翻飜 聡聰 聴聽 胆膽 脇脅 脳腦 舎舍
芸藝 苅刈 茎莖 荘莊庄 菊菊 萌萠 葛葛 葵葵 蒋蔣 蔵藏 薗園 薫薰 薬藥 蘭蘭 虚虛 虫蟲 蛍螢 蛎蠣 蝉蟬 蝋蠟 衛衞 装裝
覚覺 覧覽 観觀 触觸 訳譯 証證 誉譽 読讀 謡謠 譲讓 豊豐 賎賤 賛贊 転轉 軽輕 輌輛 辞辭 辻辻 逓遞 遅遲 遥遙 邦邦
郎郞 郷鄕鄉 酔醉 醸釀 釈釋 鉄鐵鉃 鉱鑛 銭錢 鋳鑄 錬鍊 録錄 鎮鎭 鑑鑒 閏閠 陥陷 険險 隠隱 隣鄰 随隨 隼隼 雑雜 難難
霊靈 静靜 頬頰 頼賴 顕顯 顔顏 飲飮 餅餠 駅驛 駆驅 騒騷 験驗 髄髓 髪髮 鬪闘 鯵鰺 鴎鷗 鶏鷄 鴬鶯 塩鹽鹹 麦麥 黄黃
黒黑 黙默 斉斉 斗鬪 神神 社社 祖祖 祝祝 視視 諸諸 都都 者者 逸逸 都都 琢琢 節節 精精 靖靖 響響 類類 飯飯 飼飼
倉仓 篠筱 糠粇 柳栁桺 桧檜 梅楳 槙槇 槌鎚 樫橿 淵渕渊 淳湻 涼凉 清淸 汐潮 煉鍊 熊熊 祇祗 秋穐龝 穎頴 笹篠 籠篭
管菅 紘絋 聖聖 芦蘆芦 苔菭 葉葉 蓮蓮 薮藪 裏裡 襖襖 諌諫 輝煇 迩邇 野埜 鈎鉤 鍋鍋 陽阳 靭靱 鞆鞆 鰹鰹 鷹鷹 鶴靏鸖
松枩 桂桂 梶梶 昇曻 晴晴 船舩 角⻆ 黛黛 恭㳟 曳曵 兼兼 刃刄 卯夘 土圡 丈𠀋 叱𠮟 剥剝 填塡 盧芦 匂勾 閒間 喜㐂憙
`;

const canonicalByCharacter = new Map<string, string>();
for (const set of VARIANT_SETS.trim().split(/\s+/)) {
  const [first, ...others] = set;
  if (first === undefined) continue;
  const canonical = canonicalByCharacter.get(first) ?? first;
  for (const other of others) {
    if (other !== canonical && !canonicalByCharacter.has(other)) {
      canonicalByCharacter.set(other, canonical);
    }
  }
}

const ANY_VARIANT = new RegExp(`[${[...canonicalByCharacter.keys()].join('')}]`, 'gu');
const SELECTORS = /[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;

/** Every character replaced by the first of its candidate set; variation selectors dropped. */
export function foldVariants(text: string): string {
  return text
    .replaceAll(SELECTORS, '')
    .replaceAll(ANY_VARIANT, (character) => canonicalByCharacter.get(character) ?? character);
}
