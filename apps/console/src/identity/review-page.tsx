// The queue of pairs that people decide: most worth deciding first, by keyboard all the way, and the obvious in one go.
import { answerOf } from '@engawa/client';
import { Answered, Button, Empty } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';
import { type Pair, PairCard, type Verdict } from './pair-card.tsx';

const queryKey = ['identity', 'reviews'] as const;
const shown = 20;
/** Nothing contradicts and little is left to doubt. */
const obviousFrom = 0.95;
const verdictOfKey: Readonly<Record<string, Verdict>> = { 1: 'same', 2: 'different', 3: 'unsure' };

type Decided = { readonly pairs: readonly Pair[]; readonly verdict: Verdict };

export function ReviewPage() {
  const words = useWords();
  const queue = useQuery({
    queryKey,
    queryFn: () =>
      answerOf(api.GET('/api/identity/reviews', { params: { query: { limit: shown } } })),
    refetchOnWindowFocus: false,
  });
  return (
    <Page
      back="/customers"
      lead={
        queue.data === undefined || queue.data.isUnmasked
          ? words.identity.lead
          : `${words.identity.lead} ${words.identity.masked}`
      }
      title={words.identity.title}
    >
      <Answered query={queue}>{({ pairs, open }) => <Queue open={open} pairs={pairs} />}</Answered>
    </Page>
  );
}

function Queue({ pairs, open }: { readonly pairs: readonly Pair[]; readonly open: number }) {
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
  const onKeyDown = (event: KeyboardEvent) => {
    const pair = pairs[at];
    const verdict = verdictOfKey[event.key];
    if (pair === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      goTo(at + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (verdict !== undefined && !deciding.isPending) {
      event.preventDefault();
      deciding.mutate({ pairs: [pair], verdict });
    }
  };
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
        <Empty hint={words.identity.emptyHint} title={words.identity.empty} />
      </>
    );
  }
  const chosen = pairs.filter((pair) => selected.has(keyOf(pair)));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="font-bold">{words.identity.open(open)}</p>
        <Button onClick={() => setSelected(new Set(pairs.filter(isObvious).map(keyOf)))}>
          {words.identity.selectObvious}
        </Button>
        {chosen.length > 0 && (
          <Bulk
            count={chosen.length}
            isBusy={deciding.isPending}
            onDo={() => deciding.mutate({ pairs: chosen, verdict: 'same' })}
          />
        )}
      </div>
      <p className="mb-4 hidden text-ink-soft text-sm md:block">{words.identity.keys}</p>
      {outcome}
      <ul className="space-y-5" onKeyDown={onKeyDown} ref={list}>
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
          />
        ))}
      </ul>
    </>
  );
}

type BulkProps = { readonly count: number; readonly isBusy: boolean; readonly onDo: () => void };

function Bulk({ count, isBusy, onDo }: BulkProps) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <span className="text-sm">{words.identity.selected(count)}</span>
      <Button
        aria-haspopup="dialog"
        disabled={isBusy}
        look="main"
        onClick={() => dialog.current?.showModal()}
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
