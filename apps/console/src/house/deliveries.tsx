// What a webhook was sent, newest first; what did not arrive is sent again here, one or all of it.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, formatCount, type Tone } from '@engawa/ui';
import { Answered, Button, Empty, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Choice, Filters, Pager, useFilter } from '../parts/filters.tsx';
import { Outcome } from '../parts/form.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { CatchUp } from './catch-up.tsx';
import { type Webhook, webhooksKey } from './use-webhooks.ts';

type Delivery = Answer<'/api/webhooks/{webhookId}/deliveries'>['deliveries'][number];
type State = Delivery['state'];
type Props = { readonly webhook: Webhook };

const tones: Readonly<Record<State, Tone>> = { waiting: 'quiet', delivered: 'here', failed: 'now' };
/** As many as one call sends again. */
const againMax = 1000;
const pageMax = 200;

export function Deliveries({ webhook }: Props) {
  const say = useWords().webhooks;
  const [search] = useSearchParams();
  const [state] = useFilter('state');
  const before = Number(search.get('after') ?? 0);
  const query = {
    ...(state in tones ? { state: state as State } : {}),
    ...(before > 0 ? { before } : {}),
    limit: 50,
  };
  const deliveries = useQuery({
    // Under the key of the list: what arrives moves both.
    queryKey: [...webhooksKey, webhook.id, query, webhook.waiting, webhook.failed],
    queryFn: () => readPage(webhook.id, query),
    placeholderData: keepPreviousData,
  });
  const again = useAgain(webhook);
  const mayChange = useMay('webhooks');
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <Filters>
          <Choice
            all={say.all}
            label={say.state}
            name="state"
            options={Object.entries(say.states)}
          />
        </Filters>
        {mayChange && webhook.failed > 0 && (
          <Button
            className="mb-6"
            data-act="again-all"
            disabled={again.isPending}
            onClick={() => again.mutate(undefined)}
          >
            {say.againAll}
          </Button>
        )}
      </div>
      {mayChange && <CatchUp webhook={webhook} />}
      <Outcome
        done={again.isSuccess ? say.sent(formatCount(again.data)) : undefined}
        error={again.error}
      />
      <Answered query={deliveries}>
        {(page) =>
          page.deliveries.length === 0 ? (
            <Empty {...(state === '' ? { hint: say.noneHint } : {})} title={say.none} />
          ) : (
            <>
              <DeliveryTable
                deliveries={page.deliveries}
                onAgain={mayChange ? (eventId) => again.mutate([eventId]) : undefined}
              />
              <Pager next={page.next === null ? null : String(page.next)} />
            </>
          )
        }
      </Answered>
    </>
  );
}

type Query = { readonly state?: State; readonly before?: number; readonly limit: number };

function readPage(webhookId: string, query: Query) {
  return answerOf(
    api.GET('/api/webhooks/{webhookId}/deliveries', { params: { path: { webhookId }, query } }),
  );
}

/** Sends these again, or all that were given up; answers how many. */
function useAgain({ id }: Webhook) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (eventIds: readonly string[] | undefined) => {
      const wanted = eventIds ?? (await readFailed(id));
      if (wanted.length === 0) {
        return 0;
      }
      const { replayed } = await answerOf(
        api.POST('/api/webhooks/{webhookId}/replay', {
          params: { path: { webhookId: id }, header: { 'idempotency-key': crypto.randomUUID() } },
          body: { eventIds: [...wanted] },
        }),
      );
      return replayed;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksKey }),
  });
}

async function readFailed(webhookId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let before: number | null = null;
  do {
    const from: { before?: number } = before === null ? {} : { before };
    const page = await readPage(webhookId, { ...from, state: 'failed', limit: pageMax });
    ids.push(...page.deliveries.map(({ eventId }) => eventId));
    before = page.next;
  } while (before !== null && ids.length < againMax);
  return ids.slice(0, againMax);
}

type TableProps = {
  readonly deliveries: readonly Delivery[];
  readonly onAgain: ((eventId: string) => void) | undefined;
};

function DeliveryTable({ deliveries, onAgain }: TableProps) {
  const words = useWords();
  const say = words.webhooks;
  const titleOf = (type: string) => words.moments.titles[type] ?? type;
  const columns: readonly Column<Delivery>[] = [
    {
      name: say.what,
      isHead: true,
      render: ({ type }) => (
        <>
          {titleOf(type)}{' '}
          <code className="wrap-anywhere block font-normal text-ink-soft text-sm">{type}</code>
        </>
      ),
    },
    { name: say.when, render: ({ occurredAt }) => <Stamp iso={occurredAt} /> },
    {
      name: say.state,
      render: ({ state }) => <Badge tone={tones[state]}>{wordFor(say.states, state)}</Badge>,
    },
    {
      name: say.attempts,
      isNumber: true,
      isExtra: true,
      render: ({ attempts }) => formatCount(attempts),
    },
    { name: say.answer, render: (delivery) => <Reply delivery={delivery} /> },
    ...(onAgain === undefined
      ? []
      : [
          {
            name: say.again,
            render: ({ eventId, type }: Delivery) => (
              <Button aria-label={say.againOf(titleOf(type))} onClick={() => onAgain(eventId)}>
                {say.again}
              </Button>
            ),
          },
        ]),
  ];
  return (
    <DataTable
      caption={say.deliveries}
      columns={columns}
      keyOf={({ eventId }) => eventId}
      rows={deliveries}
    />
  );
}

/** What the receiver said, or when it is tried next. */
function Reply({ delivery }: { readonly delivery: Delivery }) {
  const words = useWords();
  const { state, lastStatus, lastError, nextAttemptAt } = delivery;
  const said = [lastStatus, lastError].filter((each) => each !== null).join(' ');
  return (
    <div>
      <span className="wrap-anywhere" lang="en">
        {said === '' ? words.common.none : said}
      </span>
      {state === 'waiting' && nextAttemptAt !== null && (
        <span className="block text-ink-soft text-sm">
          {words.webhooks.next} <Stamp iso={nextAttemptAt} />
        </span>
      )}
    </div>
  );
}
