// Writing a stamp card: the goal, how stamps are given, the rewards to choose from, its period; read back as sentences
// with what a sample order would give. What is saved is a draft: it waits for approval.
import { answerOf } from '@engawa/client';
import { formatMoney } from '@engawa/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { useCurrency } from '../house/use-house.ts';
import { useSettled } from '../offers/use-settled.ts';
import { Field, Save, textOf } from '../parts/form.tsx';
import { PeriodFields, periodOf, useHouseZone } from '../parts/period.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { CardRewards } from './card-rewards.tsx';
import { newCard, type StampCard } from './card-terms.ts';
import { CardWays } from './card-ways.tsx';
import { ReadBack } from './read-back.tsx';
import { NameFields } from './rule-editor.tsx';
import { ConflictsMet } from './setting-life.tsx';
import { cardsKey } from './settings-query.ts';

type Edited = typeof newCard;

type Props = {
  readonly known?: StampCard;
  readonly onSaved?: (saved: StampCard) => void;
};

export function CardEditor({ known, onSaved }: Props) {
  const { earning, loyalty } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const timeZone = useHouseZone();
  const worded = known?.next ?? known;
  const [card, setCard] = useState<Edited>({
    ...newCard,
    ...worded,
    size: known?.size ?? newCard.size,
  });
  const put = (part: Partial<Edited>) => setCard((before) => ({ ...before, ...part }));
  const saving = useMutation({
    mutationFn: (form: FormData) => save(form, card, timeZone, known),
    onSuccess: async (saved) => {
      onSaved?.(saved);
      await queries.invalidateQueries({ queryKey: cardsKey });
      await navigate(`/loyalty/cards/${saved.id}`, { replace: known !== undefined });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  };
  const count = (name: 'size' | 'stampDays' | 'rewardDays', label: string, most: number) => (
    <Field
      defaultValue={card[name] ?? ''}
      disabled={name === 'size' && known !== undefined && known.approvedAt !== null}
      hint={name === 'stampDays' ? earning.stampDaysHint : undefined}
      inputMode="numeric"
      label={label}
      max={most}
      min="1"
      name={name}
      onChange={({ target: { value } }) =>
        put({
          [name]: value === '' ? (name === 'stampDays' ? null : newCard[name]) : Number(value),
        })
      }
      required={name !== 'stampDays'}
      type="number"
    />
  );
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form className="space-y-6" data-form="card" onSubmit={submit}>
        <div className="grid gap-5 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-6">
          <NameFields known={worded} withCode={known === undefined} />
          <PeriodFields known={worded} />
          {count('size', loyalty.size, 100)}
          {count('stampDays', earning.stampDays, 3660)}
          {count('rewardDays', earning.rewardDays, 3660)}
        </div>
        <CardWays onChange={(terms) => put({ terms })} terms={card.terms} />
        <CardRewards onChange={(rewards) => put({ rewards })} rewards={card.rewards} />
        <Save error={saving.error} isPending={saving.isPending} label={earning.saveDraft} />
      </form>
      <div className="lg:sticky lg:top-8">
        <CardRead card={card} known={known} />
      </div>
    </div>
  );
}

function save(form: FormData, card: Edited, timeZone: string, known: StampCard | undefined) {
  const { size, terms, rewards, stampDays, rewardDays } = card;
  const body = {
    code: known?.code ?? textOf(form, 'code'),
    nameJa: textOf(form, 'nameJa'),
    nameEn: textOf(form, 'nameEn') === '' ? null : textOf(form, 'nameEn'),
    size,
    terms,
    rewards,
    stampDays,
    rewardDays,
    ...periodOf(form, timeZone),
    isDraft: true,
    ...(known === undefined ? {} : { changedAt: known.changedAt }),
  };
  const header = { 'idempotency-key': crypto.randomUUID() };
  return known === undefined
    ? answerOf(api.POST('/api/loyalty/cards', { params: { header }, body }))
    : answerOf(
        api.PUT('/api/loyalty/cards/{cardId}', {
          params: { path: { cardId: known.id }, header },
          body,
        }),
      );
}

const sampleMinor = 3000;
const samplePieces = 3;

function CardRead({
  card,
  known,
}: {
  readonly card: Edited;
  readonly known: StampCard | undefined;
}) {
  const { earning } = useWords();
  const { language } = useSpeech();
  const currency = useCurrency();
  const settled = useSettled(card);
  const read = useQuery({
    queryKey: ['loyalty', 'read-card', settled, known?.id],
    queryFn: () => {
      const { size, terms, rewards, stampDays, rewardDays } = settled;
      const named = rewards.filter(({ titleJa, titleEn }) => titleJa !== '' && titleEn !== '');
      return answerOf(
        api.POST('/api/loyalty/cards/read', {
          body: {
            size,
            terms,
            stampDays,
            rewardDays,
            sampleMinor,
            samplePieces,
            rewards: named,
            ...(known === undefined ? {} : { cardId: known.id }),
          },
        }),
      );
    },
    retry: false,
  });
  return (
    <ReadBack read={read}>
      {(data) => (
        <>
          <ul className="mt-1 space-y-1">
            {data.says.map((each) => (
              <li className="font-bold" key={each.ja}>
                {each[language]}
              </li>
            ))}
          </ul>
          <p className="mt-3 text-sm">
            {earning.sampleStamps(
              formatMoney(sampleMinor, currency, language),
              samplePieces,
              data.stamps,
            )}
          </p>
          <ConflictsMet conflicts={data.conflicts} to="cards" />
        </>
      )}
    </ReadBack>
  );
}
