/**
 * What a column holds, told by its header in English or Japanese. Headers compare without width,
 * case, spaces and signs. The first line that fits wins, so the special stands before the general.
 */
export const ROLES = [
  'ignore',
  'birthDate',
  'birthYear',
  'birthMonth',
  'birthDay',
  'givenKana',
  'familyKana',
  'fullKana',
  'givenName',
  'familyName',
  'fullName',
  'email',
  'phone',
  'postalCode',
  'streetNumber',
  'region',
  'locality',
  'address',
  'gender',
  'identifier',
  'model',
  'brand',
  'price',
  'organisation',
  'title',
  'people',
  'description',
  'year',
  'date',
  'category',
  'number',
  'word',
] as const;

export type Role = (typeof ROLES)[number];

const HEADERS: readonly (readonly [Role, RegExp])[] = [
  [
    'ignore',
    /^(cluster|clusterid|clusterno|entity|entityid|trueid|truth|groundtruth|personid|label|ismatch|match|source|sourcedataset|dataset|file|filename|status\w*|state?cd|age|年齢|年代|備考|メモ|notes?|comments?|gendercd|性別コード|sexcd|prefecturecd|都道府県コード|middlename|mname|fnamec2|lnamec2|url|link|image\w*|画像\w*|password\w*|rowid|rownumber|no|番号|rank)$/,
  ],
  ['ignore', /(created|updated|modified|registered|registration|application|timestamp|lastlogin)/],
  ['ignore', /^(登録|作成|更新|入会|申込|最終)\S*(日|日時|店舗|店)$/],
  ['locality', /^(birthplace|placeofbirth|pob|出生地|本籍\S*)$/],
  ['birthYear', /^(by|birthyear|yearofbirth|yob|dobyear|生年|誕生年|生まれ年)$/],
  ['birthMonth', /^(bm|birthmonth|monthofbirth|dobmonth|誕生月|生月)$/],
  ['birthDay', /^(bd|dayofbirth|dobday|誕生日日|生日)$/],
  ['birthDate', /(dob|birthd|dateofbirth|生年月日|誕生日|お生まれ|^birth$|^born$|^bday$)/],
  [
    'familyKana',
    /^(姓|氏|苗字|名字|ご?姓|last(name)?|family(name)?|sur(name)?|sei)?\s*(セイ|せい)$/,
  ],
  [
    'familyKana',
    /^(姓|苗字|名字|last(name)?|family(name)?|surname)(カナ|かな|kana|フリガナ|ふりがな|ヨミ|よみ|ローマ字|phonetic|yomi)$|^kana(last|family|sei)\w*$|^(last|family|sei)kana$|^セイ(カナ)?$/,
  ],
  [
    'givenKana',
    /^(名|first(name)?|given(name)?)(カナ|かな|kana|フリガナ|ふりがな|ヨミ|よみ|ローマ字|phonetic|yomi)$|^kana(first|given|mei)\w*$|^(first|given|mei)kana$|^(メイ|めい)(カナ)?$/,
  ],
  [
    'fullKana',
    /^(\S*(氏名|名前|顧客名|会員名)\S*)?(カナ|かな|フリガナ|ふりがな|ヨミ|よみ|読み|ヨミガナ|よみがな)(氏名|名|名前)?$|^(customer|full|member)?(name)?(kana|furigana|phonetic|yomi)(name)?$/,
  ],
  [
    'givenName',
    /^(given|givennames?|first|firstnames?|forenames?|fname\w*|namefirst|名|下の名前|mei)$/,
  ],
  [
    'familyName',
    /^(surnames?|last|lastnames?|family|familynames?|lname\w*|namelast|姓|苗字|名字|氏|sei)$/,
  ],
  [
    'fullName',
    /^(full|person|patient|contact|holder|employee|client|customer|member|guest|user|buyer|recipient)names?$|^(firstandsurname|nameofperson)$|(氏名|お名前|顧客名|会員名|宛名|患者名|利用者名|購入者名)/,
  ],
  ['email', /(e?mail|メール)/],
  ['phone', /(phone|^tel|tel$|telno|mobile|cellular|^cell$|^fax|電話|携帯|ファックス|連絡先)/],
  ['postalCode', /(postal|postcode|zip|郵便|^〒$|^plz$)/],
  ['streetNumber', /^(streetnumber|streetno|housenumber|houseno|hno|buildingnumber)$/],
  ['region', /^(state|province|region|prefecture|pref|都道府県|県|county)$/],
  [
    'locality',
    /^(suburb|city|town|locality|municipality|village|cityname|市区町村|市区郡|市町村|place|district)$/,
  ],
  ['address', /(address|addr|^street|住所|所在地|町域|丁目|番地|建物|マンション|^road$)/],
  ['gender', /^(gender|sex|性別)$/],
  [
    'identifier',
    /(ssn|socsec|socialsec|nationalid|passport|licen[cs]e|taxid|vatn|memberno|membernumber|membercode|membershipn|会員番号|会員no|会員コード|カード番号|cardn|法人番号|isbn|issn|^ean|^gtin|^upc|^jan|janコード|barcode|バーコード|lineid|lineuserid|^doi$|^duns|^lei$|mynumber|insuranceno|保険者番号)/,
  ],
  ['model', /(model|型番|型式|^mpn|partn|品番|manufacturerpart|articlen|productcode)/],
  [
    'brand',
    /^(brand|brandname|manufacturer|maker|make|ブランド|ブランド名|メーカー|メーカー名|vendor|publisher|label)$/,
  ],
  ['price', /(price|価格|金額|^amount$|定価|単価|売価|^cost$|^msrp$)/],
  [
    'organisation',
    /(company|organi[sz]ation|^org$|orgname|businessname|sitename|storename|shopname|restaurant|facility|agency|hospital|school|会社|法人|企業|団体|店舗名|店名|屋号|施設名|学校名|病院名|事業所)/,
  ],
  [
    'title',
    /^(title|(?!book|job|position|name|personal)\w+title|productname|product|itemname|item|songname|song|album|book|beername|商品名|品名|製品名|タイトル|名称|題名|書名|曲名|商品タイトル|品目)$/,
  ],
  [
    'people',
    /^(authors?|writers?|artists?|artistname|directors?|actors?|creators?|brewfactoryname|著者名?|作者|アーティスト|監督)$/,
  ],
  [
    'description',
    /(description|^desc$|説明|詳細|details|^memo$|abstract|summary|features|摘要|内容)/,
  ],
  [
    'year',
    /^(year|pubyear|releaseyear|publicationyear|published(in|year)?|yearpublished|年|発行年|発売年)$/,
  ],
  ['date', /(date$|^date|日付|年月日|^released?$)/],
  [
    'category',
    /^(categor\w*|カテゴリー?|genre|venue|journal|conference|proceedings|booktitle|type|style|occupation|job|職業|program\w*|cuisine|class|分類|部門|language|country|国|color|colour|色|size|サイズ)$/,
  ],
  [
    'number',
    /(weight|重量|^abv$|length|width|height|capacity|容量|quantity|pages|duration|^time$|rating|lat(itude)?$|lo?ng(itude)?$)/,
  ],
];

const IDENTIFIERS: readonly (readonly [string, RegExp])[] = [
  ['social security', /(ssn|socsec|socialsec|nationalid)/],
  ['member', /(member(no|number|code|shipn)|会員)/],
  ['card', /(カード番号|cardn)/],
  ['article', /(ean|gtin|upc|jan|barcode|バーコード)/],
  ['book', /isbn/],
  ['company', /(法人番号|duns|lei|taxid|vatn)/],
  ['passport', /passport/],
  ['insurance', /(insuranceno|保険者番号)/],
];

/** Which numbers these are, however the header says it: SSN and soc_sec_id are one. */
export function kindOfIdentifier(header: string): string {
  const plain = normalizeHeader(header);
  return IDENTIFIERS.find(([, pattern]) => pattern.test(plain))?.[0] ?? plain;
}

/** Header names compare without width, case, spaces and signs. */
export function normalizeHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()[\]{}【】「」『』〔〕〈〉_\-.:・/*#"'※]/g, '');
}

/** The role a header tells, `name` when only its neighbours can tell whose name it is. */
export function roleOfHeader(header: string): Role | 'name' | undefined {
  const plain = normalizeHeader(header);
  if (/^(name|名前|なまえ)$/.test(plain)) return 'name';
  const found = HEADERS.find(([, pattern]) => pattern.test(plain));
  if (found !== undefined) return found[0];
  // 住所1, phone 2, address_line_1: the same word with a number behind it.
  const bare = plain.replace(/(line)?\d+$/, '');
  return bare === plain || bare === '' ? undefined : roleOfHeader(bare);
}
