// A table on a desk, cards on a phone. The cells are the same; only the style sheet lays them out otherwise,
// each cell then shows its column's name.
import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly name: string;
  readonly render: (row: Row) => ReactNode;
  /** Numbers stand at the right so that their digits line up. */
  readonly isNumber?: boolean;
  /** The cell that names the row; it heads the card. */
  readonly isHead?: boolean;
};

type DataTableProps<Row> = {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
};

export function DataTable<Row>({ caption, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <table className="sheet">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, isNumber }) => (
            <th className={isNumber === true ? 'text-right' : ''} key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ name, render, isNumber, isHead }) =>
              isHead === true ? (
                <th key={name} scope="row">
                  {render(row)}
                </th>
              ) : (
                <td className={isNumber === true ? 'text-right' : ''} data-name={name} key={name}>
                  {render(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
