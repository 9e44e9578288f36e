// What the house says about giving back: days, ways, postage, the state of the goods, and what is not taken back.
import { type Answer, answerOf } from '@engawa/client';
import { Check } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { AddOf, ItemName, ItemSearch } from '../offers/goods-input.tsx';
import { Field, Save, Select, TextArea, textOf } from '../parts/form.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';

type Terms = Answer<'/api/orders/return-terms'>;
type Exclusion = Terms['exclusions'][number];

const key = ['orders', 'return-terms'] as const;

export function ReturnTerms() {
  const terms = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/orders/return-terms')),
  });
  return <Answered query={terms}>{(data) => <TermsForm terms={data} />}</Answered>;
}

function readTerms(form: FormData, exclusions: readonly Exclusion[]): Terms {
  const has = (name: string) => form.get(name) === 'on';
  const place = textOf(form, 'parcelPlace');
  return {
    isOffered: has('isOffered'),
    days: Number(textOf(form, 'days')),
    defectDays: Number(textOf(form, 'defectDays')),
    ways: [
      ...(has('shop') ? (['shop'] as const) : []),
      ...(has('parcel') ? (['parcel'] as const) : []),
    ],
    isAcceptedAtOnce: has('isAcceptedAtOnce'),
    parcelPaidBy: textOf(form, 'parcelPaidBy') === 'house' ? 'house' : 'customer',
    parcelPlaceId: place === '' ? null : place,
    conditionJa: textOf(form, 'conditionJa'),
    conditionEn: textOf(form, 'conditionEn'),
    exclusions: [...exclusions],
  };
}

function TermsForm({ terms }: { readonly terms: Terms }) {
  const say = useWords().returns;
  const mayChange = useMay('house');
  const queries = useQueryClient();
  const [exclusions, setExclusions] = useState<readonly Exclusion[]>(terms.exclusions);
  const saving = useMutation({
    mutationFn: (body: Terms) => answerOf(api.PUT('/api/orders/return-terms', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(readTerms(new FormData(event.currentTarget), exclusions));
  };
  return (
    <form className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <p className="text-ink-soft text-sm">{say.termsLead}</p>
      <fieldset className="space-y-5" disabled={!mayChange}>
        <Plain terms={terms} />
        <Exclusions exclusions={exclusions} onChange={setExclusions} />
      </fieldset>
      {mayChange ? (
        <Save
          done={saving.isSuccess ? say.saved : undefined}
          error={saving.error}
          isPending={saving.isPending}
        />
      ) : null}
    </form>
  );
}

function Plain({ terms }: { readonly terms: Terms }) {
  const say = useWords().returns;
  const places = usePlaces();
  const placeName = usePlaceName();
  return (
    <>
      <Check defaultChecked={terms.isOffered} label={say.isOffered} name="isOffered" />
      <Check defaultChecked={terms.ways.includes('shop')} label={say.byShop} name="shop" />
      <Check defaultChecked={terms.ways.includes('parcel')} label={say.byParcel} name="parcel" />
      <Check
        defaultChecked={terms.isAcceptedAtOnce}
        label={say.isAcceptedAtOnce}
        name="isAcceptedAtOnce"
      />
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          defaultValue={terms.days}
          hint={say.daysHint}
          label={say.days}
          max={365}
          min={0}
          name="days"
          required
          type="number"
        />
        <Field
          defaultValue={terms.defectDays}
          label={say.defectDays}
          max={3650}
          min={0}
          name="defectDays"
          required
          type="number"
        />
        <Select defaultValue={terms.parcelPaidBy} label={say.parcelPaidBy} name="parcelPaidBy">
          {Object.entries(say.payers).map(([code, word]) => (
            <option key={code} value={code}>
              {word}
            </option>
          ))}
        </Select>
        <Select
          defaultValue={terms.parcelPlaceId ?? ''}
          key={places.data?.places.length ?? 0}
          label={say.parcelPlace}
          name="parcelPlace"
        >
          <option value="">{say.sender}</option>
          {(places.data?.places ?? []).map(({ id, code }) => (
            <option key={id} value={id}>
              {placeName(id) ?? code}
            </option>
          ))}
        </Select>
        <TextArea
          defaultValue={terms.conditionJa}
          label={say.conditionJa}
          maxLength={300}
          name="conditionJa"
          required
        />
        <TextArea
          defaultValue={terms.conditionEn}
          label={say.conditionEn}
          maxLength={300}
          name="conditionEn"
          required
        />
      </div>
    </>
  );
}

type ExclusionsProps = {
  readonly exclusions: readonly Exclusion[];
  readonly onChange: (exclusions: readonly Exclusion[]) => void;
};

function Exclusions({ exclusions, onChange }: ExclusionsProps) {
  const say = useWords().returns;
  const { language } = useSpeech();
  const [reason, setReason] = useState<Exclusion['reason']>('hygiene');
  const ofCatalog = useQuery({
    queryKey: ['catalog', 'categories'],
    queryFn: () => answerOf(api.GET('/api/catalog/categories')),
    staleTime: 60_000,
  });
  const categories = (ofCatalog.data?.categories ?? []).map(({ id, name }) => ({
    id,
    name: (language === 'en' ? name.en : null) ?? name.ja,
  }));
  const add = (subjectId: string | undefined) =>
    subjectId !== undefined &&
    onChange([...exclusions.filter((each) => each.subjectId !== subjectId), { subjectId, reason }]);
  const nameOf = (id: string) => categories.find((each) => each.id === id)?.name;
  return (
    <fieldset className="space-y-4">
      <legend className="mb-1 font-bold">{say.exclusions}</legend>
      <p className="text-ink-soft text-sm">{say.exclusionsLead}</p>
      <ul className="space-y-2">
        {exclusions.map((each) => (
          <li className="flex flex-wrap items-center gap-3" key={each.subjectId}>
            <span className="min-w-0 flex-1">
              {nameOf(each.subjectId) ?? <ItemName id={each.subjectId} />}
              <span className="block text-ink-soft text-sm">
                {wordFor(say.exclusionReasons, each.reason)}
              </span>
            </span>
            <Button onClick={() => onChange(exclusions.filter((other) => other !== each))}>
              {say.remove}
            </Button>
          </li>
        ))}
      </ul>
      <div className="grid gap-5 md:grid-cols-3">
        <Select
          label={say.newReason}
          name="newReason"
          onChange={({ target }) => setReason(target.value as Exclusion['reason'])}
          value={reason}
        >
          {Object.entries(say.exclusionReasons).map(([code, word]) => (
            <option key={code} value={code}>
              {word}
            </option>
          ))}
        </Select>
        <AddOf all={categories} ids={[]} label={say.categories} onChange={([id]) => add(id)} />
        <ItemSearch label={say.items} onChoose={add} />
      </div>
    </fieldset>
  );
}
