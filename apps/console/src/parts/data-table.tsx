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
  /** Left out where a table is narrow; the row's own page has it. */
  readonly isExtra?: boolean;
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
          {columns.map((column) => (
            <th className={lookOf(column)} key={column.name} scope="col">
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) =>
              column.isHead === true ? (
                <th key={column.name} scope="row">
                  {column.render(row)}
                </th>
              ) : (
                <td className={lookOf(column)} data-name={column.name} key={column.name}>
                  {column.render(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function lookOf<Row>({ isNumber, isExtra }: Column<Row>): string {
  return `${isNumber === true ? 'text-right' : ''} ${isExtra === true ? 'extra' : ''}`.trim();
}
