// The catalogue as a file, by the way the console takes: out, edited, in again.
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { parseId } from '#kernel/ids';
import { expect, type TestHouse, test } from '#testing';
import { guessColumns } from '../reading/index.ts';
import { takeUploadJob } from '../uploads/jobs.ts';
import { catalogColumns } from './columns.ts';
import { csvWriter } from './write-csv.ts';

type Table = { readonly head: readonly string[]; readonly rows: string[][] };

/** One key a house: making one costs more than what it is for. */
const owners = new WeakMap<TestHouse, ReturnType<TestHouse['as']>>();

function ownerOf(house: TestHouse): ReturnType<TestHouse['as']> {
  const owner = owners.get(house) ?? house.as('owner');
  owners.set(house, owner);
  return owner;
}

async function fileOf(house: TestHouse, encoding: string, language: string): Promise<Buffer> {
  const url = `/api/imports/catalog-file?encoding=${encoding}&language=${language}`;
  const answer = await house.app.inject({ url, headers: await ownerOf(house) });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}

function readTable(bytes: Buffer, encoding = 'utf-8'): Table {
  const text = iconv.decode(bytes, encoding === 'utf-8' ? 'utf8' : 'cp932');
  const [head = [], ...rows] = parse(text);
  return { head, rows };
}

function writeTable({ head, rows }: Table): Buffer {
  const text = [head, ...rows]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
  return Buffer.from(text);
}

/** Sends a file in its parts and has it tried by the job. */
async function tryFile(house: TestHouse, bytes: Buffer, fileName = 'catalog.csv') {
  const owner = await ownerOf(house);
  const begin = { fileName, sizeBytes: bytes.length };
  const { body: upload } = await house.request('POST', '/api/imports/uploads', begin, owner);
  const base = `/api/imports/uploads/${upload.id}`;
  for (let part = 0; part * upload.partBytes < bytes.length; part += 1) {
    const piece = bytes.subarray(part * upload.partBytes, (part + 1) * upload.partBytes);
    const body = { content: piece.toString('base64') };
    expect(await house.request('PUT', `${base}/parts/${part}`, body, owner)).toMatchObject({
      status: 200,
    });
  }
  return go(house, base, 'try');
}

async function go(house: TestHouse, base: string, word: 'try' | 'take') {
  const owner = await ownerOf(house);
  const asked = await house.request('POST', `${base}/${word}`, undefined, owner);
  expect(asked.status).toBe(202);
  const uploadId = parseId('import', asked.body.id);
  const { rows } = await house.db.pool.query(
    'SELECT trial_id, run_id FROM imports.upload WHERE id = $1',
    [uploadId],
  );
  const runId = word === 'try' ? rows[0].trial_id : rows[0].run_id;
  await takeUploadJob.run(house.db, { uploadId, runId, isTrial: word === 'try' });
  const { body } = await house.request('GET', base, undefined, owner);
  return { base, ...body };
}

async function listed(house: TestHouse, importId: string, what: 'findings' | 'rejections') {
  const url = `/api/imports/${importId}/${what}`;
  return (await house.request('GET', url, undefined, await ownerOf(house))).body[what];
}

/** An item with all that a file can say, and some that a file could spoil. */
async function fill(house: TestHouse): Promise<void> {
  const owner = await ownerOf(house);
  const send = async (method: 'POST' | 'PUT', path: string, body: object) => {
    const answer = await house.request(method, path, body, owner);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  const shop = await send('POST', '/api/places', {
    code: 'ginza',
    kind: 'store',
    nameJa: '銀座店',
  });
  const tea = await send('POST', '/api/catalog/items', {
    code: 'TEA-1',
    nameJa: '=cmd|煎茶〜極〜 🍵',
    nameEn: '@Sencha "best"',
    nameKana: 'センチャ',
    descriptionJa: '一番茶。\n「旨み」, 香り',
    tags: ['新茶', 'a,b'],
    attributes: { 産地: '宇治', grams: 100 },
    taxClass: 'reduced',
    barcodes: ['4569951116179', 'LABEL-9'],
    price: { amountMinor: 1080, compareAtMinor: 1200 },
  });
  const price = (more: object) => send('PUT', `/api/catalog/items/${tea.id}/price`, more);
  await price({ amountMinor: 1180, placeId: shop.id });
  await price({ amountMinor: 980, validUntil: '2099-01-01T00:00:00+09:00' });
  await price({ amountMinor: 1280, validFrom: '2099-12-24T00:00:00+09:00' });
  for (const size of ['S', 'M']) {
    await send('POST', '/api/catalog/items', {
      code: `SHIRT-${size}`,
      nameJa: '藍染めシャツ',
      optionValues: { サイズ: size },
      price: { amountMinor: 5500 },
    });
  }
  await house.db.pool.query(
    `WITH c AS (INSERT INTO catalog.category (id, source, code, name_ja, created_at)
       VALUES (gen_random_uuid(), 'elsewhere', 'drinks', '飲みもの', now()) RETURNING id)
     UPDATE catalog.product SET category_id = (SELECT id FROM c) WHERE code = 'TEA-1'`,
  );
}

const fieldsInOrder =
  'itemCode source productKey name nameEn nameKana variantName variantNameEn ' +
  'optionValues pricePlace unitPrice listPrice currency priceFrom priceUntil taxClass ' +
  'unitCost gtin otherBarcodes categoryPath categoryNames tags description ' +
  'descriptionEn attributes kind unit isWeighed isActive';

test('every column of the file is read back by a field of its own, in Japanese and in English', () => {
  for (const language of ['ja', 'en'] as const) {
    const headers = catalogColumns.map((column) => column[language]);
    const map = guessColumns('products', headers);
    expect(map.unusedHeaders).toEqual([]);
    const fields = headers.map(
      (header) => Object.entries(map.columns).find(([, names]) => names.includes(header))?.[0],
    );
    expect(fields.join(' ')).toBe(fieldsInOrder);
  }
});

test('the catalogue goes out and comes in again, in either encoding and language, and nothing changes', {
  timeout: 60_000,
}, async ({ house }) => {
  await fill(house);
  for (const [encoding, language] of [
    ['utf-8', 'ja'],
    ['shift_jis', 'en'],
  ] as const) {
    const bytes = await fileOf(house, encoding, language);
    const { head, rows } = readTable(bytes, encoding);
    const tea = rows.filter((row) => row[0] === 'TEA-1');
    expect(
      tea.map((row) => row[head.indexOf(language === 'ja' ? '販売価格' : 'unit_price')]),
    ).toEqual(['980', '1280', '1080', '1180']);
    expect(tea[0]?.[3]).toMatch(/^'=cmd\|煎茶/);
    const tried = await tryFile(house, bytes);
    expect(await listed(house, tried.trial.id, 'rejections')).toEqual([]);
    expect(await listed(house, tried.trial.id, 'findings')).toEqual([]);
    expect(tried.trial).toMatchObject({ state: 'finished', accepted: 0, unchanged: rows.length });
    const taken = await go(house, tried.base, 'take');
    expect(taken.run).toMatchObject({ accepted: 0, unchanged: rows.length, rejected: 0 });
  }
});

test('an edited file is told row by row before anything changes, then taken; a second time changes nothing', async ({
  house,
}) => {
  const { head, rows } = readTable(await fileOf(house, 'utf-8', 'ja'));
  const at = (name: string) => head.indexOf(name);
  const line = (cells: Record<string, string>) => head.map((name) => cells[name] ?? '');
  const shirt = rows.findIndex((row) => row[0] === 'SHIRT-S');
  rows[shirt]?.splice(at('販売価格'), 1, '５，８００円');
  rows.push(
    line({
      商品コード: 'SHIRT-L',
      グループコード: 'SHIRT-S',
      規格の値: 'サイズ＝L',
      販売価格: '5800',
    }),
    line({ 商品コード: 'SHIRT-L', 価格の場所: 'ginza', 販売価格: '6000' }),
    line({ 商品コード: 'SHIRT-M', 価格の場所: 'osaka', 販売価格: '6000' }),
    line({ 商品コード: 'NEW-1', 商品名: '新しい品', JAN: '4569951116170' }),
    line({ 商品コード: 'NEW-2', 商品名: '数でない', 販売価格: '八百円' }),
  );
  const bytes = writeTable({ head, rows });
  const tried = await tryFile(house, bytes);
  expect(tried.trial).toMatchObject({ accepted: 3, created: 1, rejected: 3 });
  const count = rows.length;
  expect(await listed(house, tried.trial.id, 'findings')).toEqual([
    {
      row: shirt + 1,
      isNew: false,
      subject: 'SHIRT-S 藍染めシャツ',
      changes: [{ field: 'price', before: '5500', after: '5800' }],
    },
    { row: count - 4, isNew: true, subject: 'SHIRT-L', changes: [] },
    {
      row: count - 3,
      isNew: false,
      subject: 'SHIRT-L',
      changes: [{ field: 'price', before: null, after: '6000' }],
    },
  ]);
  expect(await listed(house, tried.trial.id, 'rejections')).toMatchObject([
    { row: count - 2, column: '価格の場所', code: 'place_unknown' },
    { row: count - 1, column: 'JAN', code: 'gtin_check_digit_is_wrong' },
    { row: count, column: '販売価格', code: 'number_is_wrong' },
  ]);
  const before = readTable(await fileOf(house, 'utf-8', 'ja'));
  expect(before.rows.some((row) => row[0] === 'SHIRT-L')).toBe(false);

  const taken = await go(house, tried.base, 'take');
  expect(taken.run).toMatchObject({ state: 'finished', accepted: 3, created: 1, rejected: 3 });
  const after = readTable(await fileOf(house, 'utf-8', 'ja')).rows;
  const priceOf = (code: string, place: string) =>
    after.find((row) => row[0] === code && row[at('価格の場所')] === place)?.[at('販売価格')];
  expect([priceOf('SHIRT-S', ''), priceOf('SHIRT-L', ''), priceOf('SHIRT-L', 'ginza')]).toEqual([
    '5800',
    '5800',
    '6000',
  ]);
  const again = await tryFile(house, bytes);
  expect(again.trial).toMatchObject({ accepted: 0, unchanged: count - 3, rejected: 3 });
});

test('of a file with 1% broken rows the rest is kept, and the broken ones come back as a file to mend', async ({
  house,
}) => {
  const head = ['商品コード', '商品名', '販売価格'];
  const rows = Array.from({ length: 500 }, (_, index) => [
    `M-${index}`,
    `品 ${index}`,
    index % 100 === 7 ? 'たかい' : String(100 + index),
  ]);
  const file = iconv.encode(writeTable({ head, rows }).toString(), 'cp932');
  const tried = await tryFile(house, file);
  const taken = await go(house, tried.base, 'take');
  expect(taken.run).toMatchObject({ accepted: 495, created: 495, rejected: 5 });
  const url = `/api/imports/${taken.run.id}/rejected-rows`;
  const { rawPayload } = await house.app.inject({ url, headers: await ownerOf(house) });
  const toMend = readTable(rawPayload, 'shift_jis');
  expect(toMend.head).toEqual([...head, '行', '直す列', '理由']);
  expect(toMend.rows[0]).toEqual([
    'M-7',
    '品 7',
    'たかい',
    '8',
    '販売価格',
    '「たかい」は数として読めません。1234 か 1,234.50 の形で書いてください。',
  ]);
  const mended = toMend.rows.map((row) => row.with(2, '５００'));
  const second = await tryFile(house, writeTable({ head: toMend.head, rows: mended }));
  expect(second.trial).toMatchObject({ accepted: 5, created: 5, rejected: 0 });
});

test('a file that is no table says so, a part of another size is refused, and nothing is taken untried', async ({
  house,
}) => {
  const owner = await ownerOf(house);
  const book = await tryFile(house, Buffer.from('PK\u0003\u0004 a workbook'), '商品.xlsx');
  expect(book).toMatchObject({ trial: null, failure: { code: 'file_is_binary' } });
  expect(book.failure.ja).toContain('「商品.xlsx」');
  const nameless = await tryFile(house, Buffer.from('色,数\n藍,1\n'));
  expect(nameless.failure.code).toBe('columns_are_missing');
  const begin = { fileName: 'big.csv', sizeBytes: 600_001 };
  const { body } = await house.request('POST', '/api/imports/uploads', begin, owner);
  const base = `/api/imports/uploads/${body.id}`;
  const part = { content: 'QUJD' };
  const codeOf = async (method: 'POST' | 'PUT', path: string, sent?: object) =>
    (await house.request(method, `${base}/${path}`, sent, owner)).body.code;
  expect(await codeOf('PUT', 'parts/0', part)).toBe('imports.part_wrong');
  expect(await codeOf('PUT', 'parts/2', part)).toBe('imports.part_wrong');
  expect(await codeOf('POST', 'try')).toBe('imports.upload_incomplete');
  expect(await codeOf('POST', 'take')).toBe('imports.not_tried');
  const tooLarge = { fileName: 'huge.csv', sizeBytes: 104_857_601 };
  const refused = await house.request('POST', '/api/imports/uploads', tooLarge, owner);
  expect(refused.status).toBe(400);
});

test('a sign that Shift_JIS has not becomes 〓, and no cell begins like a formula', () => {
  const bytes = csvWriter('shift_jis').rows([['🍵茶', '〜', '-1', '\t=x']]);
  expect(iconv.decode(bytes, 'cp932')).toBe("〓茶,～,'-1,'\t=x\r\n");
});
