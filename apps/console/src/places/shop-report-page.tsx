// What one shop sold in some business days, as it stands this moment: by day, by rate of tax, by means of payment.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount, formatDate, formatMoney, formatRate } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, Save, textOf } from '../parts/form.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { usePlaceName } from './use-places.ts';

type Report = Answer<'/api/overview/shop-report'>;

export function ShopReportPage() {
  const { report: words } = useWords();
  const { placeId = '' } = useParams();
  const placeName = usePlaceName();
  const [search, setSearch] = useSearchParams();
  const query = {
    placeId,
    ...(search.get('from') === null ? {} : { from: search.get('from') ?? '' }),
    ...(search.get('until') === null ? {} : { until: search.get('until') ?? '' }),
  };
  const report = useQuery({
    // Whatever happens to an order makes it old.
    queryKey: ['orders', 'shop-report', query],
    queryFn: () => answerOf(api.GET('/api/overview/shop-report', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const from = search.get('from') ?? report.data?.from;
  const until = search.get('until') ?? report.data?.until;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setSearch({ from: textOf(form, 'from'), until: textOf(form, 'until') });
  };
  return (
    <Page back={`/places/${placeId}`} lead={placeName(placeId) ?? undefined} title={words.title}>
      {/* Days that were refused can be mended here. */}
      <form
        className="mb-8 grid max-w-2xl items-end gap-4 sm:grid-cols-[1fr_1fr_auto]"
        key={`${from} ${until}`}
        onSubmit={submit}
      >
        <Field defaultValue={from} label={words.from} name="from" required type="date" />
        <Field defaultValue={until} label={words.until} name="until" required type="date" />
        <Save error={null} isPending={report.isFetching} label={words.show} />
      </form>
      <Answered query={report}>{(told) => <Told told={told} />}</Answered>
    </Page>
  );
}

function Told({ told }: { readonly told: Report }) {
  const words = useWords();
  const { report } = words;
  const { language } = useSpeech();
  const money = (minor: number) => formatMoney(minor, told.currency, language);
  const sum = (of: (day: Report['days'][number]) => number) =>
    told.days.reduce((total, day) => total + of(day), 0);
  const days: readonly Column<Report['days'][number]>[] = [
    { name: report.day, isHead: true, render: ({ day }) => formatDate(day, language) },
    { name: report.orders, isNumber: true, render: ({ orders }) => formatCount(orders) },
    { name: report.sold, isNumber: true, render: ({ soldMinor }) => money(soldMinor) },
    { name: report.returns, isNumber: true, render: ({ returnedMinor }) => money(returnedMinor) },
    { name: report.net, isNumber: true, render: ({ netMinor }) => money(netMinor) },
  ];
  const taxes: readonly Column<Report['taxes'][number]>[] = [
    { name: report.rate, isHead: true, render: ({ rateBp }) => formatRate(rateBp) },
    { name: report.taxed, isNumber: true, render: ({ taxedMinor }) => money(taxedMinor) },
    { name: report.tax, isNumber: true, render: ({ taxMinor }) => money(taxMinor) },
  ];
  const tenders: readonly Column<Report['tenders'][number]>[] = [
    {
      name: report.method,
      isHead: true,
      render: ({ method }) => wordFor(words.orders.methods, method),
    },
    { name: report.payments, isNumber: true, render: ({ payments }) => formatCount(payments) },
    { name: report.taken, isNumber: true, render: ({ takenMinor }) => money(takenMinor) },
    { name: report.refunded, isNumber: true, render: ({ refundedMinor }) => money(refundedMinor) },
  ];
  return told.days.length === 0 ? (
    <p className="text-ink-soft">{report.nothing}</p>
  ) : (
    <>
      <Facts
        facts={[
          { name: report.net, value: money(sum(({ netMinor }) => netMinor)) },
          { name: report.sold, value: money(sum(({ soldMinor }) => soldMinor)) },
          { name: report.returns, value: money(sum(({ returnedMinor }) => returnedMinor)) },
          { name: report.orders, value: formatCount(sum(({ orders }) => orders)) },
        ]}
      />
      <Section title={report.byDay}>
        <DataTable
          caption={report.byDay}
          columns={days}
          keyOf={({ day }) => day}
          rows={told.days}
        />
      </Section>
      <Section title={report.byTax}>
        <DataTable
          caption={report.byTax}
          columns={taxes}
          keyOf={({ rateBp }) => String(rateBp)}
          rows={told.taxes}
        />
      </Section>
      <Section title={report.byTender}>
        <p className="-mt-2 mb-4 text-ink-soft text-sm">{report.tenderHint}</p>
        <DataTable
          caption={report.byTender}
          columns={tenders}
          keyOf={({ method }) => method}
          rows={told.tenders}
        />
      </Section>
    </>
  );
}
