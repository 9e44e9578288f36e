// What could not be taken: counted by feed and reason with what to mend, taken again or given up in one go, and one by one
// below. A look shows the field and the rule that it breaks, never what was sent.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, formatCount } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Choice, Filters, Pager, useFilter } from '../parts/filters.tsx';
import { Outcome } from '../parts/form.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Sure } from '../parts/sure.tsx';
import { useWords } from '../words/words.ts';
import type { Feed } from './use-feeds.ts';

type Page = Answer<'/api/moments/quarantine'>;
type Waiting = Page['waiting'][number];
type Aside = Page['moments'][number];
type Group = { readonly feed: string; readonly reason: string };

const key = ['moments', 'quarantine'] as const;
const atOnce = 200;

type Props = { readonly feeds: readonly Feed[]; readonly mayChange: boolean };

export function Quarantine({ feeds, mayChange }: Props) {
  const say = useWords().feeds;
  const [search] = useSearchParams();
  const [feed] = useFilter('feed');
  const [reason] = useFilter('reason');
  const [state] = useFilter('state');
  const after = search.get('after');
  const query = {
    ...(feed === '' ? {} : { feed }),
    ...(reason === '' ? {} : { reason }),
    ...(state in say.states ? { state: state as keyof typeof say.states } : {}),
    ...(after === null ? {} : { after }),
    limit: 50,
  };
  const aside = useQuery({
    queryKey: [...key, query],
    queryFn: () => answerOf(api.GET('/api/moments/quarantine', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Answered query={aside}>
      {(page) => (
        <>
          <Groups feeds={feeds} mayChange={mayChange} waiting={page.waiting} />
          {(page.waiting.length > 0 || page.moments.length > 0 || state !== '') && (
            <>
              <h3 className="mt-8 mb-3 font-bold">{say.details}</h3>
              <AsideFilters feeds={feeds} />
              <OneByOne mayChange={mayChange} moments={page.moments} next={page.next} />
            </>
          )}
        </>
      )}
    </Answered>
  );
}

function AsideFilters({ feeds }: { readonly feeds: readonly Feed[] }) {
  const say = useWords().feeds;
  const { waiting: all, ...settled } = say.states;
  return (
    <Filters>
      <Choice
        all={say.allFeeds}
        label={say.feed}
        name="feed"
        options={feeds.map(({ code, name }) => [code, name] as const)}
      />
      <Choice
        all={say.allReasons}
        label={say.reason}
        name="reason"
        options={Object.entries(say.reasons)}
      />
      <Choice all={all} label={say.state} name="state" options={Object.entries(settled)} />
    </Filters>
  );
}

type GroupsProps = Props & { readonly waiting: readonly Waiting[] };

function Groups({ feeds, waiting, mayChange }: GroupsProps) {
  const say = useWords().feeds;
  const nameOf = (code: string) => feeds.find((each) => each.code === code)?.name ?? code;
  const settling = useSettling();
  return (
    <>
      <p className="mb-4 text-ink-soft">
        {waiting.length === 0 ? say.nothingWaits : say.quarantineLead}
      </p>
      <ul className="grid gap-3">
        {waiting.map(({ feed, reason, count }) => {
          const because = wordFor(say.reasons, reason);
          return (
            <li
              className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg bg-paper p-5 shadow-rest"
              data-aside={`${feed} ${reason}`}
              key={`${feed} ${reason}`}
            >
              <div className="min-w-60 flex-1">
                <p className="font-bold">
                  {because} <Badge tone="now">{say.waitingCount(formatCount(count))}</Badge>
                </p>
                <p className="text-ink-soft text-sm">{nameOf(feed)}</p>
                <p className="text-sm">{say.mend[reason]}</p>
              </div>
              {mayChange && (
                <div className="flex flex-wrap gap-3">
                  <Button
                    aria-label={say.againOf(because, nameOf(feed))}
                    disabled={settling.isBusy}
                    onClick={() => settling.again({ feed, reason })}
                  >
                    {say.again}
                  </Button>
                  <Discard
                    count={count}
                    isBusy={settling.isBusy}
                    label={say.discardOf(because, nameOf(feed))}
                    onDiscard={() => settling.discard({ feed, reason })}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <Outcome done={settling.done} error={settling.error} />
    </>
  );
}

type DiscardProps = {
  readonly label: string;
  readonly count: number;
  readonly isBusy: boolean;
  readonly onDiscard: () => void;
};

/** Asked once more: what was sent is gone then. */
function Discard({ label, count, isBusy, onDiscard }: DiscardProps) {
  const say = useWords().feeds;
  return (
    <Sure
      act="discard"
      hint={say.discardHint}
      isBusy={isBusy}
      isWarning={true}
      label={label}
      onSure={onDiscard}
      title={say.discardSure(formatCount(count))}
      word={say.discard}
    />
  );
}

type OneProps = {
  readonly moments: readonly Aside[];
  readonly next: string | null;
  readonly mayChange: boolean;
};

function OneByOne({ moments, next, mayChange }: OneProps) {
  const words = useWords();
  const say = words.feeds;
  const settling = useSettling();
  const columns: readonly Column<Aside>[] = [
    { name: say.reason, isHead: true, render: ({ reason }) => wordFor(say.reasons, reason) },
    {
      name: say.detail,
      render: ({ detail }) => (
        <span className="break-words text-sm" lang="en">
          {detail}
        </span>
      ),
    },
    { name: say.feed, render: ({ feed }) => feed },
    { name: say.wire, isExtra: true, render: ({ wire }) => wordFor(say.wires, wire) },
    { name: say.receivedAt, render: ({ receivedAt }) => <Stamp iso={receivedAt} /> },
    { name: say.triedAt, isExtra: true, render: ({ triedAt }) => <Stamp iso={triedAt} /> },
    {
      name: say.state,
      render: ({ id, state, reason, feed }) =>
        state === 'waiting' && mayChange ? (
          <span className="inline-flex flex-wrap gap-2">
            <Button disabled={settling.isBusy} onClick={() => settling.again({ ids: [id] })}>
              {say.again}
            </Button>
            <Discard
              count={1}
              isBusy={settling.isBusy}
              label={say.discardOf(wordFor(say.reasons, reason), feed)}
              onDiscard={() => settling.discard({ ids: [id] })}
            />
          </span>
        ) : (
          wordFor(say.states, state)
        ),
    },
  ];
  return (
    <>
      <Outcome done={settling.done} error={settling.error} />
      {moments.length === 0 ? (
        <p>{say.noneHere}</p>
      ) : (
        <DataTable
          caption={say.quarantine}
          columns={columns}
          keyOf={({ id }) => id}
          rows={moments}
        />
      )}
      <Pager next={next} />
    </>
  );
}

type Wanted = Group | { readonly ids: readonly string[] };

/** Takes again or gives up what is wanted, however much it is, and says how much it was. */
function useSettling() {
  const say = useWords().feeds;
  const queries = useQueryClient();
  const [done, setDone] = useState<string>();
  const onSuccess = (told: string) => {
    setDone(told);
    return queries.invalidateQueries({ queryKey: key });
  };
  const again = useMutation({
    mutationFn: async (wanted: Wanted) => {
      const { replayed, failed } = await takeAgain(wanted);
      return say.took(formatCount(replayed), formatCount(failed));
    },
    onSuccess,
  });
  const discard = useMutation({
    mutationFn: async (wanted: Wanted) => say.discarded(formatCount(await giveUp(wanted))),
    onSuccess,
  });
  const isBusy = again.isPending || discard.isPending;
  return {
    isBusy,
    again: (wanted: Wanted) => {
      discard.reset();
      again.mutate(wanted);
    },
    discard: (wanted: Wanted) => {
      again.reset();
      discard.mutate(wanted);
    },
    done: isBusy ? undefined : done,
    error: isBusy ? null : (again.error ?? discard.error),
  };
}

const keyed = () => ({ params: { header: { 'idempotency-key': crypto.randomUUID() } } });

async function takeAgain(wanted: Wanted) {
  const which = 'ids' in wanted ? { ids: [...wanted.ids] } : wanted;
  const sum = { replayed: 0, failed: 0 };
  let after: string | null = null;
  do {
    const from: { after?: string } = after === null ? {} : { after };
    const body = { ...which, ...from };
    const page = await answerOf(api.POST('/api/moments/quarantine/replay', { ...keyed(), body }));
    sum.replayed += page.replayed;
    sum.failed += page.failed;
    after = page.next;
  } while (after !== null);
  return sum;
}

async function giveUp(wanted: Wanted): Promise<number> {
  let sum = 0;
  let ids = 'ids' in wanted ? [...wanted.ids] : await readWaiting(wanted);
  while (ids.length > 0) {
    const body = { ids };
    const { discarded } = await answerOf(
      api.POST('/api/moments/quarantine/discard', { ...keyed(), body }),
    );
    sum += discarded;
    ids = 'ids' in wanted || discarded === 0 ? [] : await readWaiting(wanted);
  }
  return sum;
}

async function readWaiting({ feed, reason }: Group): Promise<string[]> {
  const query = { feed, reason, state: 'waiting', limit: atOnce } as const;
  const { moments } = await answerOf(api.GET('/api/moments/quarantine', { params: { query } }));
  return moments.map(({ id }) => id);
}
