// The card that comes with a gift: picture, words, who gives it, and のし where the occasion wants it.
import { Field, Select } from '@engawa/ui';
import { useId, useState } from 'react';
import { GiftPicture } from '../parts/gift-picture.tsx';
import { useWords } from '../words/use-words.ts';

const messageMax = 500;

export function GiftCardFields({ giverName }: { readonly giverName: string }) {
  const words = useWords();
  const id = useId();
  const [occasion, setOccasion] = useState('');
  return (
    <section className="grid gap-4 rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="text-xl font-bold">{words.giving.card}</h2>
      <fieldset>
        <legend className="mb-1 font-bold">{words.giving.picture}</legend>
        <div className="grid grid-cols-3 gap-2 md:grid-cols-5">
          {Object.entries(words.giving.pictures).map(([picture, name], index) => (
            <label
              key={picture}
              className="relative block cursor-pointer rounded-md border border-edge p-1 text-center text-sm has-checked:border-2 has-checked:border-ai has-checked:bg-ai-mist has-checked:font-bold has-focus-visible:outline-2 has-focus-visible:outline-ai has-focus-visible:outline-offset-2"
            >
              <input
                type="radio"
                name="picture"
                value={picture}
                defaultChecked={index === 0}
                className="absolute inset-0 size-full cursor-pointer opacity-0"
              />
              <GiftPicture picture={picture} className="w-full" />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <label htmlFor={id} className="mb-1 block font-bold">
          {words.giving.message}
        </label>
        <textarea
          id={id}
          name="message"
          rows={4}
          maxLength={messageMax}
          className="block w-full rounded-md border border-edge bg-paper px-3 py-2 text-base"
        />
      </div>
      <Field
        label={words.giving.giver}
        name="giverName"
        autoComplete="name"
        maxLength={60}
        defaultValue={giverName}
        required
      />
      <Select
        label={words.giving.noshi}
        name="occasion"
        value={occasion}
        onChange={(event) => setOccasion(event.currentTarget.value)}
      >
        <option value="">{words.giving.noNoshi}</option>
        {Object.entries(words.giving.occasions).map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </Select>
      {occasion === '' ? null : (
        <Field label={words.giving.noshiName} name="noshiName" maxLength={60} />
      )}
    </section>
  );
}
