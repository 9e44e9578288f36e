// Adding an item: what is needed to sell it, and no more; the rest can come later or by import.
import { answerOf } from '@engawa/client';
import { majorOf, minorOf } from '@engawa/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { useHouse } from '../house/use-house.ts';
import { Field, given, Save, Select, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';

const taxClasses = ['standard', 'reduced', 'exempt'] as const;
const kinds = ['goods', 'menu', 'service', 'digital', 'fee'] as const;

export function NewItemPage() {
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const currency = useHouse().data?.currency ?? 'JPY';
  const adding = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.POST('/api/catalog/items', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: {
            code: textOf(form, 'code'),
            nameJa: textOf(form, 'nameJa'),
            ...given(form, 'nameEn'),
            ...given(form, 'nameKana'),
            kind: kinds.find((kind) => kind === form.get('kind')) ?? 'goods',
            taxClass: taxClasses.find((each) => each === form.get('taxClass')) ?? 'standard',
            ...(textOf(form, 'barcode') === '' ? {} : { barcodes: [textOf(form, 'barcode')] }),
            price: { amountMinor: minorOf(textOf(form, 'amount'), currency), currency },
          },
        }),
      ),
    onSuccess: async (item) => {
      await queries.invalidateQueries({ queryKey: ['catalog'] });
      await navigate(`/catalog/items/${item.id}`, { replace: true });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    adding.mutate(new FormData(event.currentTarget));
  };
  return (
    <Page back="/catalog" lead={words.catalog.addLead} title={words.catalog.add}>
      <form
        className="max-w-3xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
        onSubmit={submit}
      >
        <div className="grid gap-5 md:grid-cols-2">
          <Field label={words.catalog.nameJa} maxLength={200} name="nameJa" required />
          <Field label={words.catalog.nameEn} maxLength={200} name="nameEn" />
          <Field label={words.catalog.kana} maxLength={200} name="nameKana" />
          <Field label={words.catalog.code} maxLength={100} name="code" required />
          <Field
            inputMode="decimal"
            label={words.catalog.amountIn(currency)}
            min="0"
            name="amount"
            required
            step={majorOf(1, currency)}
            type="number"
          />
          <Field inputMode="numeric" label={words.catalog.barcode} maxLength={60} name="barcode" />
          <Select defaultValue="standard" label={words.catalog.taxClass} name="taxClass">
            {taxClasses.map((each) => (
              <option key={each} value={each}>
                {words.catalog.taxClasses[each]}
              </option>
            ))}
          </Select>
          <Select defaultValue="goods" label={words.catalog.kind} name="kind">
            {kinds.map((each) => (
              <option key={each} value={each}>
                {words.catalog.kinds[each]}
              </option>
            ))}
          </Select>
        </div>
        <Save error={adding.error} isPending={adding.isPending} label={words.catalog.add} />
      </form>
    </Page>
  );
}
