// Lots with their dates: what goes off soon, and what is called back. A recall stops a lot at every place at once.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, Dialog, formatCount, type Tone } from '@engawa/ui';
import { Answered, Button, Empty, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Choice, Filters, PlaceChoice, useFilter } from '../parts/filters.tsx';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { Sure } from '../parts/sure.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Lot = Answer<'/api/stock/lots'>['lots'][number];

const key = ['stock', 'lots'] as const;
const tones: Readonly<Record<string, Tone>> = { good: 'here', recalled: 'now', expired: 'now' };
const spans = ['3', '7', '30', '90'] as const;
const dayMs = 86_400_000;

export function LotsPage() {
  const say = useWords().lots;
  const mayChange = useMay('stock');
  const [placeId] = useFilter('placeId');
  const [days] = useFilter('within');
  const span = spans.find((each) => each === days);
  const query = {
    ...(placeId === '' ? {} : { placeId }),
    ...(span === undefined ? {} : { before: dayIn(Number(span)) }),
  };
  const lots = useQuery({
    queryKey: [...key, query],
    queryFn: () => answerOf(api.GET('/api/stock/lots', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Page back="/stock" lead={say.lead} title={say.title}>
      <Filters>
        <PlaceChoice />
        <Choice
          all={say.anyTime}
          label={say.within}
          name="within"
          options={spans.map((each) => [each, say.days(each)] as const)}
        />
      </Filters>
      <Answered query={lots}>
        {(data) =>
          data.lots.length === 0 ? (
            <Empty
              {...(placeId === '' && span === undefined ? { hint: say.noneHint } : {})}
              title={say.none}
            />
          ) : (
            <Lots lots={data.lots} mayChange={mayChange} />
          )
        }
      </Answered>
    </Page>
  );
}

/** A day from now on, near enough for a list. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}

type LotsProps = { readonly lots: readonly Lot[]; readonly mayChange: boolean };

function Lots({ lots, mayChange }: LotsProps) {
  const words = useWords();
  const say = words.lots;
  const placeName = usePlaceName();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['stock'] });
  const recalling = useMutation({
    mutationFn: ({ itemId, code, because }: Lot & { readonly because: string }) =>
      answerOf(
        api.POST('/api/stock/lots/recalls', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: { itemId, code, because },
        }),
      ),
    onSuccess,
  });
  const resuming = useMutation({
    mutationFn: ({ id }: Lot) =>
      answerOf(api.DELETE('/api/stock/lots/{lotId}/block', { params: { path: { lotId: id } } })),
    onSuccess,
  });
  const isBusy = recalling.isPending || resuming.isPending;
  // What is said is of the last deed.
  const recall = (lot: Lot, because: string) => {
    resuming.reset();
    recalling.mutate({ ...lot, because });
  };
  const resume = (lot: Lot) => {
    recalling.reset();
    resuming.mutate(lot);
  };
  const columns: readonly Column<Lot>[] = [
    {
      name: say.item,
      isHead: true,
      render: ({ itemId, name, code }) => (
        <>
          <TextLink to={`/stock/items/${itemId}`}>{name}</TextLink>
          <span className="block break-all font-normal text-sm">
            {say.lot} {code}
          </span>
        </>
      ),
    },
    { name: say.place, render: ({ placeId }) => placeName(placeId) ?? words.common.none },
    { name: say.bestBefore, render: (lot) => <LastDay lot={lot} /> },
    { name: say.onHand, isNumber: true, render: ({ onHand }) => formatCount(onHand) },
    {
      name: say.state,
      render: ({ state, because }) => (
        <div>
          <Badge tone={tones[state] ?? 'quiet'}>{wordFor(say.states, state)}</Badge>
          {state === 'recalled' && because !== null && (
            <span className="block text-ink-soft text-sm">{because}</span>
          )}
        </div>
      ),
    },
    ...(mayChange
      ? [
          {
            name: say.manage,
            render: (lot: Lot) =>
              lot.state === 'recalled' ? (
                <Sure
                  act="resume"
                  hint={say.resumeHint}
                  isBusy={isBusy}
                  label={say.resumeOf(lot.code, lot.name)}
                  onSure={() => resume(lot)}
                  title={say.resumeSure(lot.code, lot.name)}
                  word={say.resume}
                />
              ) : (
                <Recall isBusy={isBusy} lot={lot} onRecall={(because) => recall(lot, because)} />
              ),
          },
        ]
      : []),
  ];
  const done = recalling.isSuccess
    ? say.recalled(formatCount(recalling.data.lots.length))
    : resuming.isSuccess
      ? say.resumed
      : undefined;
  return (
    <>
      <Outcome done={isBusy ? undefined : done} error={recalling.error ?? resuming.error} />
      <DataTable caption={say.title} columns={columns} keyOf={({ id }) => id} rows={lots} />
    </>
  );
}

function LastDay({ lot }: { readonly lot: Lot }) {
  const words = useWords();
  const times = useTimes();
  return lot.bestBefore === null ? (
    words.common.none
  ) : (
    <div>
      <span className="whitespace-nowrap">{times.day(`${lot.bestBefore}T03:00:00Z`)}</span>
      <span className="block text-ink-soft text-sm">
        {wordFor(words.lots.dateKinds, lot.dateKind)}
      </span>
    </div>
  );
}

type RecallProps = {
  readonly lot: Lot;
  readonly isBusy: boolean;
  readonly onRecall: (because: string) => void;
};

/** Asked once more, with the notice it is for. */
function Recall({ lot, isBusy, onRecall }: RecallProps) {
  const words = useWords();
  const say = words.lots;
  const dialog = useRef<HTMLDialogElement>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    dialog.current?.close();
    onRecall(textOf(new FormData(event.currentTarget), 'because'));
  };
  return (
    <>
      <Button
        aria-label={say.recallOf(lot.code, lot.name)}
        data-act="recall"
        disabled={isBusy}
        look="warning"
        onClick={() => dialog.current?.showModal()}
      >
        {say.recall}
      </Button>
      <Dialog ref={dialog} title={say.recallSure(lot.code, lot.name)}>
        <form className="space-y-5" onSubmit={submit}>
          <p>{say.recallHint}</p>
          <Field
            autoCapitalize="none"
            hint={say.becauseHint}
            label={say.because}
            maxLength={60}
            name="because"
            pattern="[a-z0-9_\-]+"
            required
            spellCheck={false}
          />
          <Save error={null} isPending={isBusy} label={say.recall}>
            <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
          </Save>
        </form>
      </Dialog>
    </>
  );
}
