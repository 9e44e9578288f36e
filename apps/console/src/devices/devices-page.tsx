// The devices of every place: whether they are enrolled and when they were last heard of; one more, a new code, and the
// end of one that is lost.
import { type Answer, answerOf, type Body } from '@engawa/client';
import { Badge, type Tone } from '@engawa/ui';
import { Answered, Empty, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { ShownOnce } from '../house/shown-once.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Filters, PlaceChoice, useFilter } from '../parts/filters.tsx';
import { Field, Outcome, Save, Select, textOf } from '../parts/form.tsx';
import { Options } from '../parts/options.tsx';
import { Page, Section } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Sure } from '../parts/sure.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Device = Answer<'/api/devices'>['devices'][number];
type ToAdd = Body<'/api/devices'>;

const key = ['devices'] as const;
const tones: Readonly<Record<string, Tone>> = { waiting: 'now', enrolled: 'here' };

export function DevicesPage() {
  const say = useWords().devices;
  const mayChange = useMay('devices');
  const [placeId] = useFilter('placeId');
  const query = placeId === '' ? {} : { placeId };
  const devices = useQuery({
    queryKey: [...key, query],
    queryFn: () => answerOf(api.GET('/api/devices', { params: { query } })),
  });
  return (
    <Page back="/places" lead={say.lead} title={say.title}>
      <Filters>
        <PlaceChoice />
      </Filters>
      <Answered query={devices}>
        {(data) =>
          data.devices.length === 0 ? (
            <Empty
              {...(placeId === '' && mayChange ? { hint: say.noneHint } : {})}
              title={placeId === '' ? say.none : say.noneHere}
            />
          ) : (
            <Devices devices={data.devices} mayChange={mayChange} />
          )
        }
      </Answered>
      {mayChange && (
        <Section title={say.add}>
          <NewDevice placeId={placeId} />
        </Section>
      )}
    </Page>
  );
}

type DevicesProps = { readonly devices: readonly Device[]; readonly mayChange: boolean };

function Devices({ devices, mayChange }: DevicesProps) {
  const words = useWords();
  const say = words.devices;
  const placeName = usePlaceName();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: key });
  const renewing = useMutation({
    mutationFn: ({ id }: Device) =>
      answerOf(api.POST('/api/devices/{deviceId}/code', { params: { path: { deviceId: id } } })),
    onSuccess,
  });
  const retiring = useMutation({
    mutationFn: ({ id }: Device) =>
      answerOf(api.POST('/api/devices/{deviceId}/retire', { params: { path: { deviceId: id } } })),
    onSuccess,
  });
  const columns: readonly Column<Device>[] = [
    { name: say.name, isHead: true, render: ({ name }) => name },
    { name: say.kind, isExtra: true, render: ({ kind }) => wordFor(say.kinds, kind) },
    { name: say.place, render: ({ placeId }) => placeName(placeId) ?? words.common.none },
    {
      name: say.state,
      render: ({ state }) => (
        <Badge tone={tones[state] ?? 'quiet'}>{wordFor(say.states, state)}</Badge>
      ),
    },
    {
      name: say.inStep,
      isExtra: true,
      render: ({ isInStep }) => (isInStep ? say.step.yes : say.step.no),
    },
    {
      name: say.seen,
      render: ({ lastSeenAt }) => (lastSeenAt === null ? say.never : <Stamp iso={lastSeenAt} />),
    },
    ...(mayChange
      ? [
          {
            name: say.manage,
            render: (device: Device) => (
              <DeviceActions
                device={device}
                isBusy={renewing.isPending || retiring.isPending}
                onRenew={() => {
                  retiring.reset();
                  renewing.mutate(device);
                }}
                onRetire={() => {
                  renewing.reset();
                  retiring.mutate(device);
                }}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      {renewing.data !== undefined && (
        <div className="mb-4">
          <ShownOnce hint={say.code(renewing.data.device.name)} secret={renewing.data.code} />
        </div>
      )}
      <Outcome
        done={retiring.data === undefined ? undefined : say.retired(retiring.data.name)}
        error={renewing.error ?? retiring.error}
      />
      <DataTable caption={say.title} columns={columns} keyOf={({ id }) => id} rows={devices} />
    </>
  );
}

type ActionsProps = {
  readonly device: Device;
  readonly isBusy: boolean;
  readonly onRenew: () => void;
  readonly onRetire: () => void;
};

function DeviceActions({ device, isBusy, onRenew, onRetire }: ActionsProps) {
  const say = useWords().devices;
  const { name } = device;
  return (
    <span className="inline-flex flex-wrap justify-end gap-2 md:justify-start">
      <Sure
        act="renew"
        hint={say.renewHint}
        isBusy={isBusy}
        label={say.renewOf(name)}
        onSure={onRenew}
        title={say.renewSure(name)}
        word={say.renew}
      />
      <Sure
        act="retire"
        hint={say.retireHint}
        isBusy={isBusy}
        isWarning={true}
        label={say.retireOf(name)}
        onSure={onRetire}
        title={say.retireSure(name)}
        word={say.retire}
      />
    </span>
  );
}

function NewDevice({ placeId }: { readonly placeId: string }) {
  const say = useWords().devices;
  const queries = useQueryClient();
  const places = usePlaces();
  const placeName = usePlaceName();
  const adding = useMutation({
    mutationFn: (body: ToAdd) => answerOf(api.POST('/api/devices', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    adding.mutate({
      name: textOf(form, 'name'),
      kind: textOf(form, 'kind') as ToAdd['kind'],
      placeId: textOf(form, 'placeId'),
    });
  };
  return (
    <form
      className="max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="device"
      onSubmit={submit}
    >
      <div className="grid gap-5 md:grid-cols-3">
        <Field label={say.name} maxLength={100} name="name" required />
        <Select label={say.kind} name="kind">
          <Options words={say.kinds} />
        </Select>
        <Select
          defaultValue={placeId}
          key={`${placeId} ${places.data?.places.length ?? 0}`}
          label={say.place}
          name="placeId"
          required
        >
          {(places.data?.places ?? []).map(({ id, code }) => (
            <option key={id} value={id}>
              {placeName(id) ?? code}
            </option>
          ))}
        </Select>
      </div>
      <Save error={adding.error} isPending={adding.isPending} label={say.addNow} />
      {adding.data !== undefined && (
        <ShownOnce hint={say.code(adding.data.device.name)} secret={adding.data.code} />
      )}
    </form>
  );
}
