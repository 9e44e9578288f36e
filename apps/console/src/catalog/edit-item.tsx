// Correcting an item: only what was changed is sent, so that two people at one item do not undo each other's work.
import { answerOf } from '@engawa/client';
import { Button, Icon } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Field, Outcome, Save, Select, TextArea, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import type { Item } from './item-page.tsx';

const taxClasses = ['standard', 'reduced', 'exempt'] as const;

type Change = Parameters<typeof changeItem>[1];

function changeItem(
  itemId: string,
  body: {
    nameJa?: string;
    nameEn?: string | null;
    nameKana?: string | null;
    descriptionJa?: string | null;
    descriptionEn?: string | null;
    tags?: string[];
    taxClass?: (typeof taxClasses)[number];
    optionValues?: Record<string, string>;
    barcodes?: string[];
    isActive?: boolean;
  },
) {
  return answerOf(
    api.PATCH('/api/catalog/items/{itemId}', {
      params: { path: { itemId }, header: { 'idempotency-key': crypto.randomUUID() } },
      body,
    }),
  );
}

export function EditItem({ item }: { readonly item: Item }) {
  const words = useWords().catalog;
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (change: Change) => changeItem(item.id, change),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['catalog'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = changesIn(new FormData(event.currentTarget), item);
    if (Object.keys(change).length > 0) {
      saving.mutate(change);
    }
  };
  const options = Object.entries(item.optionValues);
  return (
    <details className="rounded-lg bg-paper shadow-rest">
      <summary className="group flex min-h-14 list-none flex-wrap items-center gap-x-4 px-5 py-3 md:px-6">
        <Icon className="size-5 text-ai" name="unfold" />
        <h2 className="font-bold">{words.edit}</h2>
        <span className="text-ink-soft text-sm">{words.editHint}</span>
      </summary>
      <form className="space-y-5 px-5 pb-6 md:px-6" onSubmit={submit}>
        <div className="grid gap-5 md:grid-cols-2">
          <Field
            defaultValue={item.productName.ja}
            label={words.nameJa}
            maxLength={200}
            name="nameJa"
            required
          />
          <Field
            defaultValue={item.productName.en ?? ''}
            label={words.nameEn}
            maxLength={200}
            name="nameEn"
          />
          <Field
            defaultValue={item.name.kana ?? ''}
            label={words.kana}
            maxLength={200}
            name="nameKana"
          />
          <Select defaultValue={item.taxClass} label={words.taxClass} name="taxClass">
            {taxClasses.map((each) => (
              <option key={each} value={each}>
                {words.taxClasses[each]}
              </option>
            ))}
          </Select>
          <TextArea
            defaultValue={item.description.ja ?? ''}
            label={words.descriptionJa}
            maxLength={10_000}
            name="descriptionJa"
          />
          <TextArea
            defaultValue={item.description.en ?? ''}
            label={words.descriptionEn}
            maxLength={10_000}
            name="descriptionEn"
          />
          <TextArea
            defaultValue={item.barcodes.join('\n')}
            hint={words.oneALine}
            label={words.codes}
            name="barcodes"
          />
          <Field
            defaultValue={item.tags.join('、')}
            hint={words.tagsHint}
            label={words.tags}
            name="tags"
          />
          {options.map(([name, value]) => (
            <Field
              defaultValue={value}
              key={name}
              label={name}
              maxLength={100}
              name={`option ${name}`}
              required
            />
          ))}
        </div>
        <Save
          done={saving.isSuccess ? words.saved : undefined}
          error={saving.error}
          isPending={saving.isPending}
        />
      </form>
    </details>
  );
}

/** Ends or takes up again the sale of one item. */
export function SellOrNot({ item }: { readonly item: Item }) {
  const words = useWords().catalog;
  const queries = useQueryClient();
  const moving = useMutation({
    mutationFn: () => changeItem(item.id, { isActive: !item.isActive }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['catalog'] }),
  });
  return (
    <div>
      <Button
        className="-ml-4"
        disabled={moving.isPending}
        look="plain"
        onClick={() => moving.mutate()}
      >
        {item.isActive ? words.stopSelling : words.sellAgain}
      </Button>
      <Outcome error={moving.error} />
    </div>
  );
}

function changesIn(form: FormData, item: Item): Change {
  const change: Change = {};
  const nameJa = textOf(form, 'nameJa');
  if (nameJa !== item.productName.ja) {
    change.nameJa = nameJa;
  }
  const before = {
    nameEn: item.productName.en,
    nameKana: item.name.kana,
    descriptionJa: item.description.ja,
    descriptionEn: item.description.en,
  };
  for (const name of Object.keys(before) as (keyof typeof before)[]) {
    const text = textOf(form, name);
    if (text !== (before[name] ?? '')) {
      change[name] = text === '' ? null : text;
    }
  }
  const taxClass = taxClasses.find((each) => each === form.get('taxClass'));
  if (taxClass !== undefined && taxClass !== item.taxClass) {
    change.taxClass = taxClass;
  }
  const barcodes = partsOf(textOf(form, 'barcodes'), /\s+/);
  if (barcodes.join('\n') !== item.barcodes.join('\n')) {
    change.barcodes = barcodes;
  }
  const tags = [...new Set(partsOf(textOf(form, 'tags'), /[、,，\n]/))];
  if (tags.join('\n') !== item.tags.join('\n')) {
    change.tags = tags;
  }
  const optionValues = Object.fromEntries(
    Object.keys(item.optionValues).map((name) => [name, textOf(form, `option ${name}`)]),
  );
  const isOther = Object.entries(optionValues).some(
    ([name, value]) => item.optionValues[name] !== value,
  );
  return isOther ? { ...change, optionValues } : change;
}

function partsOf(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
