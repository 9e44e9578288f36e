// Kinds of moments that the house added: their names and fields, and the form for one more or its next version.
import { type Answer, answerOf, type Body } from '@engawa/client';
import { Check } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { Options } from '../parts/options.tsx';
import { useWords } from '../words/words.ts';

type Schema = Answer<'/api/moments/schemas'>['schemas'][number];
type ToAdd = Body<'/api/moments/schemas'>;

const key = ['moments', 'schemas'] as const;
const fieldsMax = 40;

export function MomentSchemas({ mayChange }: { readonly mayChange: boolean }) {
  const say = useWords().feeds;
  const schemas = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/moments/schemas')),
  });
  return (
    <>
      <p className="mb-4 text-ink-soft">{say.schemasLead}</p>
      <Answered query={schemas}>
        {(data) =>
          data.schemas.length === 0 ? <p>{say.noSchemas}</p> : <Schemas schemas={data.schemas} />
        }
      </Answered>
      {mayChange && <NewSchema />}
    </>
  );
}

function Schemas({ schemas }: { readonly schemas: readonly Schema[] }) {
  const words = useWords();
  const say = words.feeds;
  const said = (field: unknown): string =>
    typeof field === 'object' && field !== null && 'kind' in field
      ? wordFor(say.fieldKinds, String(field.kind))
      : '';
  const columns: readonly Column<Schema>[] = [
    { name: say.schemaName, isHead: true, render: ({ name }) => name },
    {
      name: say.code,
      isExtra: true,
      render: ({ type }) => <code className="text-sm">{type}</code>,
    },
    { name: say.versionName, render: ({ version }) => say.version(String(version)) },
    {
      name: say.fields,
      render: ({ fields }) =>
        Object.entries(fields)
          .map(([name, field]) => `${name}(${said(field)})`)
          .join(words.moments.separator),
    },
  ];
  return (
    <DataTable caption={say.schemas} columns={columns} keyOf={({ type }) => type} rows={schemas} />
  );
}

function NewSchema() {
  const say = useWords().feeds;
  const queries = useQueryClient();
  const [count, setCount] = useState(1);
  const adding = useMutation({
    mutationFn: (body: ToAdd) => answerOf(api.POST('/api/moments/schemas', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    adding.mutate(read(new FormData(event.currentTarget), count));
  };
  return (
    <form
      className="mt-6 max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="schema"
      onSubmit={submit}
    >
      <Field
        hint={say.schemaNameHint}
        label={say.schemaName}
        maxLength={100}
        name="name"
        required
      />
      <fieldset className="space-y-4">
        <legend className="mb-2 font-bold">{say.fields}</legend>
        {Array.from({ length: count }, (_, at) => (
          <div className="grid items-end gap-3 md:grid-cols-[1fr_12rem_auto]" key={String(at)}>
            <Field
              autoCapitalize="none"
              isMarked={false}
              label={say.fieldAt(at + 1)}
              maxLength={40}
              name={`field-${at}`}
              pattern="[A-Za-z][A-Za-z0-9_]*"
              spellCheck={false}
            />
            <Select label={say.kindAt(at + 1)} name={`kind-${at}`}>
              <Options words={say.fieldKinds} />
            </Select>
            <Check aria-label={say.neededAt(at + 1)} label={say.needed} name={`needed-${at}`} />
          </div>
        ))}
        {count < fieldsMax && <Button onClick={() => setCount(count + 1)}>{say.addField}</Button>}
      </fieldset>
      <Save
        done={
          adding.data === undefined
            ? undefined
            : say.schemaAdded(adding.data.type, String(adding.data.version))
        }
        error={adding.error}
        isPending={adding.isPending}
        label={say.addSchema}
      />
    </form>
  );
}

/** Fields without a name are left out. */
function read(form: FormData, count: number): ToAdd {
  const fields = Array.from({ length: count }, (_, at) => ({
    name: textOf(form, `field-${at}`),
    kind: textOf(form, `kind-${at}`),
    isNeeded: form.has(`needed-${at}`),
  })).filter(({ name }) => name !== '');
  return {
    name: textOf(form, 'name'),
    fields: Object.fromEntries(
      fields.map(({ name, kind, isNeeded }) => [name, { kind, isNeeded }]),
    ),
  } as ToAdd;
}
