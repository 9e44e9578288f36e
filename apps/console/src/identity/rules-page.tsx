// The rules of matching on one page: what is joined by itself, how many may share a sign, what is nobody's own, and
// which links were refused and why.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Outcome, Save, Select, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Blocks } from './blocks.tsx';
import { Caps } from './caps.tsx';
import { RefusedLinks } from './refused-links.tsx';

type State = Answer<'/api/identity'>;
type Run = State['runs'][number];
type Policy = State['policy'];

const stateKey = ['identity', 'state'] as const;
const strengths = ['strong', 'weak', 'doubtful'] as const;
const acts = ['link', 'review', 'nothing'] as const;

export function RulesPage() {
  const words = useWords();
  const state = useQuery({ queryKey: stateKey, queryFn: () => answerOf(api.GET('/api/identity')) });
  const signs = useQuery({
    queryKey: ['identity', 'signs'],
    queryFn: () => answerOf(api.GET('/api/identity/signs')),
  });
  return (
    <Page back="/customers" lead={words.matching.lead} title={words.matching.title}>
      <Section title={words.matching.policy}>
        <Answered query={state}>{({ policy }) => <PolicyForm policy={policy} />}</Answered>
      </Section>
      <Section title={words.matching.caps}>
        <Answered query={signs}>{({ caps }) => <Caps caps={caps} />}</Answered>
      </Section>
      <Section title={words.matching.blocks}>
        <Answered query={signs}>{({ blocked }) => <Blocks blocked={blocked} />}</Answered>
      </Section>
      <Section title={words.matching.refused}>
        <RefusedLinks />
      </Section>
      <Section title={words.matching.runs}>
        <Answered query={state}>{({ runs }) => <Runs runs={runs} />}</Answered>
      </Section>
    </Page>
  );
}

function PolicyForm({ policy }: { readonly policy: Policy }) {
  const words = useWords();
  const queries = useQueryClient();
  const mayChange = useMay('identity');
  const saving = useMutation({
    mutationFn: (body: Policy) =>
      answerOf(
        api.PUT('/api/identity/policy', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: stateKey }),
  });
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = Object.fromEntries(strengths.map((each) => [each, textOf(form, each)]));
    saving.mutate(chosen as Policy);
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={save}
    >
      <p className="text-ink-soft">{words.matching.policyLead}</p>
      <div className="grid gap-5 md:grid-cols-3">
        {strengths.map((strength) => (
          <Select
            defaultValue={policy[strength]}
            disabled={!mayChange}
            key={strength}
            label={words.matching.strengths[strength]}
            name={strength}
          >
            {acts
              .filter((act) => act !== 'link' || strength !== 'doubtful')
              .map((act) => (
                <option key={act} value={act}>
                  {words.matching.acts[act]}
                </option>
              ))}
          </Select>
        ))}
      </div>
      {mayChange && (
        <Save
          done={saving.isSuccess ? words.matching.saved : undefined}
          error={saving.error}
          isPending={saving.isPending}
        />
      )}
    </form>
  );
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  const words = useWords();
  const times = useTimes();
  const mayChange = useMay('identity');
  const starting = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/identity/runs', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
        }),
      ),
  });
  const columns: readonly Column<Run>[] = [
    { name: words.matching.runAt, isHead: true, render: (run) => times.moment(run.learntAt) },
    { name: words.matching.records, isNumber: true, render: (run) => formatCount(run.records) },
    { name: words.matching.pairs, isNumber: true, render: (run) => formatCount(run.pairs) },
    { name: words.matching.seconds, isNumber: true, render: (run) => run.seconds.toFixed(1) },
  ];
  return (
    <>
      <p className="mb-4 text-ink-soft">{words.matching.runsLead}</p>
      {mayChange && (
        <div className="mb-5">
          <Button disabled={starting.isPending} onClick={() => starting.mutate()}>
            {words.matching.runNow}
          </Button>
          <Outcome
            done={starting.isSuccess ? words.matching.runWanted : undefined}
            error={starting.error}
          />
        </div>
      )}
      {runs.length === 0 ? (
        <p>{words.matching.noRuns}</p>
      ) : (
        <DataTable
          caption={words.matching.runs}
          columns={columns}
          keyOf={({ version }) => String(version)}
          rows={runs}
        />
      )}
    </>
  );
}
