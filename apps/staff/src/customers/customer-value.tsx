// What she has, for the clerk who is asked: points, what is pending and what expires, stamps, and why each line came and
// went, with the balance after it.
import { answerOf } from '@engawa/client';
import { formatCount, useLanguage } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { useValueChanges } from '../log/use-value-changes.ts';
import { Facts } from '../parts/detail.tsx';
import { Answered } from '../parts/states.tsx';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';

const linesFirst = 8;
const expiriesShown = 3;

export function CustomerValue({ recordId }: { readonly recordId: string }) {
  const words = useWords();
  const times = useTimes();
  const [isWhole, setWhole] = useState(false);
  const isJa = useLanguage() === 'ja';
  const value = useQuery({
    queryKey: ['customers', 'value', recordId],
    queryFn: async () => {
      const params = { path: { recordId } };
      const data = await answerOf(api.GET('/api/loyalty/customers/{recordId}', { params }));
      return { data, savedAt: null };
    },
    // A stream that the network has cut says nothing.
    refetchInterval: 15_000,
  });
  useValueChanges(recordId, () => value.refetch());
  return (
    <Answered query={value}>
      {({ points, cards, lines }) => (
        <>
          <Facts
            facts={[
              { name: words.customers.value.available, value: formatCount(points.available) },
              { name: words.customers.value.pending, value: formatCount(points.pending) },
              ...points.expiries.slice(0, expiriesShown).map(({ at, amount }) => ({
                name: words.customers.value.expires(times.day(at)),
                value: formatCount(amount),
              })),
              ...cards.map((card) => ({
                name: isJa ? card.nameJa : (card.nameEn ?? card.nameJa),
                value: `${card.stamps} / ${card.size}`,
              })),
            ]}
          />
          <ul className="mt-4">
            {lines.slice(0, isWhole ? undefined : linesFirst).map((line) => (
              <li
                className="grid grid-cols-[1fr_auto] gap-x-4 border-line border-t py-2"
                key={`${line.id} ${line.unit}`}
              >
                <span className="min-w-0">
                  {isJa ? line.whyJa : line.whyEn}
                  <span className="block text-ink-soft text-sm">{times.moment(line.at)}</span>
                </span>
                <span className="text-right tabular-nums">
                  {`${line.amount > 0 ? '+' : ''}${formatCount(line.amount)}`}
                  <span className="block text-ink-soft text-sm">
                    {words.customers.value.after(formatCount(line.balance))}
                  </span>
                </span>
              </li>
            ))}
          </ul>
          {!isWhole && lines.length > linesFirst && (
            <Button className="mt-2" onClick={() => setWhole(true)}>
              {words.customers.value.all(lines.length)}
            </Button>
          )}
        </>
      )}
    </Answered>
  );
}
