// What is kept at a place. What people keep by hand is prolonged and let go of here; what belongs to an order, a cart, a
// transfer or a lot is changed there, or two pages would say different things of one piece.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button, Empty, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Filters, Pager, useFilter } from '../parts/filters.tsx';
import { Outcome, Select } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Sure } from '../parts/sure.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { KeepItem, keptByHand } from './keep-item.tsx';

type Hold = Answer<'/api/stock/holds'>['holds'][number];
type Place = Answer<'/api/places'>['places'][number];

const key = ['stock', 'holds'] as const;
const dayMs = 86_400_000;

export function HoldsPage() {
  const say = useWords().holds;
  const places = usePlaces();
  return (
    <Page back="/stock" lead={say.lead} title={say.title}>
      <Answered query={places}>
        {(data) => (
          <OfPlace
            places={data.places.filter(
              ({ isActive, capabilities }) => isActive && capabilities.includes('holds_stock'),
            )}
          />
        )}
      </Answered>
    </Page>
  );
}

function OfPlace({ places }: { readonly places: readonly Place[] }) {
  const say = useWords().holds;
  const placeName = usePlaceName();
  const [chosen, choose] = useFilter('placeId');
  const placeId = places.find(({ id }) => id === chosen)?.id ?? places[0]?.id;
  return placeId === undefined ? (
    <Empty title={say.none} />
  ) : (
    <>
      <Filters>
        <div className="col-span-2 md:w-80">
          <Select
            label={say.place}
            name="placeId"
            onChange={({ target }) => choose(target.value)}
            value={placeId}
          >
            {places.map(({ id, code }) => (
              <option key={id} value={id}>
                {placeName(id) ?? code}
              </option>
            ))}
          </Select>
        </div>
      </Filters>
      <Kept placeId={placeId} />
    </>
  );
}

function Kept({ placeId }: { readonly placeId: string }) {
  const say = useWords().holds;
  const mayChange = useMay('stock');
  const [search] = useSearchParams();
  const after = search.get('after');
  const query = { placeId, ...(after === null ? {} : { after }), limit: 50 };
  const holds = useQuery({
    queryKey: [...key, query],
    queryFn: () => answerOf(api.GET('/api/stock/holds', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Answered query={holds}>
        {(page) => (
          <>
            <Holds holds={page.holds} mayChange={mayChange} />
            <Pager next={page.next} />
          </>
        )}
      </Answered>
      {mayChange && (
        <Section title={say.add}>
          <KeepItem key={placeId} placeId={placeId} />
        </Section>
      )}
    </>
  );
}

type HoldsProps = { readonly holds: readonly Hold[]; readonly mayChange: boolean };

function Holds({ holds, mayChange }: HoldsProps) {
  const words = useWords();
  const say = words.holds;
  const changing = useChanges();
  const columns: readonly Column<Hold>[] = [
    {
      name: say.item,
      isHead: true,
      render: ({ itemId, name }) => <TextLink to={`/stock/items/${itemId}`}>{name}</TextLink>,
    },
    { name: say.quantity, isNumber: true, render: ({ quantity }) => formatCount(quantity) },
    { name: say.reason, render: ({ reason }) => wordFor(say.reasons, reason) },
    {
      name: say.until,
      render: ({ expiresAt }) => (expiresAt === null ? say.noEnd : <Stamp iso={expiresAt} />),
    },
    ...(mayChange
      ? [
          {
            name: say.manage,
            render: (hold: Hold) =>
              keptByHand.some((each) => each === hold.reason) ? (
                <HoldActions changing={changing} hold={hold} />
              ) : (
                <span className="text-ink-soft text-sm">
                  {say.elsewhere[hold.reason] ?? words.common.none}
                </span>
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Outcome done={changing.done} error={changing.error} />
      {holds.length === 0 ? (
        <Empty title={say.none} />
      ) : (
        <DataTable caption={say.title} columns={columns} keyOf={({ id }) => id} rows={holds} />
      )}
    </>
  );
}

function useChanges() {
  const say = useWords().holds;
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['stock'] });
  const extending = useMutation({
    mutationFn: ({ id, expiresAt }: Hold) => {
      const from = Math.max(Date.now(), expiresAt === null ? 0 : Date.parse(expiresAt));
      return answerOf(
        api.POST('/api/stock/holds/{holdId}/extensions', {
          params: { path: { holdId: id } },
          body: { expiresAt: new Date(from + dayMs).toISOString() },
        }),
      );
    },
    onSuccess,
  });
  const releasing = useMutation({
    mutationFn: ({ id }: Hold) =>
      answerOf(api.DELETE('/api/stock/holds/{holdId}', { params: { path: { holdId: id } } })),
    onSuccess,
  });
  const isBusy = extending.isPending || releasing.isPending;
  const done = extending.isSuccess ? say.extended : releasing.isSuccess ? say.released : undefined;
  return {
    isBusy,
    extend: (hold: Hold) => {
      releasing.reset();
      extending.mutate(hold);
    },
    release: (hold: Hold) => {
      extending.reset();
      releasing.mutate(hold);
    },
    done: isBusy ? undefined : done,
    error: extending.error ?? releasing.error,
  };
}

type ActionsProps = { readonly hold: Hold; readonly changing: ReturnType<typeof useChanges> };

function HoldActions({ hold, changing }: ActionsProps) {
  const say = useWords().holds;
  const { isBusy } = changing;
  return (
    <span className="inline-flex flex-wrap justify-end gap-2 md:justify-start">
      {hold.expiresAt !== null && (
        <Button
          aria-label={say.longerOf(hold.name)}
          disabled={isBusy}
          onClick={() => changing.extend(hold)}
        >
          {say.longer}
        </Button>
      )}
      <Sure
        act="release"
        hint={say.releaseHint}
        isBusy={isBusy}
        isWarning={true}
        label={say.releaseOf(hold.name)}
        onSure={() => changing.release(hold)}
        title={say.releaseSure(hold.name)}
        word={say.release}
      />
    </span>
  );
}
