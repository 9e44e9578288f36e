// Another size, colour or weight of a product: its own code, barcode and price, under the same name.
import { answerOf } from '@engawa/client';
import { majorOf, minorOf } from '@engawa/ui';
import { Icon } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { useHouse } from '../house/use-house.ts';
import { Field, Save, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import type { Item } from './item-page.tsx';

export function AddVariant({ item }: { readonly item: Item }) {
  const words = useWords().catalog;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const currency = useHouse().data?.currency ?? 'JPY';
  const names = Object.keys(item.optionValues);
  const adding = useMutation({
    mutationFn: (form: FormData) => {
      const pairs =
        names.length > 0
          ? names.map((name) => [name, textOf(form, `option ${name}`)])
          : [[textOf(form, 'optionName'), textOf(form, 'optionValue')]];
      const barcode = textOf(form, 'barcode');
      return answerOf(
        api.POST('/api/catalog/items/{itemId}/variants', {
          params: {
            path: { itemId: item.id },
            header: { 'idempotency-key': crypto.randomUUID() },
          },
          body: {
            code: textOf(form, 'code'),
            optionValues: Object.fromEntries(pairs),
            ...(barcode === '' ? {} : { barcodes: [barcode] }),
            price: { amountMinor: minorOf(textOf(form, 'amount'), currency), currency },
          },
        }),
      );
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['catalog'] });
      await navigate(`/catalog/items/${id}`);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    adding.mutate(new FormData(event.currentTarget));
  };
  return (
    <details className="rounded-lg bg-paper shadow-rest">
      <summary className="group flex min-h-14 list-none flex-wrap items-center gap-x-4 px-5 py-3 md:px-6">
        <Icon className="size-5 text-ai" name="unfold" />
        <h2 className="font-bold">{words.addVariant}</h2>
        <span className="text-ink-soft text-sm">{words.addVariantHint}</span>
      </summary>
      <form className="space-y-5 px-5 pb-6 md:px-6" onSubmit={submit}>
        <div className="grid gap-5 md:grid-cols-2">
          {names.length === 0 && (
            <>
              <Field
                hint={words.optionNameHint}
                label={words.optionName}
                maxLength={60}
                name="optionName"
                required
              />
              <Field
                hint={words.optionValueHint}
                label={words.optionValue}
                maxLength={100}
                name="optionValue"
                required
              />
            </>
          )}
          {names.map((name) => (
            <Field
              hint={words.besides(item.optionValues[name] ?? '')}
              key={name}
              label={name}
              maxLength={100}
              name={`option ${name}`}
              required
            />
          ))}
          <Field label={words.code} maxLength={100} name="code" required />
          <Field
            defaultValue={item.price === null ? '' : String(item.price.amountMinor)}
            inputMode="decimal"
            label={words.amountIn(currency)}
            min="0"
            name="amount"
            required
            step={majorOf(1, currency)}
            type="number"
          />
          <Field inputMode="numeric" label={words.barcode} maxLength={60} name="barcode" />
        </div>
        <Save error={adding.error} isPending={adding.isPending} label={words.addVariant} />
      </form>
    </details>
  );
}
