// What she has after the sale, as her phone shows it at the same moment.
import { answerOf } from '@engawa/client';
import { formatCount, useLanguage } from '@engawa/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { useValueChanges } from '../../log/use-value-changes.ts';
import { useWords } from '../../words/words.ts';

export function MemberBalance({ recordId }: { readonly recordId: string }) {
  const words = useWords().till.member;
  const isJa = useLanguage() === 'ja';
  const value = useQuery({
    queryKey: ['customers', 'balance', recordId],
    queryFn: () =>
      answerOf(api.GET('/api/loyalty/customers/{recordId}', { params: { path: { recordId } } })),
    retry: false,
  });
  useValueChanges(recordId, () => value.refetch());
  if (value.data === undefined) {
    return null;
  }
  const { points, cards } = value.data;
  const [card] = cards;
  return (
    <p
      aria-live="polite"
      className="flex flex-wrap gap-x-4"
      data-points={points.available}
      data-stamps={card?.stamps}
    >
      <span>{words.balance(formatCount(points.available))}</span>
      {cards.map((each) => (
        <span key={each.id}>
          {isJa ? each.nameJa : (each.nameEn ?? each.nameJa)}{' '}
          {`${formatCount(Math.max(0, each.stamps))} / ${formatCount(each.size)}`}
        </span>
      ))}
    </p>
  );
}
