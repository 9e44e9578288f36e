// What the house owes its customers in points, stamps and gift value, by the month in which it would expire; what customers
// owe the house; and what expired unused.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount, formatMoney, useLanguage } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { useWords } from '../words/words.ts';
import { cardsQuery } from './settings-query.ts';

type Report = Answer<'/api/ledger/liability'>;
type Amounts = Pick<Report['months'][number], 'available' | 'reserved' | 'pending'>;
type Row = Amounts & { readonly name: string };

export function Liability() {
  const { loyalty } = useWords();
  const report = useQuery({
    queryKey: ['ledger', 'liability'],
    queryFn: () => answerOf(api.GET('/api/ledger/liability')),
  });
  return (
    <Answered query={report}>
      {(data) => {
        const units = [...new Set([...data.months, ...data.debts].map(({ unit }) => unit))];
        return units.length === 0 ? (
          <p className="text-ink-soft">{loyalty.owed.none}</p>
        ) : (
          <div className="space-y-8">
            {units.map((unit) => (
              <OfUnit key={unit} report={data} unit={unit} />
            ))}
          </div>
        );
      }}
    </Answered>
  );
}

function OfUnit({ report, unit }: { readonly report: Report; readonly unit: string }) {
  const { owed } = useWords().loyalty;
  const name = useUnitName()(unit);
  const format = useFormat(unit);
  const months = report.months.filter((each) => each.unit === unit);
  const rows: Row[] = [
    ...months.map((each) => ({
      ...each,
      name: each.month === null ? owed.never : owed.month(each.month),
    })),
    {
      name: owed.total,
      available: sum(months, 'available'),
      reserved: sum(months, 'reserved'),
      pending: sum(months, 'pending'),
    },
  ];
  const columns: readonly Column<Row>[] = [
    { name: owed.expires, isHead: true, render: (row) => row.name },
    { name: owed.available, isNumber: true, render: (row) => format(row.available) },
    { name: owed.reserved, isNumber: true, render: (row) => format(row.reserved) },
    { name: owed.pending, isNumber: true, render: (row) => format(row.pending) },
    {
      name: owed.sum,
      isNumber: true,
      render: (row) => format(row.available + row.reserved + row.pending),
    },
  ];
  const debt = report.debts.find((each) => each.unit === unit)?.amount ?? 0;
  const expired = report.expired
    .filter((each) => each.unit === unit)
    .reduce((total, each) => total + each.amount, 0);
  return (
    <section data-owed={unit}>
      <h3 className="mb-3 font-bold">{name}</h3>
      <DataTable
        caption={owed.caption(name)}
        columns={columns}
        keyOf={(row) => row.name}
        rows={rows}
      />
      <p className="mt-2 text-ink-soft text-sm">
        {debt === 0 ? '' : `${owed.debt(format(-debt))} `}
        {owed.expired(format(expired))}
      </p>
    </section>
  );
}

function sum(months: readonly Amounts[], of: keyof Amounts): number {
  return months.reduce((total, each) => total + each[of], 0);
}

/** Gift value and credit are money, everything else is counted. */
function useFormat(unit: string): (amount: number) => string {
  const language = useLanguage();
  const [kind, currency] = unit.split(':');
  return kind === 'gift' || kind === 'credit'
    ? (amount) => formatMoney(amount, currency ?? 'JPY', language)
    : formatCount;
}

/** `points`, `stamp:<card>`, `gift:JPY`, `credit:JPY` as people call them. */
function useUnitName(): (unit: string) => string {
  const { owed } = useWords().loyalty;
  const isJa = useLanguage() === 'ja';
  const cards = useQuery(cardsQuery).data?.cards ?? [];
  return (unit) => {
    const [kind = '', of] = unit.split(':');
    const card = kind === 'stamp' ? cards.find(({ code }) => code === of) : undefined;
    if (card !== undefined) {
      return isJa ? card.nameJa : (card.nameEn ?? card.nameJa);
    }
    return owed.units[kind] ?? unit;
  };
}
