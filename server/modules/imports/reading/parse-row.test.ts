import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { applyMap, guessColumns } from './column-map.ts';
import { IMPORT_KINDS, type ImportKind } from './kinds.ts';
import { parseRow } from './parse-row.ts';
import { readWhole } from './scratch-files.ts';

/** The column headings EC-CUBE 4 exports, in its order. */
const EC_CUBE_CUSTOMERS =
  '会員ID,お名前(姓),お名前(名),お名前(セイ),お名前(メイ),会社名,郵便番号,都道府県(ID),都道府県(名称),住所1,住所2,メールアドレス,TEL,性別(ID),性別(名称),職業(ID),職業(名称),誕生日,初回購入日,最終購入日,購入回数,ショップ用メモ欄,会員ステータス(ID),会員ステータス(名称),登録日,更新日,ポイント';
const EC_CUBE_ORDERS =
  '注文ID,注文番号,会員ID,お名前(姓),お名前(名),お名前(セイ),お名前(メイ),会社名,郵便番号,都道府県(ID),都道府県(名称),住所1,住所2,メールアドレス,TEL,性別(ID),性別(名称),職業(ID),職業(名称),誕生日,ショップ用メモ欄,小計,値引き,送料,税金,合計,支払合計,対応状況(ID),対応状況(名称),支払方法(ID),支払方法(名称),受注日,入金日,注文詳細ID,商品ID,商品規格ID,商品名,商品コード,規格名1,規格名2,規格分類名1,規格分類名2,価格,個数,税率,税率ルール(ID),明細区分(ID),明細区分(名称),出荷ID,配送先_お名前(姓),配送先_お名前(名),送料';
const SHOPIFY_ORDERS =
  'Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Zip,Billing Country,Cancelled at';

async function parseText(kind: ImportKind, content: string | Uint8Array, mapJson: unknown = {}) {
  const { shape, rows } = await readWhole(content);
  const map = applyMap(kind, shape.headers, mapJson);
  return rows.map((row) => parseRow(kind, map, row));
}

function line(headers: string, values: Record<string, string>): string {
  return headers
    .split(',')
    .map((header) => values[header] ?? '')
    .join(',');
}

describe('customers', () => {
  it('lose the apostrophe that our own export puts before what looks like a formula', async () => {
    const [result] = await parseText(
      'customers',
      `customer_id,full_name,お名前(セイ)\nc1,"'=SUM(""A1"")",'-カナ\n`,
    );
    expect(result).toMatchObject({ ok: true, value: { fullName: '=SUM("A1")' } });
  });

  it('of EC-CUBE 4 come in as its export writes them, in CP932', async () => {
    const row = line(EC_CUBE_CUSTOMERS, {
      会員ID: '12',
      'お名前(姓)': '髙橋',
      'お名前(名)': '花子①',
      'お名前(セイ)': 'ﾀｶﾊｼ',
      'お名前(メイ)': 'はなこ',
      会社名: '㈱～',
      郵便番号: '2591113',
      '都道府県(ID)': '14',
      '都道府県(名称)': '神奈川県',
      住所1: '伊勢原市粟窪',
      住所2: '1-2-3',
      メールアドレス: 'hanako@EXAMPLE.jp',
      TEL: '0463123456',
      '性別(ID)': '2',
      '性別(名称)': '女性',
      誕生日: '1981-04-29 00:00:00',
      登録日: '2026-11-21 10:00:00',
      ポイント: '1200',
    });
    const [result] = await parseText(
      'customers',
      iconv.encode(`${EC_CUBE_CUSTOMERS}\r\n${row}\r\n`, 'cp932'),
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        customerKey: '12',
        familyName: '髙橋',
        givenName: '花子①',
        familyNameKana: 'タカハシ',
        givenNameKana: 'ハナコ',
        companyName: '㈱～',
        postalCode: '2591113',
        prefecture: '神奈川県',
        address: '伊勢原市粟窪 1-2-3',
        email: 'hanako@example.jp',
        phone: { original: '0463123456', e164: '+81463123456' },
        gender: 'female',
        birthday: '1981-04-29',
        points: 1200n,
      },
    });
  });

  it('of EC-CUBE 2 have their number and postal code in several columns', async () => {
    const [result] = await parseText(
      'customers',
      '会員ID,姓,名,郵便番号1,郵便番号2,TEL1,TEL2,TEL3\n1,山田,太郎,100,0001,03,1234,5678\n',
    );
    expect(result).toMatchObject({
      value: { postalCode: '1000001', phone: { e164: '+81312345678' } },
    });
  });

  it('abroad keep their postal code and number', async () => {
    const [result] = await parseText(
      'customers',
      'id,country,zip,phone\n1,US,40202,555-625-1199\n',
    );
    expect(result).toMatchObject({
      value: { postalCode: '40202', phone: { e164: '+15556251199' } },
    });
  });

  it('with a value that is wrong are refused with column and reason', async () => {
    const results = await parseText(
      'customers',
      '会員ID,氏名,郵便番号,メールアドレス\n1,a,10000,\n2,b,,x@\n,c,,\n4,d,1000001,d@x.jp\n',
    );
    expect(results).toMatchObject([
      { ok: false, row: 1, column: '郵便番号', reason: { code: 'postal_code_is_wrong' } },
      { ok: false, row: 2, column: 'メールアドレス', reason: { code: 'email_is_wrong' } },
      { ok: false, row: 3, column: '会員ID', reason: { code: 'value_is_missing' } },
      { ok: true, row: 4 },
    ]);
  });
});

describe('orders', () => {
  it('of EC-CUBE 4 know shipping lines and cancelled orders', async () => {
    const order = { 注文番号: '77', 受注日: '2026-11-21 10:00:00', 個数: '1', 税率: '10' };
    const rows = [
      { ...order, 商品コード: 'sand-01', 商品名: 'サンド', 価格: '2800', '明細区分(名称)': '商品' },
      { ...order, 商品名: '送料', 価格: '1000', '明細区分(名称)': '送料' },
      { ...order, 商品名: '値引', 価格: '-100', '対応状況(名称)': '注文取消し' },
      { ...order, 商品名: '値引', 価格: '-100', '対応状況(名称)': '返品' },
    ].map((values) => line(EC_CUBE_ORDERS, values));
    const results = await parseText('orders', `${EC_CUBE_ORDERS}\n${rows.join('\n')}\n`);
    expect(results).toMatchObject([
      {
        value: { orderNumber: '77', itemCode: 'sand-01', lineKind: 'item', isCancellation: false },
      },
      { value: { lineKind: 'shipping', unitPrice: { text: '1000' }, isCancellation: false } },
      { value: { unitPrice: { text: '-100' }, isCancellation: true } },
      { value: { isCancellation: true } },
    ]);
  });

  it('of Shopify come in, also where contact cannot be read', async () => {
    const row = line(SHOPIFY_ORDERS, {
      Name: '#1001',
      Email: 'broken@',
      Currency: 'JPY',
      'Created at': '2026-11-21 10:00:00 +0900',
      'Lineitem quantity': '2',
      'Lineitem name': 'Shirt',
      'Lineitem price': '50.00',
      'Cancelled at': '2026-11-22 10:00:00 +0900',
    });
    const [result] = await parseText('orders', `${SHOPIFY_ORDERS}\n${row}\n`);
    expect(result).toMatchObject({
      ok: true,
      value: { orderNumber: '#1001', currency: 'JPY', isCancellation: true },
    });
    expect(result).not.toHaveProperty('value.customerEmail');
  });

  it('are facts: no description, price zero or below, guests, credit notes', async () => {
    const header =
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
    const results = await parseText(
      'orders',
      `${header}\nC1,D,,-1,2010-12-01 08:26:00,0,17850.0,UK\n2,B,x,1,2010-12-01 08:26:00,-11062.06,,UK\nC3,B,x,1,2010-12-01,1,,UK\n`,
      { constants: { currency: 'GBP' }, timeZone: 'Europe/London', source: 'uci' },
    );
    expect(results).toMatchObject([
      { value: { isCancellation: true, customerKey: '17850', currency: 'GBP' } },
      { value: { isCancellation: false, unitPrice: { text: '-11062.06' } } },
      { value: { isCancellation: false } },
    ]);
    expect(results[1]).not.toHaveProperty('value.customerKey');
  });
});

describe('balances and consents', () => {
  it.each([
    ['points', '会員番号,ポイント残高,有効期限\nA1,"1,200",2027/3/31\n', { points: 1200n }],
    ['stamps', '会員ID,スタンプ数\nA1,7\n', { stamps: 7n }],
    ['gifts', 'ギフトコード,残高\nG-1,￥500\n', { giftCode: 'G-1', balance: { text: '500' } }],
    ['coupons', 'クーポンコード,会員ID,割引率\nC,1,10%\n', { discountPercent: { text: '10' } }],
    ['consents', '会員ID,目的,同意\nA1,メール配信,同意しない\n', { isGranted: false }],
    ['stock', '店舗コード,商品コード,在庫数\nS1,P1,1.5\n', { quantity: { text: '1.5' } }],
    ['products', '商品コード,JANコード,販売価格\nP1,4901777018686,198\n', { itemCode: 'P1' }],
    ['places', 'store_cd,store_name\nS1,本店\n', { placeCode: 'S1', name: '本店' }],
  ] as const)('%s are read from Japanese headers', async (kind, text, wanted) => {
    expect(await parseText(kind, text)).toMatchObject([{ ok: true, value: wanted }]);
  });
});

describe('the map', () => {
  it('names what is missing, what the file has and how to say it', () => {
    expect(() => guessColumns('orders', ['foo', 'Quantity', 'SKU'])).toThrow(
      /orderNumber, unitPrice, orderedAt.*foo, Quantity, SKU.*"orderNumber":"foo"/,
    );
  });

  it('overrides the guess, joins columns, leaves out and adds constants', async () => {
    const [result] = await parseText('customers', 'no,a,b,氏名,電話番号\n1,x,y,z,?\n', {
      columns: { customerKey: 'no', fullName: ['a', 'b'], phone: null },
      constants: { country: 'JP' },
    });
    expect(result).toMatchObject({ value: { customerKey: '1', fullName: 'x y', country: 'JP' } });
    expect(result).not.toHaveProperty('value.phone');
  });

  it.each([
    ['no object', []],
    ['unknown key', { colums: {} }],
    ['unknown field', { columns: { custmerKey: 'id' } }],
    ['unknown column', { columns: { customerKey: 'nope' } }],
    ['wrong zone', { timeZone: 'Tokio' }],
    ['wrong date format', { dateFormat: 'H:mm' }],
    ['wrong source', { source: 'a b' }],
    ['wrong constant', { constants: { country: {} } }],
  ])('with a mistake is refused: %s', (_name, mapJson) => {
    expect(() => applyMap('customers', ['id'], mapJson)).toThrow(
      expect.objectContaining({ code: 'map_is_wrong' }),
    );
  });

  it('must decide between two columns of the same name', () => {
    const headers = ['会員ID', '氏名', '氏名 (2)'];
    expect(() => guessColumns('customers', headers)).toThrow(
      expect.objectContaining({ code: 'header_is_duplicated' }),
    );
    const map = applyMap('customers', headers, { columns: { fullName: '氏名 (2)' } });
    expect(map.columns.fullName).toEqual(['氏名 (2)']);
  });

  it('of every kind refuses a file that has no column it knows', () => {
    for (const kind of IMPORT_KINDS) {
      expect(() => guessColumns(kind, [])).toThrow(
        expect.objectContaining({ code: 'columns_are_missing' }),
      );
    }
  });
});
