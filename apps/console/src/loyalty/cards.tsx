// Stamp cards: how stamps are given, how many make a card full, what it is then worth, and where each stands.
import type { Answer } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { Phase } from './setting-life.tsx';
import { cardsQuery } from './settings-query.ts';

type Card = Answer<'/api/loyalty/cards'>['cards'][number];

export function Cards() {
  const { earning, loyalty } = useWords();
  const { language } = useSpeech();
  const mayWrite = useMay('loyalty');
  const cards = useQuery(cardsQuery);
  const columns: readonly Column<Card>[] = [
    {
      name: loyalty.name,
      isHead: true,
      render: ({ id, nameJa, nameEn }) => (
        <TextLink to={`/loyalty/cards/${id}`}>
          {language === 'en' ? (nameEn ?? nameJa) : nameJa}
        </TextLink>
      ),
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
    { name: loyalty.state, render: (card) => <Phase setting={card} /> },
  ];
  return (
    <>
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
      {mayWrite && (
        <p className="mt-5">
          <TextLink to="/loyalty/cards/new">{earning.newCard}</TextLink>
        </p>
      )}
    </>
  );
}
