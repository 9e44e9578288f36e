// Why the records of a customer are one person: every link with what spoke for it, the way to take it back with what
// that would move, and the decisions of before.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, formatCount } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { Outcome } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { type EvidenceStep, Waterfall } from './waterfall.tsx';

type Customer = Answer<'/api/customers/{customerId}'>;
type CustomerLink = Customer['links'][number];
type CustomerRecord = Customer['records'][number];

type WhyOneProps = {
  readonly links: readonly CustomerLink[];
  readonly records: readonly CustomerRecord[];
};

export function WhyOne({ links, records }: WhyOneProps) {
  const words = useWords();
  const standing = links.filter(({ withdrawnAt }) => withdrawnAt === null);
  const gone = links.filter(({ withdrawnAt }) => withdrawnAt !== null);
  if (links.length === 0) {
    return <p className="text-ink-soft">{words.customers.noLinks}</p>;
  }
  return (
    <>
      <p className="mb-4 text-ink-soft">{words.identity.whyLead}</p>
      <ul className="space-y-4">
        {standing.map((link) => (
          <LinkCard key={link.id} link={link} records={records} />
        ))}
      </ul>
      {gone.length > 0 && (
        <details className="mt-6">
          <summary className="flex min-h-11 cursor-pointer items-center text-ai">
            {words.identity.history}
          </summary>
          <ul className="space-y-4">
            {gone.map((link) => (
              <LinkCard key={link.id} link={link} records={records} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function LinkCard({
  link,
  records,
}: { readonly link: CustomerLink } & Pick<WhyOneProps, 'records'>) {
  const words = useWords();
  const times = useTimes();
  const mayUndo = useMay('identity');
  const steps = stepsOf(link);
  const isNever = link.verdict === 'never';
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Badge tone={isNever ? 'now' : 'here'}>
          {isNever ? words.customers.never : words.customers.same}
        </Badge>
        <strong>{wordFor(words.customers.linkKinds, link.kind)}</strong>
        <span className="text-ink-soft text-sm">
          {wordFor(words.customers.strengths, link.strength)}
          {link.probability !== null &&
            ` ${Math.min(99.9, Math.floor(link.probability * 1000) / 10)}%`}
        </span>
        <span className="text-ink-soft text-sm">
          {times.moment(link.madeAt)}{' '}
          {link.madeBy.startsWith('staff:')
            ? words.identity.madeBy(words.pages.staff)
            : words.identity.machine}
        </span>
        {link.withdrawnAt !== null && (
          <span className="text-sm">
            <Badge tone="now">{words.customers.withdrawn}</Badge> {times.moment(link.withdrawnAt)}
          </span>
        )}
      </div>
      <p className="mt-2 text-sm">
        {link.recordIds.map((id) => sourceOf(id, records, words)).join(' ↔ ')}
      </p>
      {steps.length > 0 && (
        <details className="mt-2">
          <summary className="flex min-h-11 cursor-pointer items-center text-ai text-sm">
            {words.identity.evidence}
          </summary>
          <Waterfall steps={steps} />
        </details>
      )}
      {link.withdrawnAt === null && mayUndo && <UndoLink link={link} records={records} />}
    </li>
  );
}

function UndoLink({
  link,
  records,
}: { readonly link: CustomerLink } & Pick<WhyOneProps, 'records'>) {
  const words = useWords();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isAsked, setIsAsked] = useState(false);
  const [isNever, setIsNever] = useState(false);
  const path = { linkId: link.id };
  const preview = useQuery({
    queryKey: ['identity', 'undo', link.id],
    queryFn: () => answerOf(api.GET('/api/identity/links/{linkId}/undo', { params: { path } })),
    enabled: isAsked,
  });
  const undoing = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/identity/links/{linkId}/undo', {
          params: { path, header: { 'idempotency-key': crypto.randomUUID() } },
          body: { isNever },
        }),
      ),
    onSuccess: () => {
      dialog.current?.close();
      return queries.invalidateQueries({ queryKey: ['customer'] });
    },
  });
  const open = () => {
    setIsAsked(true);
    dialog.current?.showModal();
  };
  return (
    <div className="mt-3">
      <Button aria-haspopup="dialog" onClick={open}>
        {words.identity.undo}
      </Button>
      <dialog
        aria-label={words.identity.undoTitle}
        className="m-auto w-[min(36rem,calc(100vw-2rem))] rounded-lg bg-paper p-6 text-sumi shadow-lift"
        ref={dialog}
      >
        <h2 className="mb-3 font-bold text-lg">{words.identity.undoTitle}</h2>
        {isAsked && (
          <Answered query={preview}>
            {(data) => <Parts isHeld={data.isHeld} parts={data.parts} records={records} />}
          </Answered>
        )}
        {link.verdict === 'same' && (
          <label className="mt-4 flex min-h-11 items-center gap-3 text-sm">
            <input
              checked={isNever}
              className="size-5 shrink-0 accent-ai"
              onChange={(event) => setIsNever(event.currentTarget.checked)}
              type="checkbox"
            />
            {words.identity.never}
          </label>
        )}
        <Outcome error={undoing.error} />
        <div className="mt-4 flex flex-wrap justify-end gap-3">
          <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
          <Button disabled={undoing.isPending} look="main" onClick={() => undoing.mutate()}>
            {words.identity.undo}
          </Button>
        </div>
      </dialog>
    </div>
  );
}

type Preview = Answer<'/api/identity/links/{linkId}/undo'>;

function Parts({ isHeld, parts, records }: Preview & Pick<WhyOneProps, 'records'>) {
  const words = useWords();
  if (isHeld) {
    return <p>{words.identity.undoHeld}</p>;
  }
  return (
    <>
      <p>{words.identity.undoParts(parts.length)}</p>
      <ol className="my-3 space-y-3">
        {parts.map((part, index) => (
          <li className="rounded-md bg-shade p-3 text-sm" key={part.customerId}>
            <strong className="block">{words.identity.part(index + 1)}</strong>
            <ul>
              {part.recordIds.map((id) => (
                <li key={id}>
                  {sourceOf(id, records, words)} <Points recordId={id} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className="text-ink-soft text-sm">{words.identity.undoKeeps}</p>
    </>
  );
}

/** The points that go with a record. */
function Points({ recordId }: { readonly recordId: string }) {
  const words = useWords();
  const ledger = useQuery({
    queryKey: ['ledger', recordId],
    queryFn: () =>
      answerOf(api.GET('/api/ledger/records/{recordId}', { params: { path: { recordId } } })),
  });
  const points = ledger.data?.balances.find(({ unit }) => unit === 'points');
  return points === undefined ? null : (
    <span className="text-ink-soft">{words.identity.points(formatCount(points.available))}</span>
  );
}

function sourceOf(
  recordId: string,
  records: readonly CustomerRecord[],
  words: ReturnType<typeof useWords>,
): string {
  const record = records.find(({ id }) => id === recordId);
  return record === undefined
    ? words.common.none
    : [
        wordFor(words.customers.sources, record.source),
        wordFor(words.customers.recordKinds, record.kind),
        record.masked.name ?? '',
      ]
        .filter((part) => part !== '')
        .join(' ');
}

function stepsOf({ evidence }: CustomerLink): readonly EvidenceStep[] {
  const fields = evidence['fields'];
  return Array.isArray(fields) ? fields.filter(isStep) : [];
}

function isStep(value: unknown): value is EvidenceStep {
  return (
    typeof value === 'object' &&
    value !== null &&
    'field' in value &&
    'level' in value &&
    'bits' in value &&
    typeof value.bits === 'number'
  );
}
