// One café: what each of its stations makes in a slot, how far ahead one orders, and what is sold out now.
import { answerOf } from '@engawa/client';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Tick } from './item-page.tsx';
import { type Cafe, cafesQuery, type MenuSettings, menuQuery } from './kitchen-query.ts';
import { SoldOut } from './sold-out.tsx';

export function CafePage() {
  const { kitchen, pages } = useWords();
  const { placeId = '' } = useParams();
  const placeName = usePlaceName();
  const cafes = useQuery(cafesQuery);
  const menu = useQuery(menuQuery);
  const mayWrite = useMay('kitchen');
  return (
    <Page
      back="/kitchen"
      lead={<TextLink to={`/places/${placeId}`}>{kitchen.toHours}</TextLink>}
      title={placeName(placeId) ?? pages.kitchen}
    >
      <Answered query={cafes}>
        {({ shops }) => {
          const cafe = shops.find((each) => each.placeId === placeId);
          return (
            <>
              {cafe !== undefined && (
                <Answered query={menu}>
                  {(data) => (
                    <Section title={kitchen.soldOutNow}>
                      <SoldOut cafe={cafe} menu={data} />
                    </Section>
                  )}
                </Answered>
              )}
              {mayWrite && (
                <Section title={kitchen.making}>
                  <CafeForm cafe={cafe} key={placeId} menu={menu.data} placeId={placeId} />
                </Section>
              )}
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

type Station = Cafe['stations'][number];
type Edited = Station & { readonly id: number };
const slots = [2, 3, 5, 10, 15, 20, 30] as const;
const stationsMax = 10;

type FormProps = {
  readonly placeId: string;
  readonly cafe: Cafe | undefined;
  readonly menu: MenuSettings | undefined;
};

function CafeForm({ placeId, cafe, menu }: FormProps) {
  const { kitchen } = useWords();
  const queries = useQueryClient();
  const begin = cafe?.stations ?? [
    { code: 'bar', nameJa: 'ドリンク', nameEn: 'Drinks', unitsPerSlot: 10 },
  ];
  const [stations, setStations] = useState<readonly Edited[]>(
    begin.map((station, id) => ({ ...station, id })),
  );
  const saving = useMutation({
    mutationFn: (form: FormData) => save(placeId, form, stations),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['kitchen'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  };
  const put = (id: number, part: Partial<Edited>) =>
    setStations((before) => before.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const add = () => {
    const last = Math.max(-1, ...stations.map(({ id }) => id));
    setStations([
      ...stations,
      { id: last + 1, code: '', nameJa: '', nameEn: '', unitsPerSlot: 10 },
    ]);
  };
  const missing = new Set(
    (menu?.items ?? [])
      .filter(({ isActive, station }) => isActive && !stations.some(({ code }) => code === station))
      .map(({ station }) => station),
  );
  return (
    <form
      className="max-w-4xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="cafe"
      onSubmit={submit}
    >
      <div className="grid gap-5 md:grid-cols-2">
        <Select
          defaultValue={String(cafe?.slotMinutes ?? 5)}
          label={kitchen.slotMinutes}
          name="slotMinutes"
        >
          {slots.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes}
            </option>
          ))}
        </Select>
        <Field
          defaultValue={cafe?.aheadMinutes ?? 24 * 60}
          label={kitchen.aheadMinutes}
          max="10080"
          min="10"
          name="aheadMinutes"
          required
          type="number"
        />
        <Tick isOn={cafe?.hasSeats ?? true} label={kitchen.hasSeats} name="hasSeats" />
        <Tick isOn={cafe?.isActive ?? true} label={kitchen.takesOrders} name="isActive" />
      </div>
      {stations.map((station, at) => (
        <StationFields
          at={at}
          key={station.id}
          onChange={(part) => put(station.id, part)}
          remove={
            stations.length > 1
              ? () => setStations(stations.filter(({ id }) => id !== station.id))
              : undefined
          }
          station={station}
        />
      ))}
      {stations.length < stationsMax && (
        <Button data-act="add-station" onClick={add}>
          {kitchen.addStation}
        </Button>
      )}
      {missing.size > 0 && (
        <p className="text-kaki">{kitchen.stationsMissing([...missing].join(', '))}</p>
      )}
      <Save
        done={saving.isSuccess ? kitchen.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
      />
    </form>
  );
}

type StationProps = {
  readonly station: Station;
  readonly at: number;
  readonly onChange: (part: Partial<Station>) => void;
  readonly remove: (() => void) | undefined;
};

function StationFields({ station, at, onChange, remove }: StationProps) {
  const { kitchen } = useWords();
  const number = at + 1;
  const text = (name: 'code' | 'nameJa' | 'nameEn', label: string) => (
    <Field
      label={label}
      maxLength={name === 'code' ? 30 : 40}
      name={`station-${name}-${at}`}
      onChange={({ target }) => onChange({ [name]: target.value })}
      pattern={name === 'code' ? '[a-z][a-z0-9_]*' : undefined}
      required
      value={station[name]}
    />
  );
  return (
    <fieldset className="border-line border-t pt-5">
      <legend className="float-left mb-3 font-bold">{kitchen.stationAt(number)}</legend>
      <div className="clear-both grid gap-5 md:grid-cols-2">
        {text('nameJa', kitchen.stationJa(number))}
        {text('nameEn', kitchen.stationEn(number))}
        {text('code', kitchen.stationCodeAt(number))}
        <Field
          hint={kitchen.unitsPerSlotHint}
          label={kitchen.unitsPerSlot(number)}
          max="10000"
          min="1"
          name={`station-units-${at}`}
          onChange={({ target }) => onChange({ unitsPerSlot: Math.round(Number(target.value)) })}
          required
          type="number"
          value={station.unitsPerSlot === 0 ? '' : station.unitsPerSlot}
        />
      </div>
      {remove !== undefined && (
        <Button aria-label={kitchen.removeStation(number)} className="mt-3" onClick={remove}>
          {kitchen.remove}
        </Button>
      )}
    </fieldset>
  );
}

function toSend(edited: Edited): Station {
  const { id: _, ...station } = edited;
  return station;
}

function save(placeId: string, form: FormData, stations: readonly Edited[]) {
  return answerOf(
    api.PUT('/api/kitchen/shops/{placeId}', {
      params: { path: { placeId }, header: { 'idempotency-key': crypto.randomUUID() } },
      body: {
        slotMinutes: slots.find((each) => String(each) === textOf(form, 'slotMinutes')) ?? 5,
        aheadMinutes: Number(textOf(form, 'aheadMinutes')),
        hasSeats: form.has('hasSeats'),
        isActive: form.has('isActive'),
        stations: stations.map(toSend),
      },
    }),
  );
}
