// What a customer has over all of her records, as she sees it herself: points, stamps, her tier, and why each line came
// and went.
import { answerOf } from '@engawa/client';
import { formatCount, formatMoney, useLanguage } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useCurrency, useTimes } from '../house/use-house.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { AdjustValue } from './adjust-value.tsx';
import { useValueChanges } from './use-value-changes.ts';

type ValueProps = {
  readonly recordId: string;
  /** All of this customer's, this one too. */
  readonly recordIds: readonly string[];
};

export function CustomerValue({ recordId, recordIds }: ValueProps) {
  const words = useWords();
  const times = useTimes();
  const currency = useCurrency();
  const language = useLanguage();
  const isJa = language === 'ja';
  const mayAdjust = useMay('ledger');
  const value = useQuery({
    queryKey: ['customer-value', recordId],
    queryFn: () =>
      answerOf(api.GET('/api/loyalty/customers/{recordId}', { params: { path: { recordId } } })),
    // What only matures is told by no moment of its own.
    refetchInterval: 5000,
  });
  useValueChanges(recordIds, () => value.refetch());
  return (
    <Answered query={value}>
      {({ points, cards, tier, lines }) => (
        <>
          <div
            className="rounded-lg bg-paper p-5 shadow-rest md:p-6"
            data-points={points.available}
            data-stamps={cards[0]?.stamps}
          >
            <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1.5">
              <dt className="text-ink-soft text-sm leading-7">{words.customers.value.available}</dt>
              <dd className="font-bold tabular-nums">{formatCount(points.available)}</dd>
              <dt className="text-ink-soft text-sm leading-7">{words.customers.value.pending}</dt>
              <dd className="tabular-nums">{formatCount(points.pending)}</dd>
              {points.expiries.slice(0, 3).map(({ at, amount }) => (
                <div className="contents" key={at}>
                  <dt className="text-ink-soft text-sm leading-7">{times.day(at)}</dt>
                  <dd className="tabular-nums">
                    {words.customers.value.until(formatCount(amount))}
                  </dd>
                </div>
              ))}
              {cards.map((card) => (
                <div className="contents" key={card.id}>
                  <dt className="text-ink-soft text-sm leading-7">
                    {isJa ? card.nameJa : (card.nameEn ?? card.nameJa)}
                  </dt>
                  <dd className="tabular-nums">{`${card.stamps} / ${card.size}`}</dd>
                </div>
              ))}
              {tier === null ? null : (
                <>
                  <dt className="text-ink-soft text-sm leading-7">{words.customers.value.tier}</dt>
                  <dd>
                    {(isJa ? tier.tier?.nameJa : (tier.tier?.nameEn ?? tier.tier?.nameJa)) ?? '—'}{' '}
                    <span className="text-ink-soft text-sm">
                      {formatMoney(tier.spentMinor, currency, language)}
                    </span>
                  </dd>
                </>
              )}
            </dl>
            <ul className="mt-4">
              {lines.map((line) => (
                <li
                  className="grid grid-cols-[1fr_auto] gap-x-4 border-line border-t py-2"
                  key={`${line.id} ${line.unit}`}
                >
                  <span className="min-w-0">
                    {isJa ? line.whyJa : line.whyEn}
                    <span className="block text-ink-soft text-sm">{times.day(line.at)}</span>
                  </span>
                  <span className="text-right tabular-nums">
                    {`${line.amount > 0 ? '+' : ''}${formatCount(line.amount)}`}
                    <span className="block text-ink-soft text-sm">{formatCount(line.balance)}</span>
                  </span>
                </li>
              ))}
            </ul>
          </div>
          {mayAdjust && (
            <AdjustValue
              recordId={recordId}
              units={[
                { unit: 'points', name: words.customers.value.points },
                ...cards.map(({ code, nameJa, nameEn }) => ({
                  unit: `stamp:${code}`,
                  name: isJa ? nameJa : (nameEn ?? nameJa),
                })),
              ]}
            />
          )}
        </>
      )}
    </Answered>
  );
}
