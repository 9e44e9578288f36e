// The pictures of a product. A photograph is made smaller here before it is sent, so that a telephone on a slow line can
// send it; what the browser cannot read goes as it is, and the house tries.
import { answerOf } from '@engawa/client';
import { Button, Icon } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useId } from 'react';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { itemName } from './item-name.ts';
import type { Item } from './item-page.tsx';
import { lettersOf } from './letters-of.ts';
import { Picture } from './picture.tsx';

const edgeMax = 2000;

export function Pictures({ item }: { readonly item: Item }) {
  const words = useWords().catalog;
  const { language } = useSpeech();
  const id = useId();
  const mayChange = useMay('catalog');
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['catalog'] });
  const params = () => ({
    path: { itemId: item.id },
    header: { 'idempotency-key': crypto.randomUUID() },
  });
  const adding = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const picture = await lettersOf(await smaller(file));
        await answerOf(
          api.POST('/api/catalog/items/{itemId}/pictures', { params: params(), body: { picture } }),
        );
      }
    },
    onSettled: onSuccess,
  });
  const arranging = useMutation({
    mutationFn: (pictureIds: string[]) =>
      answerOf(
        api.PUT('/api/catalog/items/{itemId}/pictures', {
          params: params(),
          body: { pictureIds },
        }),
      ),
    onSuccess,
  });
  const pictures = item.media.filter(({ kind }) => kind === 'image');
  const ids = pictures.map((each) => each.id);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    adding.mutate([...(target.files ?? [])]);
    target.value = '';
  };
  if (!mayChange && pictures.length < 2) {
    return null;
  }
  return (
    <Section title={words.pictures}>
      <ul className="flex flex-wrap gap-4">
        {pictures.map((each, index) => (
          <li className="w-36" key={each.id}>
            <Picture
              address={each.address}
              alt={words.pictureNumber(itemName(item, language), index + 1)}
              className="aspect-square w-36"
            />
            {mayChange && (
              <div className="mt-1 flex flex-wrap gap-x-2">
                {index > 0 && (
                  <Button
                    look="plain"
                    onClick={() =>
                      arranging.mutate([each.id, ...ids.filter((other) => other !== each.id)])
                    }
                  >
                    {words.pictureFirst}
                  </Button>
                )}
                <Button
                  look="plain"
                  onClick={() => arranging.mutate(ids.filter((other) => other !== each.id))}
                >
                  {words.pictureAway}
                </Button>
              </div>
            )}
          </li>
        ))}
        {mayChange && (
          <li className="w-36">
            <input
              accept="image/*"
              className="peer sr-only"
              disabled={adding.isPending}
              id={id}
              multiple
              onChange={choose}
              type="file"
            />
            <label
              className="flex aspect-square w-36 cursor-pointer flex-col items-center justify-center gap-2 rounded-md border border-edge border-dashed bg-paper px-2 text-center text-sm peer-focus-visible:outline-2 peer-focus-visible:outline-ai"
              htmlFor={id}
            >
              <Icon className="size-6 text-ai" name="plus" />
              {adding.isPending ? words.pictureComing : words.pictureAdd}
            </label>
          </li>
        )}
      </ul>
      <Outcome error={adding.error ?? arranging.error} />
    </Section>
  );
}

/** At most 2,000 pixels wide and high, upright. */
async function smaller(file: File): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, edgeMax / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    );
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
  } catch {
    return file;
  }
}
