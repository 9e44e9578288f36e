// What is known of a place, and what it can do. A new place and a change of one have these fields in common.
import { type Answer, answerOf } from '@engawa/client';
import { Check, Dialog } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import { api } from '../api.ts';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { capabilities, capabilitiesOf } from './capabilities.ts';

type Place = Answer<'/api/places/{placeId}'>;

function useChangePlace(placeId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Parameters<typeof change>[1]) => change(placeId, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['places'] }),
  });
}

type PlaceChange = {
  readonly nameJa?: string;
  readonly nameEn?: string | null;
  readonly nameKana?: string | null;
  readonly postalCode?: string | null;
  readonly address?: string | null;
  readonly phone?: string | null;
  readonly capabilities?: Place['capabilities'];
  readonly isActive?: boolean;
};

function change(placeId: string, body: PlaceChange): Promise<Place> {
  return answerOf(
    api.PATCH('/api/places/{placeId}', { params: { path: { placeId } }, body: { ...body } }),
  );
}

export function PlaceForm({ place }: { readonly place: Place }) {
  const words = useWords();
  const changing = useChangePlace(place.id);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const orNull = (name: string) => (textOf(form, name) === '' ? null : textOf(form, name));
    changing.mutate({
      nameJa: textOf(form, 'nameJa'),
      nameEn: orNull('nameEn'),
      nameKana: orNull('nameKana'),
      postalCode: orNull('postalCode'),
      address: orNull('address'),
      phone: orNull('phone'),
      capabilities: capabilitiesOf(form),
    });
  };
  return (
    <form
      className="max-w-3xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={submit}
    >
      <PlaceFields place={place} />
      <fieldset>
        <legend className="font-bold">{words.places.canHere}</legend>
        <p className="text-ink-soft text-sm">{words.places.canHint}</p>
        <div className="mt-2 grid grid-cols-2 gap-x-4 md:grid-cols-3">
          {capabilities.map((each) => (
            <Check
              defaultChecked={place.capabilities.includes(each)}
              key={each}
              label={wordFor(words.places.capabilities, each)}
              name={`can-${each}`}
            />
          ))}
        </div>
      </fieldset>
      <Save
        done={changing.isSuccess ? words.places.saved : undefined}
        error={changing.error}
        isPending={changing.isPending}
      />
    </form>
  );
}

/** Names and where it is. */
export function PlaceFields({ place }: { readonly place?: Place }) {
  const words = useWords();
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <Field
        defaultValue={place?.name.ja}
        label={words.places.name}
        maxLength={100}
        name="nameJa"
        required
      />
      <Field
        defaultValue={place?.name.en ?? ''}
        label={words.places.nameEn}
        maxLength={100}
        name="nameEn"
      />
      <Field
        defaultValue={place?.name.kana ?? ''}
        label={words.places.kana}
        maxLength={100}
        name="nameKana"
      />
      <Field
        autoComplete="off"
        defaultValue={place?.phone ?? ''}
        label={words.places.phone}
        maxLength={30}
        name="phone"
        type="tel"
      />
      <Field
        autoComplete="off"
        defaultValue={place?.postalCode ?? ''}
        label={words.places.postalCode}
        maxLength={10}
        name="postalCode"
      />
      <Field
        autoComplete="off"
        defaultValue={place?.address ?? ''}
        label={words.places.address}
        maxLength={200}
        name="address"
      />
    </div>
  );
}

/** Closing for good asks once more; opening again does not. */
export function CloseForGood({ place }: { readonly place: Place }) {
  const words = useWords();
  const changing = useChangePlace(place.id);
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => {
    dialog.current?.close();
    changing.mutate({ isActive: false });
  };
  return (
    <div className="max-w-3xl rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <p className="mb-4 text-ink-soft">{words.places.closeForGoodHint}</p>
      {place.isActive ? (
        <Button
          disabled={changing.isPending}
          look="warning"
          onClick={() => dialog.current?.showModal()}
        >
          {words.places.closeIt}
        </Button>
      ) : (
        <Button disabled={changing.isPending} onClick={() => changing.mutate({ isActive: true })}>
          {words.places.reopen}
        </Button>
      )}
      <Outcome error={changing.error} />
      <Dialog ref={dialog} title={words.places.closeSure(place.name.ja)}>
        <p className="mb-6">{words.places.closeForGoodHint}</p>
        <div className="flex flex-wrap gap-3">
          <Button look="warning" onClick={close}>
            {words.places.closeIt}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
        </div>
      </Dialog>
    </div>
  );
}
