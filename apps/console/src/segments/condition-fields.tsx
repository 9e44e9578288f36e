// One condition of a new segment: what kind, and what that kind needs.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Field, Select } from '../parts/form.tsx';
import { usePlaces } from '../places/use-places.ts';
import { useSpeech } from '../words/words.ts';
import { type Draft, kinds } from './conditions.ts';

type ConditionFieldsProps = {
  readonly draft: Draft;
  readonly number: number;
  readonly onChange: (draft: Draft) => void;
  readonly onRemove: () => void;
};

type Typed = { readonly currentTarget: { readonly value: string } };
const digits = { inputMode: 'numeric', pattern: '[0-9]+', maxLength: 9, required: true } as const;

export function ConditionFields({ draft, number, onChange, onRemove }: ConditionFieldsProps) {
  const { words } = useSpeech();
  const { segments } = words;
  const set = (name: keyof Draft) => (event: Typed) =>
    onChange({ ...draft, [name]: event.currentTarget.value });
  const { kind } = draft;
  const hasDays = kind === 'bought' || kind === 'not_bought' || kind === 'joined';
  return (
    <fieldset className="rounded-md border border-line p-4" data-condition={kind}>
      <legend className="px-1 font-bold">{segments.conditionOf(number)}</legend>
      <div className="grid items-end gap-4 md:grid-cols-3">
        <Select
          label={segments.condition}
          name={`kind-${draft.id}`}
          onChange={set('kind')}
          value={kind}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {segments.kinds[each]}
            </option>
          ))}
        </Select>
        {(hasDays || kind === 'spent') && (
          <Field
            {...digits}
            isMarked={false}
            label={segments.days}
            name={`days-${draft.id}`}
            onChange={set('days')}
            required={hasDays}
            value={draft.days}
          />
        )}
        {kind === 'bought' && (
          <PlaceChoice name={`place-${draft.id}`} onChange={set('placeId')} value={draft.placeId} />
        )}
        {(kind === 'bought' || kind === 'spent' || kind === 'points') && (
          <Field
            {...digits}
            isMarked={false}
            label={
              kind === 'bought'
                ? segments.times
                : kind === 'spent'
                  ? segments.amount
                  : segments.points
            }
            name={`number-${draft.id}`}
            onChange={set('number')}
            required={kind !== 'bought'}
            value={draft.number}
          />
        )}
        {kind === 'tier' && (
          <TierChoice name={`tier-${draft.id}`} onChange={set('tier')} value={draft.tier} />
        )}
        {kind === 'born_in' && (
          <Select
            label={segments.month}
            name={`month-${draft.id}`}
            onChange={set('month')}
            value={draft.month}
          >
            {Array.from({ length: 12 }, (_none, index) => index + 1).map((month) => (
              <option key={month} value={month}>
                {segments.monthOf(month)}
              </option>
            ))}
          </Select>
        )}
      </div>
      <p className="mt-3">
        <Button onClick={onRemove}>{segments.removeCondition(number)}</Button>
      </p>
    </fieldset>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly value: string;
  readonly onChange: (event: Typed) => void;
};

function PlaceChoice(props: ChoiceProps) {
  const { words, language } = useSpeech();
  const { data } = usePlaces();
  return (
    <Select label={words.segments.place} {...props}>
      <option value="">{words.segments.anyPlace}</option>
      {data?.places.map(({ id, name }) => (
        <option key={id} value={id}>
          {language === 'en' ? (name.en ?? name.ja) : name.ja}
        </option>
      ))}
    </Select>
  );
}

function TierChoice(props: ChoiceProps) {
  const { words, language } = useSpeech();
  const { data } = useQuery({
    queryKey: ['loyalty', 'tiers'],
    queryFn: () => answerOf(api.GET('/api/loyalty/tiers')),
  });
  return (
    <Select label={words.segments.tier} required {...props}>
      <option value="">{words.common.none}</option>
      {data?.tiers.map(({ code, nameJa, nameEn }) => (
        <option key={code} value={code}>
          {language === 'en' ? (nameEn ?? nameJa) : nameJa}
        </option>
      ))}
    </Select>
  );
}
