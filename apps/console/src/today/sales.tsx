// The one number, what it was a week ago, and the counts beside it.
import { formatCount, formatMoney } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import type { ReactNode } from 'react';
import { useTimes } from '../house/use-house.ts';
import { useWords } from '../words/words.ts';
import { HourChart } from './hour-chart.tsx';
import { ratioTo } from './hours.ts';
import type { Today } from './use-overview.ts';

type SalesProps = { readonly today: Today };

export function Sales({ today }: SalesProps) {
  const words = useWords();
  const { currency } = today;
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="text-ink-soft">
        {words.today.sales}
        <span className="ml-2 inline-block text-sm">{words.today.salesHint}</span>
      </h2>
      <p
        className="mt-1 font-bold text-[clamp(2.25rem,9vw,3.5rem)] leading-tight tracking-tight"
        data-testid="sales-today"
      >
        {formatMoney(today.today.netMinor, currency)}
      </p>
      <Compared today={today} />
      <dl className="my-6 grid grid-cols-2 gap-x-6 gap-y-4 border-line border-y py-5 md:grid-cols-4">
        <Figure name={words.today.orders}>
          {words.today.ordersOf(formatCount(today.today.orders))}
        </Figure>
        <Figure name={words.today.basket}>
          {today.today.basketMinor === null
            ? words.common.none
            : formatMoney(today.today.basketMinor, currency)}
        </Figure>
        {today.bookings !== null && (
          <Figure
            hint={words.today.arrived(formatCount(today.bookings.arrived))}
            name={words.today.bookings}
          >
            {words.today.bookingsOf(
              formatCount(today.bookings.total),
              formatCount(today.bookings.guests),
            )}
          </Figure>
        )}
        <Figure hint={sourcesOf(today, words)} name={words.today.signUps}>
          {words.today.people(formatCount(today.signUps.total))}
        </Figure>
      </dl>
      <HourChart today={today} />
      {today.otherCurrencies.length > 0 && (
        <p className="mt-4 text-ink-soft text-sm">
          {words.today.otherCurrency}:{' '}
          {today.otherCurrencies
            .map((other) => formatMoney(other.netMinor, other.currency))
            .join(words.moments.separator)}
        </p>
      )}
    </section>
  );
}

function Compared({ today }: SalesProps) {
  const words = useWords();
  const times = useTimes();
  const { lastWeek, currency } = today;
  const ratio = ratioTo(today.today.netMinor, lastWeek.netByNowMinor);
  const percent = ratio === undefined ? 0 : Math.round((ratio - 1) * 100);
  const said =
    ratio === undefined
      ? today.today.orders === 0
        ? words.today.quiet
        : words.today.noCompare
      : percent === 0
        ? words.today.same
        : percent > 0
          ? words.today.more(`${formatCount(percent)}%`)
          : words.today.less(`${formatCount(-percent)}%`);
  return (
    <div className="mt-2 text-sm">
      <p className={ratio === undefined ? 'text-ink-soft' : percent < 0 ? 'text-kaki' : 'text-ai'}>
        {said}
      </p>
      <p className="flex flex-wrap gap-x-4 text-ink-soft">
        <span>{words.today.lastWeek(times.weekday(`${lastWeek.day}T12:00:00Z`))}</span>
        <span>
          {words.today.byNow} {formatMoney(lastWeek.netByNowMinor, currency)}
        </span>
        <span>
          {words.today.wholeDay} {formatMoney(lastWeek.netMinor, currency)}
        </span>
      </p>
    </div>
  );
}

type FigureProps = { readonly name: string; readonly hint?: string; readonly children: ReactNode };

function Figure({ name, hint = '', children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{name}</dt>
      <dd className="font-bold text-lg">
        {children}
        {hint !== '' && <span className="block font-normal text-ink-soft text-sm">{hint}</span>}
      </dd>
    </div>
  );
}

function sourcesOf({ signUps }: Today, words: ReturnType<typeof useWords>): string {
  return signUps.bySource
    .slice(0, 3)
    .map(({ source, records }) => `${wordFor(words.customers.sources, source)} ${records}`)
    .join(words.moments.separator);
}
