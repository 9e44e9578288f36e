import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect-file.ts';
import { readRows } from './read-rows.ts';
import { createScratchFolder, readWhole } from './scratch-files.ts';

const HEADER = '会員ID,お名前(姓),備考\n';
const HARD = '～①髙㈱ｶﾅﾀﾞ－Ⅲ';

function cellsOf(rows: readonly { cells: readonly (string | undefined)[] }[]) {
  return rows.map((row) => row.cells);
}

describe('encodings', () => {
  it.each([
    ['utf-8', Buffer.from(`${HEADER}1,髙橋,${HARD}\n`)],
    ['cp932', iconv.encode(`${HEADER}1,髙橋,${HARD}\n`, 'cp932')],
    ['utf-16le', iconv.encode(`${HEADER}1,髙橋,${HARD}\n`, 'utf16le', { addBOM: true })],
    ['utf-16be', iconv.encode(`${HEADER}1,髙橋,${HARD}\n`, 'utf16be', { addBOM: true })],
  ])('are recognised: %s', async (encoding, bytes) => {
    const { shape, rows } = await readWhole(bytes);
    expect(shape.encoding).toBe(encoding);
    expect(shape.headers).toEqual(['会員ID', 'お名前(姓)', '備考']);
    expect(cellsOf(rows)).toEqual([['1', '髙橋', HARD]]);
  });

  it('do not leave the byte order mark in the first header', async () => {
    const { shape } = await readWhole(`\uFEFF${HEADER}1,a,b\n`);
    expect(shape.headers[0]).toBe('会員ID');
    expect(shape.hasByteOrderMark).toBe(true);
  });

  it('are decided by the whole file: one 髙 behind 100,000 lines of ASCII', async () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `${i},name,note\n`).join('');
    const bytes = iconv.encode(`id,name,note\n${lines}x,髙,ｶﾅ\n`, 'cp932');
    const { shape, rows } = await readWhole(bytes);
    expect(shape.encoding).toBe('cp932');
    expect(rows.at(-1)?.cells).toEqual(['x', '髙', 'ｶﾅ']);
  });

  it('take half-width kana for CP932 and é for UTF-8', async () => {
    const kana = await readWhole(iconv.encode('id,name\n1,ﾔﾏﾀﾞ ﾀﾛｳ\n2,ﾃｽﾄ\n3,ﾅｶ\n', 'cp932'));
    expect(cellsOf(kana.rows)).toEqual([
      ['1', 'ﾔﾏﾀﾞ ﾀﾛｳ'],
      ['2', 'ﾃｽﾄ'],
      ['3', 'ﾅｶ'],
    ]);
    const latin = await readWhole('id,name\n1,café\n');
    expect(latin.rows[0]?.cells[1]).toBe('café');
  });

  it('cost a damaged row only itself and name its column', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => Buffer.from(`${i},山田,備考です\n`));
    lines[49] = Buffer.concat([
      Buffer.from('49,山'),
      Buffer.from([0xe7, 0x94]),
      Buffer.from(',x\n'),
    ]);
    const { shape, rows } = await readWhole(Buffer.concat([Buffer.from(HEADER), ...lines]));
    expect(shape.encoding).toBe('utf-8');
    const bad = rows.filter((row) => row.problem !== undefined);
    expect(bad).toHaveLength(1);
    expect(bad[0]).toMatchObject({
      row: 50,
      problem: { column: 'お名前(姓)', reason: { code: 'encoding_is_wrong' } },
    });
    expect(rows[50]?.cells).toEqual(['50', '山田', '備考です']);
  });

  it('bring every text back as it was written, quotes and newlines included', async () => {
    const text = fc.string({
      unit: fc.constantFrom('～', '①', '髙', '㈱', 'ｶ', 'ﾞ', '表', 'ソ', '"', ',', '\n', 'a', ' '),
    });
    const row = fc.tuple(fc.integer({ min: 1, max: 999 }), text, text);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1 }),
        fc.constantFrom('utf8', 'cp932'),
        fc.boolean(),
        async (table, encoding, isPacked) => {
          const q = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
          const lines = table.map(([id, a, b]) => `${id},${q(a)},${q(b)}\r\n`).join('');
          const bytes = iconv.encode(`番号,氏名,表示\r\n${lines}`, encoding);
          const { shape, rows } = await readWhole(isPacked ? gzipSync(bytes) : bytes);
          expect(shape.rowCount).toBe(table.length);
          expect(cellsOf(rows)).toEqual(table.map(([id, a, b]) => [String(id), a, b]));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('rows', () => {
  it('with too few or too many cells carry a problem; empty cells at the end are forgiven', async () => {
    const { rows } = await readWhole('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n');
    expect(rows.map((row) => row.problem?.reason.code)).toEqual([
      'cells_are_missing',
      'cells_are_too_many',
      undefined,
    ]);
  });

  it('are all kept but the broken ones in a file that is broken in one row of a hundred', async () => {
    const broken = ['7,"open quote,1', '7,a', '7,"x"y,1', '7,a,b,c'];
    const lines = Array.from({ length: 20_000 }, (_, i) =>
      i % 100 === 50 ? broken[((i / 50) % 4) | 0] : `${i},"name ""${i}""",${i % 7}`,
    );
    const { shape, rows } = await readWhole(`id,name,count\n${lines.join('\n')}\n`);
    expect(shape.rowCount).toBe(20_000);
    const bad = rows.filter((row) => row.problem !== undefined);
    expect(bad.map((row) => row.row)).toEqual(Array.from({ length: 200 }, (_, i) => i * 100 + 51));
    expect(rows[19_999]?.cells).toEqual(['19999', 'name "19999"', '0']);
  });

  it('that hold a NUL are refused, since no database text may', async () => {
    const filler = Array.from({ length: 20_000 }, (_, i) => `${i},abcdef\n`).join('');
    const { rows } = await readWhole(`id,name\n${filler}x,a\0b\ny,c\n`);
    expect(rows.at(-2)).toMatchObject({
      problem: { column: 'name', reason: { code: 'text_has_nul' } },
    });
    expect(rows.at(-1)?.cells).toEqual(['y', 'c']);
  });

  it('go on at any row with the same numbers and cells', async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `${i},"two\nlines"\n`).join('');
    const text = `id,text\n${lines}`;
    const whole = await readWhole(text, { chunkRows: 7 });
    const rest = await readWhole(text, { chunkRows: 7, fromRow: 123 });
    expect(rest.rows[0]?.row).toBe(123);
    expect(rest.rows).toEqual(whole.rows.slice(122));
  });

  it('come in chunks of the size asked for, and reading may stop early', async () => {
    await using folder = await createScratchFolder();
    const lines = Array.from({ length: 25 }, (_, i) => `${i},x\n`).join('');
    const path = await folder.write('a.csv', gzipSync(`id,b\n${lines}`));
    const shape = await inspectFile(path);
    const sizes = [];
    for await (const chunk of readRows(path, shape, { chunkRows: 10 })) sizes.push(chunk.length);
    expect(sizes).toEqual([10, 10, 5]);
    for await (const chunk of readRows(path, shape, { chunkRows: 10 })) {
      expect(chunk[0]?.cells[0]).toBe('0');
      break;
    }
  });

  it.each([
    ['\t', 'a\tb\n1\t2\n'],
    [';', 'a;b\n1;2,5\n'],
    [',', 'a,b\r1,2\r'],
  ])('are cut at the delimiter %j', async (delimiter, text) => {
    const { shape, rows } = await readWhole(text);
    expect(shape.delimiter).toBe(delimiter);
    expect(rows[0]?.cells).toHaveLength(2);
  });

  it('of JSON keep the digits of their numbers and flatten what is nested', async () => {
    const list = '[{"id":1,"price":2.50,"to":{"zip":"1000001"},"tags":["a","b"]},{"id":2}]';
    const { shape, rows } = await readWhole(list);
    expect(shape.headers).toEqual(['id', 'price', 'to.zip', 'tags']);
    expect(cellsOf(rows)).toEqual([
      ['1', '2.50', '1000001', 'a,b'],
      ['2', undefined, undefined, undefined],
    ]);
  });

  it('of newline-delimited JSON stand or fall alone', async () => {
    const { shape, rows } = await readWhole('{"id":1}\n{"id":\n{"id":3}\n');
    expect(shape.json).toBe('lines');
    expect(rows.map((row) => row.problem?.reason.code ?? row.cells[0])).toEqual([
      '1',
      'json_is_broken',
      '3',
    ]);
  });

  it('are found inside an API answer that wraps one list', async () => {
    const { rows } = await readWhole('{\n "customers": [\n {"id": "a}"},\n {"id": 2}\n ]\n}\n');
    expect(cellsOf(rows)).toEqual([['a}'], ['2']]);
  });
});
