// The film of a product, as customers see it at the shelf: muted, by itself, with captions. So it comes with them.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { Field, Outcome } from '../parts/form.tsx';
import { Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import type { Item } from './item-page.tsx';
import { lettersOf } from './letters-of.ts';

export function FilmOfItem({ item }: { readonly item: Item }) {
  const words = useWords().catalog.film;
  const mayChange = useMay('catalog');
  const queries = useQueryClient();
  const path = { itemId: item.id };
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['catalog'] });
  const putting = useMutation({
    mutationFn: async (form: FormData) => {
      const film = form.get('film');
      const captionsEn = await textOf(form, 'captionsEn');
      const body = {
        film: film instanceof File ? await lettersOf(film) : '',
        captionsJa: (await textOf(form, 'captionsJa')) ?? '',
        ...(captionsEn === undefined ? {} : { captionsEn }),
      };
      return answerOf(api.PUT('/api/catalog/items/{itemId}/film', { params: { path }, body }));
    },
    onSuccess,
  });
  const removing = useMutation({
    mutationFn: () =>
      answerOf(api.DELETE('/api/catalog/items/{itemId}/film', { params: { path } })),
    onSuccess,
  });
  const film = item.media.find(({ kind }) => kind === 'video');
  if (!mayChange && film === undefined) {
    return null;
  }
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    putting.mutate(new FormData(event.currentTarget));
  };
  return (
    <Section title={words.title}>
      {film === undefined ? null : <Playing address={film.address} title={words.title} />}
      {mayChange && (
        <form className="max-w-xl space-y-4 rounded-lg bg-paper p-5 shadow-rest" onSubmit={send}>
          <Field
            accept="video/mp4,video/webm"
            hint={words.fileHint}
            label={words.file}
            name="film"
            required
            type="file"
          />
          <Field
            accept=".vtt,.srt"
            hint={words.captionsHint}
            label={words.captionsJa}
            name="captionsJa"
            required
            type="file"
          />
          <Field accept=".vtt,.srt" label={words.captionsEn} name="captionsEn" type="file" />
          <div className="flex flex-wrap gap-3">
            <Button disabled={putting.isPending} type="submit">
              {putting.isPending ? words.coming : film === undefined ? words.add : words.replace}
            </Button>
            {film !== undefined && (
              <Button
                disabled={removing.isPending}
                look="plain"
                onClick={() => removing.mutate()}
                type="button"
              >
                {words.away}
              </Button>
            )}
          </div>
          <Outcome error={putting.error ?? removing.error} />
        </form>
      )}
    </Section>
  );
}

function Playing({ address, title }: { readonly address: string; readonly title: string }) {
  const beside = (language: string) => address.replace(/\.[a-z0-9]+$/i, `.${language}.vtt`);
  return (
    <video
      aria-label={title}
      className="mb-4 aspect-square w-72 rounded-lg bg-shade object-cover"
      controls
      muted
      playsInline
      preload="metadata"
      src={address}
    >
      <track default kind="captions" label="日本語" src={beside('ja')} srcLang="ja" />
      <track kind="captions" label="English" src={beside('en')} srcLang="en" />
    </video>
  );
}

async function textOf(form: FormData, name: string): Promise<string | undefined> {
  const file = form.get(name);
  return file instanceof File && file.size > 0 ? file.text() : undefined;
}
