// The queue of pairs that people decide: most worth deciding first, by keyboard all the way, and the obvious in one go.
// Pairs that somebody was not sure of wait in a queue of their own (`?show=unsure`) and are decided there the same way.
import { answerOf } from '@engawa/client';
import { Answered, Button, Empty } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { type Pair, PairCard, type Verdict } from './pair-card.tsx';
import { useReviewKeys } from './review-keys.ts';

const path = '/customers/reviews';
const verdictsOf = {
  open: ['same', 'different', 'unsure'],
  unsure: ['same', 'different'],
} as const satisfies Record<string, readonly Verdict[]>;
type Waiting = keyof typeof verdictsOf;

const shown = 20;
/** Nothing contradicts and little is left to doubt. */
const obviousFrom = 0.95;

type Decided = { readonly pairs: readonly Pair[]; readonly verdict: Verdict };

export function ReviewPage() {
  const words = useWords();
  const [search] = useSearchParams();
  const state: Waiting = search.get('show') === 'unsure' ? 'unsure' : 'open';
  const queue = useQuery({
    queryKey: ['identity', 'reviews', state],
    queryFn: () =>
      answerOf(api.GET('/api/identity/reviews', { params: { query: { limit: shown, state } } })),
    refetchOnWindowFocus: false,
  });
  const lead = state === 'open' ? words.identity.lead : words.identity.unsureLead;
  return (
    <Page
      back="/customers"
      lead={
        queue.data === undefined || queue.data.isUnmasked
          ? lead
          : `${lead} ${words.identity.masked}`
      }
      title={words.identity.title}
    >
      <Answered query={queue}>
        {({ pairs, open, unsure }) => (
          <Queue key={state} open={open} pairs={pairs} state={state} unsure={unsure} />
        )}
      </Answered>
    </Page>
  );
}

type QueueProps = {
  readonly state: Waiting;
  readonly pairs: readonly Pair[];
  readonly open: number;
  /** Left for later by somebody. */
  readonly unsure: number;
};

function Queue({ state, pairs, open, unsure }: QueueProps) {
  const words = useWords();
  const queries = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const deciding = useMutation({
    mutationFn: ({ pairs: some, verdict }: Decided) =>
      answerOf(
        api.POST('/api/identity/reviews/decide', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: { decisions: some.map((pair) => ({ recordIds: idsOf(pair), verdict })) },
        }),
      ),
    onSuccess: () => {
      setSelected(new Set());
      return queries.invalidateQueries({ queryKey: ['identity'] });
    },
  });
  const at = Math.min(current, pairs.length - 1);
  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(pairs.length - 1, index));
    setCurrent(next);
    const card = list.current?.children[next];
    card?.scrollIntoView({ block: 'nearest' });
    card?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
  };
  const toggle = (pair: Pair) => setSelected(toggled(selected, keyOf(pair)));
  const selectObvious = () => setSelected(new Set(pairs.filter(isObvious).map(keyOf)));
  const bulk = useRef<HTMLButtonElement>(null);
  const here = pairs[at];
  useReviewKeys({
    key: here === undefined ? '' : keyOf(here),
    hasDecided: deciding.submittedAt > 0,
    onMove: (by) => goTo(at + by),
    onDecide: (verdict) => {
      if (here !== undefined && !deciding.isPending && isAllowed(state, verdict)) {
        deciding.mutate({ pairs: [here], verdict });
      }
    },
    onObvious: selectObvious,
    onBulk: () => bulk.current?.click(),
  });
  const outcome = (
    <Outcome
      done={deciding.data === undefined ? undefined : words.identity.done(deciding.data.decided)}
      error={deciding.error}
    />
  );
  if (pairs.length === 0) {
    return (
      <>
        {outcome}
        <Empty
          hint={state === 'open' ? words.identity.emptyHint : words.identity.emptyUnsureHint}
          title={state === 'open' ? words.identity.empty : words.identity.emptyUnsure}
        />
        <p className="mt-4 text-center">
          <OtherQueue state={state} unsure={unsure} />
        </p>
      </>
    );
  }
  const chosen = pairs.filter((pair) => selected.has(keyOf(pair)));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="font-bold">
          {state === 'open'
            ? words.identity.open(open, unsure)
            : words.identity.heldBack(unsure, open)}
        </p>
        <OtherQueue state={state} unsure={unsure} />
        <Button aria-keyshortcuts="a" onClick={selectObvious}>
          {words.identity.selectObvious}
        </Button>
        {chosen.length > 0 && (
          <Bulk
            button={bulk}
            count={chosen.length}
            isBusy={deciding.isPending}
            onDo={() => deciding.mutate({ pairs: chosen, verdict: 'same' })}
          />
        )}
      </div>
      <p className="mb-4 hidden text-ink-soft text-sm md:block">{words.identity.keys}</p>
      {outcome}
      <ul className="space-y-5" data-pairs ref={list}>
        {pairs.map((pair, index) => (
          <PairCard
            isBusy={deciding.isPending}
            isCurrent={index === at}
            isSelected={selected.has(keyOf(pair))}
            key={keyOf(pair)}
            onDecide={(verdict) => deciding.mutate({ pairs: [pair], verdict })}
            onFocus={() => setCurrent(index)}
            onSelect={() => toggle(pair)}
            pair={pair}
            verdicts={verdictsOf[state]}
          />
        ))}
      </ul>
    </>
  );
}

function isAllowed(state: Waiting, verdict: Verdict): boolean {
  return verdictsOf[state].some((each) => each === verdict);
}

/** From what waits to what was put away, and back. */
function OtherQueue({ state, unsure }: Pick<QueueProps, 'state' | 'unsure'>) {
  const words = useWords();
  if (state === 'unsure') {
    return <TextLink to={path}>{words.identity.toOpen}</TextLink>;
  }
  return unsure === 0 ? null : (
    <TextLink to={`${path}?show=unsure`}>{words.identity.toUnsure}</TextLink>
  );
}

type BulkProps = {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly count: number;
  readonly isBusy: boolean;
  readonly onDo: () => void;
};

function Bulk({ button, count, isBusy, onDo }: BulkProps) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <span className="text-sm">{words.identity.selected(count)}</span>
      <Button
        aria-haspopup="dialog"
        aria-keyshortcuts="b"
        disabled={isBusy}
        look="main"
        onClick={() => dialog.current?.showModal()}
        ref={button}
      >
        {words.identity.bulkSame}
      </Button>
      <dialog
        aria-label={words.identity.bulkSame}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg bg-paper p-6 text-sumi shadow-lift"
        ref={dialog}
      >
        <h2 className="mb-3 font-bold text-lg">{words.identity.bulkSame}</h2>
        <p className="mb-5 text-sm">{words.identity.bulkAsk(count)}</p>
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={close}>{words.common.cancel}</Button>
          <Button
            look="main"
            onClick={() => {
              close();
              onDo();
            }}
          >
            {words.identity.same}
          </Button>
        </div>
      </dialog>
    </>
  );
}

function idsOf(pair: Pair): string[] {
  return pair.sides.map(({ recordId }) => recordId);
}

function keyOf(pair: Pair): string {
  return idsOf(pair).join(' ');
}

function isObvious({ probability, conflict, reason }: Pair): boolean {
  return probability >= obviousFrom && conflict === null && reason !== 'refused';
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) {
    next.add(key);
  }
  return next;
}
