// Writing a segment, new or known. Whom its conditions select stands below them as a sentence, with how many they are now.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api, queries } from '../api.ts';
import { useSettled } from '../offers/use-settled.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { ConditionFields } from './condition-fields.tsx';
import {
  type Condition,
  conditionOf,
  type Draft,
  draftOf,
  newDraft,
  type Purpose,
  purposes,
  type Wish,
} from './conditions.ts';

type Segment = Answer<'/api/segments/{segmentId}'>['segment'];

const conditionsMax = 10;

type SegmentFormProps = {
  readonly known?: Segment;
  readonly onSaved?: (saved: Segment) => void;
  /** What is shown is what was just saved here. */
  readonly isSaved?: boolean;
};

export function SegmentForm({ known, onSaved, isSaved = false }: SegmentFormProps) {
  const { segments } = useWords();
  const [purpose, setPurpose] = useState<Purpose>(known?.purpose ?? 'marketing_mail');
  const [drafts, setDrafts] = useState<readonly Draft[]>(
    known === undefined ? [newDraft(1)] : known.conditions.map(draftOf),
  );
  const conditions = drafts.map(conditionOf).filter((each) => each !== undefined);
  const isWhole = conditions.length === drafts.length;
  const saving = useMutation({
    mutationFn: (name: string) => save({ name, purpose, conditions }, known),
    onSuccess: (saved) => {
      onSaved?.(saved);
      return queries.invalidateQueries({ queryKey: ['segments'] });
    },
    // Somebody else may have changed it: what is there now is loaded beside what was typed.
    onError: () => queries.invalidateQueries({ queryKey: ['segments'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(textOf(new FormData(event.currentTarget), 'name'));
  };
  const nextId = Math.max(0, ...drafts.map(({ id }) => id)) + 1;
  return (
    <form
      className="max-w-3xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="segment"
      onSubmit={submit}
    >
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          defaultValue={known?.name}
          label={segments.name}
          maxLength={80}
          name="name"
          placeholder={segments.namePlaceholder}
          required
        />
        <Select
          label={segments.purpose}
          name="purpose"
          onChange={({ currentTarget }) => setPurpose(currentTarget.value as Purpose)}
          value={purpose}
        >
          {purposes.map((each) => (
            <option key={each} value={each}>
              {segments.purposes[each]}
            </option>
          ))}
        </Select>
      </div>
      <p className="text-ink-soft text-sm">{segments.allHold}</p>
      {drafts.map((draft, index) => (
        <ConditionFields
          draft={draft}
          key={draft.id}
          number={index + 1}
          onChange={(changed) =>
            setDrafts(drafts.map((each) => (each.id === changed.id ? changed : each)))
          }
          onRemove={() => setDrafts(drafts.filter(({ id }) => id !== draft.id))}
        />
      ))}
      <Button
        disabled={drafts.length >= conditionsMax}
        onClick={() => setDrafts([...drafts, newDraft(nextId)])}
      >
        {segments.addCondition}
      </Button>
      <Understood conditions={conditions} isWhole={isWhole} purpose={purpose} />
      <Save
        done={saving.isSuccess || isSaved ? segments.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
        label={segments.save}
      />
    </form>
  );
}

function save(wish: Wish, known: Segment | undefined): Promise<Segment> {
  return known === undefined
    ? answerOf(api.POST('/api/segments', { body: wish }))
    : answerOf(
        api.PUT('/api/segments/{segmentId}', {
          params: { path: { segmentId: known.id } },
          body: { ...wish, changedAt: known.changedAt },
        }),
      );
}

type UnderstoodProps = {
  readonly purpose: Purpose;
  readonly conditions: readonly Condition[];
  readonly isWhole: boolean;
};

/** What was understood, and how many it selects. */
function Understood({ purpose, conditions, isWhole }: UnderstoodProps) {
  const { words, language } = useSpeech();
  const { segments } = words;
  // As text: a settled value is known by what it says.
  const wish = useSettled(JSON.stringify({ purpose, conditions }));
  const counted = useQuery({
    queryKey: ['segments', 'try', wish],
    queryFn: () =>
      answerOf(
        api.POST('/api/segments/count', {
          body: JSON.parse(wish) as {
            purpose: Purpose;
            conditions: UnderstoodProps['conditions'][number][];
          },
        }),
      ),
    enabled: isWhole,
    retry: false,
  });
  const { data } = counted;
  return (
    <div aria-live="polite" className="rounded-md bg-washi p-4" data-understood={data?.customers}>
      <p className="text-ink-soft text-sm">{segments.understood}</p>
      {data === undefined || !isWhole ? (
        <p className="mt-1">{isWhole ? segments.counting : segments.notYet}</p>
      ) : (
        <>
          <p className="mt-1 font-bold">{language === 'en' ? data.sentenceEn : data.sentenceJa}</p>
          <p className="mt-1 text-lg">
            {(data.isMore ? segments.peopleMost : segments.people)(formatCount(data.customers))}
          </p>
        </>
      )}
    </div>
  );
}
