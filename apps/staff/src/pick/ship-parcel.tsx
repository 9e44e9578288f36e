// Sending a parcel: its slip to print, and the number of its label, which is typed or scanned into the field.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api.ts';
import { repeating } from '../offline/repeating.ts';
import { complain, notify } from '../parts/notices.tsx';
import { useWords } from '../words/words.ts';
import { type Parcel, renew } from './use-picks.ts';

const carriers = ['yamato', 'sagawa'] as const;

/** The carrier and the number of its label: she is told with it. */
export function ShipParcel({ parcel }: { readonly parcel: Parcel }) {
  const words = useWords();
  const id = useId();
  const [carrier, setCarrier] = useState<(typeof carriers)[number]>('yamato');
  const [number, setNumber] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      await repeating((key) =>
        answerOf(
          api.POST('/api/orders/{orderId}/shipment', {
            params: { path: { orderId: parcel.orderId }, header: { 'idempotency-key': key } },
            body: {
              carrier,
              trackingNumber: number.replaceAll(/\D/g, ''),
              ...(parcel.parcels > 1 ? { parcel: parcel.parcel } : {}),
            },
          }),
        ),
      );
      notify({ tone: 'calm', text: words.back.parcels.sent });
    } catch (error) {
      complain(error);
    }
    await renew();
  };
  return (
    <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => void submit(event)}>
      <a
        className="min-h-12 content-center px-2 text-ai underline"
        href={`/api/orders/${parcel.orderId}/packing-slip${parcel.parcels > 1 ? `?parcel=${parcel.parcel}` : ''}`}
        rel="noreferrer"
        target="_blank"
      >
        {words.back.parcels.slip}
      </a>
      <label className="text-sm" htmlFor={`${id}c`}>
        {words.back.parcels.carrier}
        <select
          className="mt-1 block min-h-12 rounded-lg border border-edge bg-paper px-2"
          id={`${id}c`}
          onChange={(event) => setCarrier(event.target.value === 'sagawa' ? 'sagawa' : 'yamato')}
          value={carrier}
        >
          {carriers.map((each) => (
            <option key={each} value={each}>
              {words.back.parcels.carriers[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="text-sm" htmlFor={id}>
        {words.back.parcels.tracking}
        <input
          autoComplete="off"
          className="mt-1 block min-h-12 w-44 rounded-lg border border-edge bg-paper px-3"
          id={id}
          inputMode="numeric"
          maxLength={20}
          onChange={(event) => setNumber(event.target.value)}
          required
          value={number}
        />
      </label>
      <Button look="main" type="submit">
        {words.back.parcels.sent}
      </Button>
    </form>
  );
}
