// Which place sends what another has sold, and how much each can pack. The whole is saved at once, so what this form has
// no field for goes back as it came.
import { type Answer, answerOf } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { Kept } from '../parts/kept.tsx';
import { Options } from '../parts/options.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Settings = Answer<'/api/orders/routing'>;
type Place = Answer<'/api/places'>['places'][number];

const key = ['house', 'routing'] as const;

export function Routing() {
  const say = useWords().selling;
  const routing = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/orders/routing')),
  });
  const places = usePlaces();
  return (
    <>
      <p className="mb-4 max-w-4xl text-ink-soft">{say.routingLead}</p>
      <Answered query={routing}>
        {(data) => (
          <Answered query={places}>
            {({ places: all }) => <RoutingForm known={data} senders={all.filter(canSend)} />}
          </Answered>
        )}
      </Answered>
    </>
  );
}

function canSend({ isActive, capabilities }: Place): boolean {
  return (
    isActive &&
    capabilities.includes('holds_stock') &&
    (capabilities.includes('ships') || capabilities.includes('delivers'))
  );
}

type FormProps = { readonly known: Settings; readonly senders: readonly Place[] };

function RoutingForm({ known, senders }: FormProps) {
  const say = useWords().selling;
  const mayChange = useMay('house');
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: Settings) => answerOf(api.PUT('/api/orders/routing', { body })),
    onError: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <Kept by={null} known={known} versionOf={({ changedAt }) => changedAt}>
      {(base, take) => {
        const submit = (event: SubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          const body = read(new FormData(event.currentTarget), base, senders);
          saving.mutate(body, {
            // First the form, so that what she saved herself is not told of as somebody else's.
            onSuccess: (saved) => {
              take(saved);
              queries.setQueryData(key, saved);
            },
          });
        };
        return (
          <form
            className="max-w-4xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-6"
            data-form="routing"
            key={base.changedAt}
            onSubmit={submit}
          >
            <fieldset className="grid gap-5 md:grid-cols-2" disabled={!mayChange}>
              <Select defaultValue={base.strategy} label={say.strategy} name="strategy">
                <Options words={say.strategies} />
              </Select>
              <Field
                defaultValue={base.parcelsMax}
                hint={say.splitHint}
                isMarked={false}
                label={say.split}
                max="8"
                min="1"
                name="split"
                type="number"
              />
            </fieldset>
            <Packing mayChange={mayChange} packing={base.packing} senders={senders} />
            {mayChange && (
              <Save
                done={saving.data?.changedAt === base.changedAt ? say.saved : undefined}
                error={saving.error}
                isPending={saving.isPending}
              />
            )}
          </form>
        );
      }}
    </Kept>
  );
}

type PackingProps = {
  readonly packing: Settings['packing'];
  readonly senders: readonly Place[];
  readonly mayChange: boolean;
};

function Packing({ packing, senders, mayChange }: PackingProps) {
  const say = useWords().selling;
  const placeName = usePlaceName();
  const most = new Map(packing.map(({ placeId, parcelsMax }) => [placeId, parcelsMax]));
  return (
    <fieldset className="border-line border-t pt-5" disabled={!mayChange}>
      <legend className="float-left mb-1 font-bold">{say.packing}</legend>
      <p className="clear-both mb-4 text-ink-soft text-sm">{say.packingLead}</p>
      {senders.length === 0 ? (
        <p>
          {say.noSenders} <TextLink to="/places">{say.toPlaces}</TextLink>
        </p>
      ) : (
        <div className="grid items-end gap-5 md:grid-cols-2 lg:grid-cols-3">
          {senders.map(({ id, code }) => (
            <Field
              defaultValue={most.get(id) ?? ''}
              isMarked={false}
              key={id}
              label={placeName(id) ?? code}
              max="1000000"
              min="0"
              name={id}
              type="number"
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

function read(form: FormData, base: Settings, senders: readonly Place[]): Settings {
  const chosen = textOf(form, 'strategy');
  const strategy = chosen === 'fewest' || chosen === 'capacity' ? chosen : 'nearest';
  const shown = new Set(senders.map(({ id }) => id));
  const typed = senders.flatMap(({ id }) => {
    const text = textOf(form, id);
    return text === '' ? [] : [{ placeId: id, parcelsMax: Number(text) }];
  });
  // A limit of a place that is closed just now stays.
  const others = base.packing.filter(({ placeId }) => !shown.has(placeId));
  const parcelsMax = Number(textOf(form, 'split')) || base.parcelsMax;
  return { ...base, strategy, parcelsMax, packing: [...typed, ...others] };
}
