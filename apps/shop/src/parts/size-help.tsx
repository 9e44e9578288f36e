// Which size fits: her last one, and the maker's table, folded away until she wants it.
import type { SizeTable } from '../../../../server/storefront/contract-finding.ts';

export type SaidSizes = {
  readonly title: string;
  readonly size: string;
  readonly last: string | null;
  readonly table: SizeTable | null;
};

export function SizeHelp({ said }: { readonly said: SaidSizes }) {
  const { title, size, last, table } = said;
  return (
    <div className="rounded-lg bg-paper p-4 shadow-rest">
      {last === null ? null : <p className="font-bold">{last}</p>}
      {table === null ? null : (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center font-bold">{title}</summary>
          <div className="row-scroll">
            <table className="w-full text-sm">
              <thead>
                <tr className="border-b border-line text-left">
                  <th className="p-2">{size}</th>
                  {table.columns.map((column) => (
                    <th key={column} className="p-2 whitespace-nowrap">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row) => (
                  <tr key={row.size} className="border-b border-line">
                    <th scope="row" className="p-2 text-left">
                      {row.size}
                    </th>
                    {row.values.map((value, index) => (
                      <td key={table.columns[index]} className="p-2">
                        {value}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </div>
  );
}
