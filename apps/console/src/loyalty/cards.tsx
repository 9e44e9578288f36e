// Stamp cards: how stamps are given, how many make a card full, and what it is then worth.
import { type Answer, answerOf } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { useSpeech, useWords } from '../words/words.ts';

type Card = Answer<'/api/loyalty/cards'>['cards'][number];

export function Cards() {
  const { loyalty } = useWords();
  const { language } = useSpeech();
  const cards = useQuery({
    queryKey: ['loyalty', 'cards'],
    queryFn: () => answerOf(api.GET('/api/loyalty/cards')),
  });
  const columns: readonly Column<Card>[] = [
    {
      name: loyalty.name,
      isHead: true,
      render: ({ nameJa, nameEn }) => (language === 'en' ? (nameEn ?? nameJa) : nameJa),
    },
    { name: loyalty.size, isNumber: true, render: ({ size }) => size },
    {
      name: loyalty.givenBy,
      render: ({ terms }) =>
        (['order', 'scan', 'visit'] as const)
          .filter((way) => terms[way] !== undefined)
          .map((way) => loyalty.ways[way])
          .join(language === 'en' ? ', ' : '・'),
    },
    {
      name: loyalty.reward,
      render: ({ rewards }) =>
        rewards
          .map(({ titleJa, titleEn }) => (language === 'en' ? titleEn : titleJa))
          .join(language === 'en' ? ', ' : '、'),
    },
    {
      name: loyalty.state,
      render: ({ isActive }) => (isActive ? loyalty.isOn : loyalty.isOff),
    },
  ];
  return (
    <Answered query={cards}>
      {(data) =>
        data.cards.length === 0 ? (
          <p className="text-ink-soft">{loyalty.noCards}</p>
        ) : (
          <DataTable
            caption={loyalty.cards}
            columns={columns}
            keyOf={({ id }) => id}
            rows={data.cards}
          />
        )
      }
    </Answered>
  );
}
