// What customers ask to give back, and the house's terms. A request is accepted or refused here; the goods are taken back
// where they are, on the tablet or on the page of the order.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button, Empty, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Choice, Filters, Pager, useFilter } from '../parts/filters.tsx';
import { Outcome, Select, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Amount } from './order-words.tsx';
import { ReturnTerms } from './return-terms.tsx';

type Request = Answer<'/api/orders/return-requests'>['requests'][number];
type RefusedFor = NonNullable<Request['refusedFor']>;

const key = ['orders', 'return-requests'] as const;

export function ReturnsPage() {
  const say = useWords().returns;
  const mayDecide = useMay('orders');
  const [search] = useSearchParams();
  const [state] = useFilter('state');
  const after = search.get('after');
  const query = {
    ...(state in say.states ? { state: state as Request['state'] } : {}),
    ...(after === null ? {} : { after }),
    limit: 50,
  };
  const requests = useQuery({
    queryKey: [...key, query],
    queryFn: () => answerOf(api.GET('/api/orders/return-requests', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Page back="/orders" lead={say.lead} title={say.title}>
      <Filters>
        <Choice
          all={say.allStates}
          label={say.state}
          name="state"
          options={Object.entries(say.states)}
        />
      </Filters>
      <Answered query={requests}>
        {(page) =>
          page.requests.length === 0 ? (
            <Empty title={say.none} />
          ) : (
            <>
              <Requests mayDecide={mayDecide} requests={page.requests} />
              <Pager next={page.next} />
            </>
          )
        }
      </Answered>
      <Section title={say.terms}>
        <ReturnTerms />
      </Section>
    </Page>
  );
}

type RequestsProps = { readonly requests: readonly Request[]; readonly mayDecide: boolean };

function Requests({ requests, mayDecide }: RequestsProps) {
  const say = useWords().returns;
  const columns: readonly Column<Request>[] = [
    {
      name: say.number,
      isHead: true,
      render: ({ orderId, number }) => (
        <span className="whitespace-nowrap">
          <TextLink to={`/orders/${orderId}`}>{number}</TextLink>
        </span>
      ),
    },
    { name: say.when, render: ({ askedAt }) => <Stamp iso={askedAt} /> },
    {
      name: say.goods,
      render: ({ lines }) =>
        lines.map(({ line, name, quantity }) => (
          <span className="block" key={line}>
            {name} × {formatCount(quantity)}
          </span>
        )),
    },
    { name: say.reason, render: ({ reason }) => wordFor(say.reasons, reason) },
    { name: say.way, isExtra: true, render: ({ way }) => wordFor(say.ways, way) },
    {
      name: say.amount,
      isNumber: true,
      render: ({ refundedMinor, expectedMinor, currency }) => (
        <Amount amountMinor={refundedMinor ?? expectedMinor} currency={currency} />
      ),
    },
    {
      name: say.state,
      render: ({ state, refusedFor }) =>
        refusedFor === null
          ? wordFor(say.states, state)
          : `${wordFor(say.states, state)}: ${wordFor(say.refusedFor, refusedFor)}`,
    },
    ...(mayDecide && requests.some(isUndecided)
      ? [{ name: say.decide, render: (request: Request) => <Decide request={request} /> }]
      : []),
  ];
  return <DataTable caption={say.title} columns={columns} keyOf={({ id }) => id} rows={requests} />;
}

function isUndecided({ state }: Request): boolean {
  return state === 'asked' || state === 'accepted' || state === 'received';
}

function Decide({ request }: { readonly request: Request }) {
  const say = useWords().returns;
  const queries = useQueryClient();
  const moving = useMutation({
    mutationFn: (move: { to: 'accepted' | 'refused'; refusedFor?: RefusedFor }) =>
      answerOf(
        api.POST('/api/orders/return-requests/{requestId}/state', {
          params: { path: { requestId: request.id } },
          body: { placeId: request.parcelPlaceId ?? request.placeId, ...move },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  if (!isUndecided(request)) {
    return null;
  }
  return (
    <div className="space-y-2" data-decide={request.number}>
      <div className="flex flex-wrap gap-2">
        {request.state === 'asked' ? (
          <Button
            data-act="accept"
            disabled={moving.isPending}
            onClick={() => moving.mutate({ to: 'accepted' })}
          >
            {say.accept}
          </Button>
        ) : null}
        <Refuse
          isBusy={moving.isPending}
          number={request.number}
          onRefuse={(refusedFor) => moving.mutate({ to: 'refused', refusedFor })}
        />
      </div>
      <Outcome error={moving.error} />
    </div>
  );
}

type RefuseProps = {
  readonly number: string;
  readonly isBusy: boolean;
  readonly onRefuse: (refusedFor: RefusedFor) => void;
};

/** A refusal names its reason, which the customer reads. */
function Refuse({ number, isBusy, onRefuse }: RefuseProps) {
  const words = useWords();
  const say = words.returns;
  const dialog = useRef<HTMLDialogElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    dialog.current?.close();
    onRefuse(textOf(new FormData(event.currentTarget), 'why') as RefusedFor);
  };
  return (
    <>
      <Button
        aria-haspopup="dialog"
        data-act="refuse"
        disabled={isBusy}
        onClick={() => dialog.current?.showModal()}
      >
        {say.refuse}
      </Button>
      <dialog
        aria-label={say.why(number)}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg bg-paper p-6 text-left text-sumi shadow-lift"
        ref={dialog}
      >
        <form className="space-y-5" onSubmit={submit}>
          <h2 className="font-bold text-lg">{say.why(number)}</h2>
          <Select label={say.reason} name="why">
            {Object.entries(say.refusedFor).map(([code, word]) => (
              <option key={code} value={code}>
                {word}
              </option>
            ))}
          </Select>
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
            <Button data-act="refuse-now" look="main" type="submit">
              {say.refuse}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
