// Where the counter's network printer stands, and how it was the last time: for whoever may change devices of the shop.
import { answerOf, doneOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api.ts';
import { complain, notify } from '../parts/notices.tsx';
import { useOnce } from '../parts/use-once.ts';
import { useStation } from '../station/station.ts';
import { useMe } from '../station/use-me.ts';
import { useWords } from '../words/words.ts';

/** As tills print to it. */
const name = 'counter';

export function PrinterSetup() {
  const mayChange = useMe().data?.data.roles.some((role) => role === 'owner' || role === 'manager');
  const placeId = useStation()?.placeId;
  return mayChange === true && placeId !== undefined ? <Printer placeId={placeId} /> : null;
}

function Printer({ placeId }: { readonly placeId: string }) {
  const words = useWords().till;
  const id = useId();
  const once = useOnce();
  const [typed, setTyped] = useState<string>();
  const printer = useQuery({
    queryKey: ['till', 'printer', placeId],
    queryFn: async () => {
      const query = { placeId };
      const { devices } = await answerOf(api.GET('/api/devices', { params: { query } }));
      return devices.find((each) => each.kind === 'printer' && each.name === name) ?? null;
    },
    retry: false,
  });
  if (printer.data === undefined) {
    return null;
  }
  const { desired = {}, reported = {} } = printer.data ?? {};
  const host = typed ?? (typeof desired.host === 'string' ? desired.host : '');
  const failures: Readonly<Record<string, string>> = words.receipt.failures;
  const trouble = failures[String(reported.state)];
  const save = async () => {
    try {
      const body = { kind: 'printer' as const, placeId, name };
      const device = printer.data ?? (await answerOf(api.POST('/api/devices', { body }))).device;
      const params = { path: { deviceId: device.id } };
      const wish = { desired: { ...desired, host: host.trim() } };
      await doneOf(api.PUT('/api/devices/{deviceId}/desired', { params, body: wish }));
      notify({ tone: 'calm', text: words.printer.saved });
      await printer.refetch();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <form
      className="mt-8 max-w-md space-y-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void once(save);
      }}
    >
      <h2 className="font-bold">{words.printer.title}</h2>
      <div>
        <label className="mb-1 block text-ink-soft text-sm" htmlFor={id}>
          {words.printer.address}
        </label>
        <input
          autoComplete="off"
          className="field"
          data-printer-address
          id={id}
          inputMode="decimal"
          lang="en"
          maxLength={45}
          onChange={({ target }) => setTyped(target.value)}
          placeholder="192.168.0.50"
          value={host}
        />
      </div>
      {trouble !== undefined && <p className="text-kaki">{trouble}</p>}
      <Button type="submit">{words.printer.save}</Button>
    </form>
  );
}
