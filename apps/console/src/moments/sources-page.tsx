// Links and posters with a code: where people come from, and the QR codes to print.
import { type Answer, answerOf, type Body } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Empty, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, given, Save, Select, textOf } from '../parts/form.tsx';
import { Options } from '../parts/options.tsx';
import { Page, Section } from '../parts/page.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { PlaceSelect } from './place-select.tsx';

type Source = Answer<'/api/moments/sources'>['sources'][number];
type ToAdd = Body<'/api/moments/sources'>;

const key = ['moments', 'sources'] as const;

export function SourcesPage() {
  const say = useWords().sources;
  const mayChange = useMay('moments');
  const sources = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/moments/sources')),
  });
  return (
    <Page back="/log" lead={say.lead} title={say.title}>
      <Answered query={sources}>
        {(data) =>
          data.sources.length === 0 ? (
            <Empty hint={say.noneHint} title={say.none} />
          ) : (
            <Sources sources={data.sources} />
          )
        }
      </Answered>
      {mayChange && (
        <Section title={say.add}>
          <NewSource />
        </Section>
      )}
    </Page>
  );
}

function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const words = useWords();
  const say = words.sources;
  const placeName = usePlaceName();
  const columns: readonly Column<Source>[] = [
    {
      name: say.name,
      isHead: true,
      render: ({ name, code }) => (
        <>
          {name} <code className="block font-normal text-ink-soft text-sm">{code}</code>
        </>
      ),
    },
    { name: say.kind, render: ({ kind }) => wordFor(say.kinds, kind) },
    {
      name: say.place,
      render: ({ placeId }) =>
        (placeId === null ? undefined : placeName(placeId)) ?? words.common.none,
    },
    { name: say.counts, render: ({ counts }) => <Counts counts={counts} /> },
    {
      name: say.address,
      isExtra: true,
      render: ({ address }) => <span className="break-all text-sm">{address}</span>,
    },
    {
      name: say.qr,
      render: ({ code, name }) => (
        <a
          aria-label={say.qrOf(name)}
          className="text-ai underline underline-offset-4"
          href={`/api/moments/sources/${code}/qr.svg`}
          rel="noreferrer"
          target="_blank"
        >
          {say.qr}
        </a>
      ),
    },
  ];
  return (
    <DataTable caption={say.title} columns={columns} keyOf={({ code }) => code} rows={sources} />
  );
}

function Counts({ counts }: Pick<Source, 'counts'>) {
  const words = useWords();
  const known = Object.entries(counts);
  return known.length === 0
    ? words.sources.noCounts
    : known
        .map(([type, count]) => `${words.moments.titles[type] ?? type} ${formatCount(count)}`)
        .join(words.moments.separator);
}

function NewSource() {
  const say = useWords().sources;
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: ToAdd) => answerOf(api.POST('/api/moments/sources', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    adding.mutate({
      kind: textOf(form, 'kind') as ToAdd['kind'],
      name: textOf(form, 'name'),
      ...given(form, 'placeId'),
      ...given(form, 'target'),
      ...given(form, 'code'),
    });
  };
  return (
    <form
      className="max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="source"
      onSubmit={submit}
    >
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={say.name} maxLength={100} name="name" required />
        <Select label={say.kind} name="kind">
          <Options words={say.kinds} />
        </Select>
        <PlaceSelect label={say.place} none={say.noPlace} />
        <Field
          autoCapitalize="none"
          hint={say.targetHint}
          label={say.target}
          maxLength={300}
          name="target"
          pattern="/.*"
          spellCheck={false}
        />
        <Field
          autoCapitalize="none"
          hint={say.codeHint}
          label={say.code}
          maxLength={40}
          name="code"
          pattern="[a-z0-9][a-z0-9\-]+"
          spellCheck={false}
        />
      </div>
      <Save
        done={adding.data === undefined ? undefined : say.added(adding.data.name)}
        error={adding.error}
        isPending={adding.isPending}
        label={say.addNow}
      />
    </form>
  );
}
