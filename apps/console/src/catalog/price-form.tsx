// A new price, everywhere or at one place, from now or from a moment to come.
import { answerOf } from '@engawa/client';
import { instantIn, majorOf, minorOf } from '@engawa/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { useHouse } from '../house/use-house.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import type { Item } from './item-page.tsx';

type NewPrice = {
  readonly amountMinor: number;
  readonly placeId?: string;
  readonly validFrom?: string;
};

export function PriceForm({ item }: { readonly item: Item }) {
  const words = useWords();
  const queries = useQueryClient();
  const places = usePlaces();
  const placeName = usePlaceName();
  const house = useHouse().data;
  const [placeId, setPlaceId] = useState('');
  const place = places.data?.places.find(({ id }) => id === placeId);
  const currency = place?.currency ?? item.price?.currency ?? house?.currency ?? 'JPY';
  const saving = useMutation({
    mutationFn: (body: NewPrice) =>
      answerOf(
        api.PUT('/api/catalog/items/{itemId}/price', {
          params: { path: { itemId: item.id }, header: { 'idempotency-key': crypto.randomUUID() } },
          body: { ...body, currency },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['catalog'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const startsAt = instantIn(textOf(form, 'startsAt'), house?.timeZone ?? 'Asia/Tokyo');
    saving.mutate({
      amountMinor: minorOf(textOf(form, 'amount'), currency),
      ...(placeId === '' ? {} : { placeId }),
      ...(startsAt === undefined ? {} : { validFrom: startsAt }),
    });
  };
  return (
    <form className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <p className="text-ink-soft text-sm">{words.catalog.changeHint}</p>
      <div className="grid gap-5 md:grid-cols-3">
        <Field
          inputMode="decimal"
          label={words.catalog.amountIn(currency)}
          min="0"
          name="amount"
          required
          step={majorOf(1, currency)}
          type="number"
        />
        <Select
          label={words.catalog.place}
          name="placeId"
          onChange={(event) => setPlaceId(event.target.value)}
          value={placeId}
        >
          <option value="">{words.catalog.everywhere}</option>
          {(places.data?.places ?? []).map(({ id, code }) => (
            <option key={id} value={id}>
              {placeName(id) ?? code}
            </option>
          ))}
        </Select>
        <Field
          hint={words.catalog.fromNow}
          label={words.catalog.startsAt}
          name="startsAt"
          type="datetime-local"
        />
      </div>
      <Save
        done={saving.isSuccess ? words.catalog.changed : undefined}
        error={saving.error}
        isPending={saving.isPending}
        label={words.catalog.changePrice}
      />
    </form>
  );
}
