// The block list: what staff say is nobody's own, and what the machine found to be shared by too many.
import { type Answer, answerOf } from '@engawa/client';
import { Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, given, Outcome, Save, Select, textOf } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Blocked = Answer<'/api/identity/signs'>['blocked'][number];
type Kind = Blocked['kind'];

const kinds: readonly Kind[] = ['phone', 'email', 'device', 'member', 'card', 'line'];

export function Blocks({ blocked }: { readonly blocked: readonly Blocked[] }) {
  const words = useWords();
  const times = useTimes();
  const queries = useQueryClient();
  const mayChange = useMay('identity');
  const releasing = useMutation({
    mutationFn: (id: string) =>
      answerOf(
        api.POST('/api/identity/blocks/release', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: { id },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['identity'] }),
  });
  const columns: readonly Column<Blocked>[] = [
    {
      name: words.matching.value,
      isHead: true,
      render: ({ value }) =>
        value === null ? words.matching.unsaid : <span className="break-all">{value}</span>,
    },
    { name: words.matching.kind, render: ({ kind }) => wordFor(words.matching.kinds, kind) },
    { name: words.matching.why, render: ({ why }) => wordFor(words.matching.whys, why) },
    {
      name: words.matching.holders,
      isNumber: true,
      render: ({ holders }) => words.matching.recordCount(holders),
    },
    {
      name: words.matching.since,
      isExtra: true,
      render: ({ blockedAt }) => times.moment(blockedAt),
    },
    ...(mayChange
      ? [
          {
            name: words.matching.release,
            render: ({ id, kind, value }: Blocked) => (
              <Button
                aria-label={words.matching.releaseName(
                  wordFor(words.matching.kinds, kind),
                  value ?? '',
                )}
                disabled={releasing.isPending}
                onClick={() => releasing.mutate(id)}
              >
                {words.matching.release}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <p className="mb-4 max-w-3xl text-ink-soft">{words.matching.blocksLead}</p>
      {blocked.length === 0 ? (
        <p className="mb-6">{words.matching.noBlocks}</p>
      ) : (
        <div className="mb-6">
          <DataTable
            caption={words.matching.blocks}
            columns={columns}
            keyOf={({ id }) => id}
            rows={blocked}
          />
        </div>
      )}
      <Outcome error={releasing.error} />
      {mayChange && <NewBlock />}
    </>
  );
}

function NewBlock() {
  const words = useWords();
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.POST('/api/identity/blocks', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: {
            kind: kinds.find((kind) => kind === textOf(form, 'kind')) ?? 'phone',
            value: textOf(form, 'value'),
            ...given(form, 'issuer'),
            isBlocked: true,
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['identity'] }),
  });
  const add = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sheet = event.currentTarget;
    adding.mutate(new FormData(sheet), { onSuccess: () => sheet.reset() });
  };
  return (
    <form className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={add}>
      <div className="grid gap-5 md:grid-cols-3">
        <Select label={words.matching.kind} name="kind">
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {wordFor(words.matching.kinds, kind)}
            </option>
          ))}
        </Select>
        <Field
          autoComplete="off"
          hint={words.matching.valueHint}
          label={words.matching.value}
          maxLength={254}
          name="value"
          required
        />
        <Field
          autoComplete="off"
          hint={words.matching.issuerHint}
          label={words.matching.issuer}
          maxLength={100}
          name="issuer"
        />
      </div>
      <Save
        done={adding.isSuccess ? words.matching.added : undefined}
        error={adding.error}
        isPending={adding.isPending}
        label={words.matching.add}
      />
    </form>
  );
}
