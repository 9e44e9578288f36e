// Rows as CSV for spreadsheets: CRLF, UTF-8 with its mark. A name that anybody may give (a guest's order) must not run as
// a formula on the desk of whoever opens the file; `engawa import` takes the apostrophe away again.
import { type Stringifier, stringify } from 'csv-stringify';
import { guard } from '#imports';

/** Numbers begin with a sign as well, and run nothing. */
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;

/** Takes rows by column; writes the headers first. */
export function csvStream(columns: readonly string[]): Stringifier {
  return stringify({
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    bom: true,
    cast: { string: (text) => (plainNumber.test(text) ? text : guard(text)) },
  });
}
