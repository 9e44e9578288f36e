import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvCutter } from './csv-records.ts';

function cutAll(text: string, columnCount = 0, pieceChars = text.length + 1) {
  const cutter = createCsvCutter(',');
  cutter.expectColumns(columnCount);
  const records = [];
  for (let at = 0; at < text.length; at += pieceChars) {
    records.push(...cutter.cut(text.slice(at, at + pieceChars), false));
  }
  return [...records, ...cutter.cut('', true)];
}

const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', '1', ';') });
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
  );

function writeCsv(rows: readonly (readonly string[])[], newline: string): string {
  const quoteCell = (text: string) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(quoteCell).join(',') + newline).join('');
}

describe('cutting CSV', () => {
  it('returns the cells that were written, wherever the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        (rows, newline, pieceChars) => {
          const records = cutAll(writeCsv(rows, newline), rows[0]?.length, pieceChars);
          expect(records.map((record) => record.cells)).toEqual(rows);
        },
      ),
    );
  });

  it('agrees with csv-parse on every well-formed file', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = writeCsv(rows, '\n');
        const wanted = parse(text, { relax_column_count: true });
        expect(cutAll(text).map((record) => record.cells)).toEqual(wanted);
      }),
    );
  });

  it('loses only the line whose quote never closes', () => {
    const records = cutAll('1,"open,2\n2,b,3\n3,"c, d",4\n4,d,5\n', 3);
    expect(records).toEqual([
      { cells: [], line: 1, problem: 'quote' },
      { cells: ['2', 'b', '3'], line: 2 },
      { cells: ['3', 'c, d', '4'], line: 3 },
      { cells: ['4', 'd', '5'], line: 4 },
    ]);
  });

  it('notices that an open quote found its end in a later row', () => {
    const records = cutAll('1,"open,2\n2,b,3\n3,c","d",4\n4,d,5\n', 3);
    expect(records.map(({ cells, problem }) => problem ?? cells[0])).toEqual([
      'quote',
      '2',
      '3',
      '4',
    ]);
  });

  it('keeps an honest text of several lines whole', () => {
    const [record] = cutAll('1,"line one\nline two\n",3\n', 3);
    expect(record?.cells).toEqual(['1', 'line one\nline two\n', '3']);
  });

  it('takes a quote inside a cell for an inch mark', () => {
    expect(cutAll('1,5" pipe,3\n', 3)[0]?.cells).toEqual(['1', '5" pipe', '3']);
  });

  it('gives up a line longer than a mebibyte and goes on behind it', () => {
    const records = cutAll(`1,${'x'.repeat(1_200_000)},3\n2,b,3\n`, 3, 100_000);
    expect(records.map(({ cells, problem }) => problem ?? cells)).toEqual([
      'length',
      ['2', 'b', '3'],
    ]);
  });

  it('names the line a record starts on', () => {
    const records = cutAll('a,"1\n2"\n\nb,3\n', 2);
    expect(records.map((record) => record.line)).toEqual([1, 4]);
  });
});
