// What a file would do, row by row: what would be made, what would change from what to what, what is refused and why.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Outcome } from '../parts/form.tsx';
import { Section } from '../parts/page.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { Counts } from './counts.tsx';
import { Refused } from './refused.tsx';
import type { Upload } from './take-in.tsx';

type Finding = Answer<'/api/imports/{importId}/findings'>['findings'][number];
type TrialProps = { readonly uploadId: string; readonly trial: NonNullable<Upload['trial']> };

export function Trial({ uploadId, trial }: TrialProps) {
  const say = useWords().catalogFile;
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/imports/uploads/{uploadId}/take', { params: { path: { uploadId } } }),
      ),
    onSuccess: (upload) => queries.setQueryData(['imports', 'upload', uploadId], upload),
  });
  if (trial.state !== 'finished') {
    return <p className="text-kaki">{trial.failure ?? say.stopped}</p>;
  }
  const changed = trial.accepted - trial.created;
  return (
    <div>
      <p className="mb-4 max-w-prose">{trial.accepted === 0 ? say.nothingToDo : say.triedLead}</p>
      <Counts run={trial} />
      {trial.accepted > 0 && (
        <div className="mt-6">
          <Button
            data-act="take"
            disabled={taking.isPending}
            look="main"
            onClick={() => taking.mutate()}
            type="button"
          >
            {say.take(formatCount(trial.accepted))}
          </Button>
          <Outcome error={taking.error} />
        </div>
      )}
      {trial.rejected > 0 && <Refused run={trial} />}
      {changed > 0 && (
        <Section title={say.changedRows}>
          <Findings importId={trial.id} isNew={false} />
        </Section>
      )}
      {trial.created > 0 && (
        <Section title={say.newRows}>
          <Findings importId={trial.id} isNew />
        </Section>
      )}
    </div>
  );
}

type FindingsProps = { readonly importId: string; readonly isNew: boolean };

function Findings({ importId, isNew }: FindingsProps) {
  const { words } = useSpeech();
  const say = words.catalogFile;
  const [after, setAfter] = useState(0);
  const query = { isNew, after, limit: 50 };
  const findings = useQuery({
    queryKey: ['imports', 'findings', importId, query],
    queryFn: () =>
      answerOf(
        api.GET('/api/imports/{importId}/findings', { params: { path: { importId }, query } }),
      ),
    placeholderData: keepPreviousData,
  });
  const columns: readonly Column<Finding>[] = [
    { name: words.imports.row, render: ({ row }) => formatCount(row) },
    { name: words.catalog.item, isHead: true, render: ({ subject }) => subject },
    ...(isNew
      ? []
      : [{ name: say.what, render: ({ changes }: Finding) => <Changes changes={changes} /> }]),
  ];
  return (
    <Answered query={findings}>
      {(page) => (
        <>
          <DataTable
            caption={isNew ? say.newRows : say.changedRows}
            columns={columns}
            keyOf={({ row }) => String(row)}
            rows={page.findings}
          />
          <div className="mt-4 flex flex-wrap gap-3">
            {after > 0 && (
              <Button look="quiet" onClick={() => setAfter(0)} type="button">
                {words.common.newest}
              </Button>
            )}
            {page.next !== null && (
              <Button look="quiet" onClick={() => setAfter(page.next ?? 0)} type="button">
                {words.common.older}
              </Button>
            )}
          </div>
        </>
      )}
    </Answered>
  );
}

function Changes({ changes }: { readonly changes: Finding['changes'] }) {
  const { words } = useSpeech();
  const say = words.catalogFile;
  return (
    <ul className="space-y-1">
      {changes.map(({ field, before, after }) => (
        <li className="break-words" key={`${field} ${before ?? ''} ${after ?? ''}`}>
          <span className="text-ink-soft">{wordFor(say.fields, field)}</span>{' '}
          {before === null ? null : (
            <>
              <s className="text-ink-soft">{before}</s> →{' '}
            </>
          )}
          <b>{after ?? words.common.none}</b>
        </li>
      ))}
    </ul>
  );
}
