// All segments: what each selects as a sentence, and how many it is now.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Empty } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { OfferLimits } from './offer-limits.tsx';
import { SegmentForm } from './segment-form.tsx';

type Row = Answer<'/api/segments'>['segments'][number];

export function SegmentsPage() {
  const { segments } = useWords();
  const mayWrite = useMay('segments');
  const list = useQuery({
    queryKey: ['segments', 'list'],
    queryFn: () => answerOf(api.GET('/api/segments')),
  });
  return (
    <Page back="/customers" lead={segments.lead} title={segments.title}>
      <Answered query={list}>
        {({ segments: rows }) =>
          rows.length === 0 ? (
            <Empty {...(mayWrite ? { hint: segments.emptyHint } : {})} title={segments.empty} />
          ) : (
            <Table rows={rows} />
          )
        }
      </Answered>
      {mayWrite && (
        <Section title={segments.new}>
          <SegmentForm />
        </Section>
      )}
      <Section title={segments.limits.title}>
        <OfferLimits />
      </Section>
    </Page>
  );
}

function Table({ rows }: { readonly rows: readonly Row[] }) {
  const { words, language } = useSpeech();
  const { segments } = words;
  const columns: readonly Column<Row>[] = [
    {
      name: segments.name,
      isHead: true,
      render: ({ id, name }) => <TextLink to={`/customers/segments/${id}`}>{name}</TextLink>,
    },
    {
      name: segments.selects,
      render: ({ sentenceJa, sentenceEn }) => (language === 'en' ? sentenceEn : sentenceJa),
    },
    { name: segments.count, isNumber: true, render: ({ id }) => <Count segmentId={id} /> },
  ];
  return (
    <DataTable caption={segments.title} columns={columns} keyOf={({ id }) => id} rows={rows} />
  );
}

/** Each counted by itself: a large one does not keep the others waiting. */
export function Count({ segmentId }: { readonly segmentId: string }) {
  const { segments } = useWords();
  const { data } = useCount(segmentId);
  return (
    <span aria-live="polite" data-count={data?.customers}>
      {data === undefined
        ? '…'
        : (data.isMore ? segments.peopleMost : segments.people)(formatCount(data.customers))}
    </span>
  );
}

export function useCount(segmentId: string) {
  return useQuery({
    queryKey: ['segments', 'count', segmentId],
    queryFn: () =>
      answerOf(api.GET('/api/segments/{segmentId}/count', { params: { path: { segmentId } } })),
  });
}
