// Sales by hour as a drawing: today as columns, the same weekday a week before as a line. The same numbers
// stand beside it as a table for those who hear the page.
import { formatMoney } from '@engawa/ui';
import { useWords } from '../words/words.ts';
import { type HourColumn, hourColumns } from './hours.ts';
import type { Today } from './use-overview.ts';

const height = 120;
const step = 24;
const barWidth = 14;
const labelEvery = 3;

export function HourChart({ today }: { readonly today: Today }) {
  const words = useWords();
  const columns = hourColumns(today.today.hours, today.lastWeek.hours);
  const highest = Math.max(1, ...columns.flatMap((each) => [each.netMinor, each.beforeMinor]));
  const width = columns.length * step;
  const y = (amount: number) => height - (Math.max(0, amount) / highest) * (height - 6);
  const x = (index: number) => index * step + step / 2;
  const line = columns.map((each, index) => `${x(index)},${y(each.beforeMinor)}`).join(' ');
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
        <span className="font-bold">{words.today.hours}</span>
        <span className="inline-flex items-center gap-1.5 text-ink-soft">
          <span aria-hidden="true" className="size-3 rounded-sm bg-ai" />
          {words.today.thisDay}
        </span>
        <span className="inline-flex items-center gap-1.5 text-ink-soft">
          <span aria-hidden="true" className="h-0.5 w-4 bg-kaki" />
          {words.today.dayBefore}
        </span>
      </figcaption>
      <svg
        aria-hidden="true"
        className="h-40 w-full"
        focusable="false"
        preserveAspectRatio="none"
        viewBox={`0 0 ${width} ${height}`}
      >
        <path
          className="stroke-line"
          d={`M0 ${height - 0.5}H${width}`}
          vectorEffect="non-scaling-stroke"
        />
        {columns.map((each, index) => (
          <rect
            className="fill-ai"
            height={height - y(each.netMinor)}
            key={each.hour}
            rx="2"
            width={barWidth}
            x={x(index) - barWidth / 2}
            y={y(each.netMinor)}
          />
        ))}
        <polyline
          className="stroke-kaki"
          fill="none"
          points={line}
          strokeLinejoin="round"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div aria-hidden="true" className="flex text-ink-soft text-xs">
        {columns.map(({ hour }, index) => (
          <span className="flex-1 whitespace-nowrap text-center" key={hour}>
            {index % labelEvery === 0 ? hour : ''}
          </span>
        ))}
      </div>
      <HourTable columns={columns} currency={today.currency} />
    </figure>
  );
}

type HourTableProps = { readonly columns: readonly HourColumn[]; readonly currency: string };

function HourTable({ columns, currency }: HourTableProps) {
  const words = useWords();
  return (
    <div className="sr-only">
      <table>
        <caption>{words.today.hours}</caption>
        <thead>
          <tr>
            <th scope="col">{words.today.hour}</th>
            <th scope="col">{words.today.thisDay}</th>
            <th scope="col">{words.today.dayBefore}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ hour, netMinor, beforeMinor }) => (
            <tr key={hour}>
              <th scope="row">{words.today.hourOf(hour)}</th>
              <td>{formatMoney(netMinor, currency)}</td>
              <td>{formatMoney(beforeMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
