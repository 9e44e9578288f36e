// Who would stand where with other tiers: now beside then, and how many would rise and fall.
import { answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useSettled } from '../offers/use-settled.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { useWords } from '../words/words.ts';
import type { Table } from './tiers.tsx';

type Props = { readonly table: Table; readonly wish: Table; readonly language: string };
type Row = {
  readonly code: string;
  readonly name: string;
  readonly now: number;
  readonly proposed: number;
};

export function TiersSeen({ table, wish, language }: Props) {
  const { loyalty } = useWords();
  const asked = useSettled(wish);
  const seen = useQuery({
    queryKey: ['loyalty', 'tiers', 'seen', asked],
    queryFn: () => answerOf(api.POST('/api/loyalty/tiers/preview', { body: asked })),
    retry: false,
  });
  const isNone = table.tiers.length + asked.tiers.length === 0;
  if (isNone || seen.data === undefined || seen.data.customers === 0) {
    return null;
  }
  const { now, proposed, rising, falling, customers, isSample } = seen.data;
  const named = new Map(
    [...table.tiers, ...asked.tiers].map((tier) => [
      tier.code,
      language === 'en' ? (tier.nameEn ?? tier.nameJa) : tier.nameJa,
    ]),
  );
  const rows = ['', ...named.keys()].map((code): Row => {
    const name = code === '' ? loyalty.noTier : (named.get(code) ?? code);
    return { code, name, now: now[code] ?? 0, proposed: proposed[code] ?? 0 };
  });
  const columns: readonly Column<Row>[] = [
    { name: loyalty.tier, isHead: true, render: ({ name }) => name },
    { name: loyalty.now, isNumber: true, render: (row) => formatCount(row.now) },
    { name: loyalty.proposed, isNumber: true, render: (row) => formatCount(row.proposed) },
  ];
  return (
    <div aria-live="polite">
      <p className="mb-3 font-bold">{loyalty.seen(rising, falling)}</p>
      <DataTable
        caption={loyalty.seenCaption}
        columns={columns}
        keyOf={({ code }) => code}
        rows={rows}
      />
      <p className="mt-2 text-ink-soft text-sm">{loyalty.ofCustomers(customers, isSample)}</p>
    </div>
  );
}
