// Price lists beside the general prices, and one more.
import { type Answer, answerOf, type Body } from '@engawa/client';
import { Check } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, given, Save, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { usePriceLists } from '../wholesale/use-accounts.ts';
import { useSpeech, useWords } from '../words/words.ts';

type PriceList = Answer<'/api/catalog/price-lists'>['priceLists'][number];

export function PriceListsPage() {
  const say = useWords().priceLists;
  const mayChange = useMay('catalog');
  const lists = usePriceLists();
  return (
    <Page back="/catalog" lead={say.lead} title={say.title}>
      <Answered query={lists}>
        {({ priceLists }) =>
          priceLists.length === 0 ? <p>{say.none}</p> : <Lists lists={priceLists} />
        }
      </Answered>
      {mayChange && (
        <Section title={say.add}>
          <NewList />
        </Section>
      )}
    </Page>
  );
}

function Lists({ lists }: { readonly lists: readonly PriceList[] }) {
  const say = useWords().priceLists;
  const { language } = useSpeech();
  const columns: readonly Column<PriceList>[] = [
    {
      name: say.name,
      isHead: true,
      render: ({ id, nameJa, nameEn }) => (
        <TextLink to={`/catalog/price-lists/${id}`}>
          {language === 'en' ? (nameEn ?? nameJa) : nameJa}
        </TextLink>
      ),
    },
    { name: say.code, render: ({ code }) => code },
    {
      name: say.tax,
      render: ({ isTaxIncluded }) => (isTaxIncluded ? say.withTax : say.withoutTax),
    },
  ];
  return <DataTable caption={say.title} columns={columns} keyOf={({ id }) => id} rows={lists} />;
}

function NewList() {
  const say = useWords().priceLists;
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: Body<'/api/catalog/price-lists'>) =>
      answerOf(api.POST('/api/catalog/price-lists', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['catalog', 'price-lists'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    adding.mutate({
      code: textOf(form, 'code'),
      nameJa: textOf(form, 'nameJa'),
      ...given(form, 'nameEn'),
      isTaxIncluded: form.has('isTaxIncluded'),
    });
  };
  return (
    <form
      className="max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="price-list"
      onSubmit={submit}
    >
      <div className="grid gap-5 md:grid-cols-3">
        <Field label={say.nameJa} maxLength={200} name="nameJa" required />
        <Field label={say.nameEn} maxLength={200} name="nameEn" />
        <Field
          autoCapitalize="none"
          label={say.code}
          maxLength={50}
          name="code"
          required
          spellCheck={false}
        />
      </div>
      <Check label={say.isTaxIncluded} name="isTaxIncluded" />
      <p className="text-ink-soft text-sm">{say.withoutTaxHint}</p>
      <Save
        done={adding.data === undefined ? undefined : say.added(adding.data.nameJa)}
        error={adding.error}
        isPending={adding.isPending}
        label={say.addNow}
      />
    </form>
  );
}
