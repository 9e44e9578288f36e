// The brands of the house, and one more.
import { type Answer, answerOf, type Body } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, given, Save, textOf } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';

type Brand = Answer<'/api/places/brands'>['brands'][number];

const key = ['places', 'brands'] as const;

export function Brands() {
  const say = useWords().brands;
  const mayChange = useMay('places');
  const brands = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/places/brands')),
  });
  return (
    <>
      <p className="mb-4 text-ink-soft">{say.lead}</p>
      <Answered query={brands}>
        {(data) =>
          data.brands.length === 0 ? <p>{say.none}</p> : <BrandTable brands={data.brands} />
        }
      </Answered>
      {mayChange && <NewBrand />}
    </>
  );
}

function BrandTable({ brands }: { readonly brands: readonly Brand[] }) {
  const say = useWords().brands;
  const { language } = useSpeech();
  const columns: readonly Column<Brand>[] = [
    {
      name: say.name,
      isHead: true,
      render: ({ name }) => (language === 'en' ? (name.en ?? name.ja) : name.ja),
    },
    { name: say.code, render: ({ code }) => code },
  ];
  return <DataTable caption={say.title} columns={columns} keyOf={({ id }) => id} rows={brands} />;
}

function NewBrand() {
  const say = useWords().brands;
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: Body<'/api/places/brands'>) =>
      answerOf(api.POST('/api/places/brands', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    adding.mutate({
      code: textOf(form, 'code'),
      nameJa: textOf(form, 'nameJa'),
      ...given(form, 'nameEn'),
    });
  };
  return (
    <form
      className="mt-6 max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="brand"
      onSubmit={submit}
    >
      <div className="grid gap-5 md:grid-cols-3">
        <Field label={say.nameJa} maxLength={100} name="nameJa" required />
        <Field label={say.nameEn} maxLength={100} name="nameEn" />
        <Field
          autoCapitalize="none"
          label={say.code}
          maxLength={40}
          name="code"
          pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
          required
          spellCheck={false}
        />
      </div>
      <Save
        done={adding.data === undefined ? undefined : say.added(adding.data.name.ja)}
        error={adding.error}
        isPending={adding.isPending}
        label={say.add}
      />
    </form>
  );
}
