// One stamp card: what it says, where it stands, what it meets; and the form that writes it.
import { answerOf } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { NotFoundPage } from '../frame/not-found-page.tsx';
import { Kept } from '../parts/kept.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { CardEditor } from './card-editor.tsx';
import type { StampCard } from './card-terms.ts';
import { ConflictsMet, Life, type SettingMove } from './setting-life.tsx';
import { cardsQuery } from './settings-query.ts';

export function NewCardPage() {
  const { earning } = useWords();
  return (
    <Page back="/loyalty" lead={earning.newCardLead} title={earning.newCard}>
      <CardEditor />
    </Page>
  );
}

export function CardPage() {
  const { cardId = '' } = useParams();
  const cards = useQuery(cardsQuery);
  return (
    <Answered query={cards}>
      {(data) => {
        const card = data.cards.find(({ id }) => id === cardId);
        return card === undefined ? <NotFoundPage /> : <Detail card={card} key={cardId} />;
      }}
    </Answered>
  );
}

function Detail({ card }: { readonly card: StampCard }) {
  const { earning, loyalty } = useWords();
  const { language } = useSpeech();
  const mayWrite = useMay('loyalty');
  const move = (to: SettingMove) =>
    answerOf(
      api.POST('/api/loyalty/cards/{cardId}/state', {
        params: {
          path: { cardId: card.id },
          header: { 'idempotency-key': crypto.randomUUID() },
        },
        body: { to },
      }),
    );
  return (
    <Page
      back="/loyalty"
      lead={card.code}
      title={language === 'en' ? (card.nameEn ?? card.nameJa) : card.nameJa}
    >
      <Life move={move} setting={card} />
      <Section title={loyalty.understood}>
        <div className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
          <Said says={card.says} />
          {card.next !== null && (
            <>
              <p className="mt-4 text-ink-soft text-sm">{earning.nextSays}</p>
              <Said says={card.next.says} />
            </>
          )}
          <ConflictsMet conflicts={card.conflicts} to="cards" />
        </div>
      </Section>
      {mayWrite && card.state !== 'ended' && (
        <Section title={earning.edit}>
          <p className="-mt-2 mb-4 text-ink-soft">{earning.editLead}</p>
          <Kept by={card.changedBy} known={card} versionOf={({ changedAt }) => changedAt}>
            {(base, take) => <CardEditor key={base.changedAt} known={base} onSaved={take} />}
          </Kept>
        </Section>
      )}
    </Page>
  );
}

function Said({ says }: { readonly says: StampCard['says'] }) {
  const { language } = useSpeech();
  return (
    <ul className="space-y-1">
      {says.map((each) => (
        <li className="font-bold" key={each.ja}>
          {each[language]}
        </li>
      ))}
    </ul>
  );
}
