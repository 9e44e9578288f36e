// CSV for spreadsheets: CRLF, UTF-8 with its mark or Shift_JIS, nothing that begins like a formula.
import { stringify } from 'csv-stringify/sync';
import { encodeShiftJis, foldForShiftJis } from '#kernel/shift-jis';
import { guard } from '../reading/index.ts';

export type CsvEncoding = 'utf-8' | 'shift_jis';

export type CsvWriter = {
  /** The first bytes of the file. */
  head(names: readonly string[]): Buffer;
  rows(rows: readonly (readonly string[])[]): Buffer;
};

export function csvWriter(encoding: CsvEncoding): CsvWriter {
  // Cell by cell: only those that hold a rare sign are looked at sign by sign.
  const write = (cell: string) =>
    encoding === 'shift_jis' ? foldForShiftJis(guard(cell)) : guard(cell);
  const lines = (rows: readonly (readonly string[])[]) => {
    const text = stringify(
      rows.map((row) => row.map(write)),
      { record_delimiter: 'windows' },
    );
    return encoding === 'shift_jis' ? encodeShiftJis(text) : Buffer.from(text, 'utf8');
  };
  const mark = encoding === 'shift_jis' ? '' : '\uFEFF';
  return {
    head: (names) => Buffer.concat([Buffer.from(mark, 'utf8'), lines([names])]),
    rows: lines,
  };
}
