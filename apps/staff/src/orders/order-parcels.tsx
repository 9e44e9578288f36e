// An order that several places send: who sends which lines, and how far each parcel is.
import type { Answer } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Part } from '../parts/detail.tsx';
import { usePlaceName } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';

type Order = Answer<'/api/orders/{orderId}'>;

export function OrderParcels({ order }: { readonly order: Order }) {
  const words = useWords();
  const placeName = usePlaceName();
  // An answer that the tablet kept from before knows no parcels.
  const parcels = order.parcels ?? [];
  if (parcels.length === 0) {
    return null;
  }
  return (
    <Part title={words.back.parcels.ofOrder(parcels.length)}>
      <ol className="space-y-3">
        {parcels.map((parcel) => (
          <li data-parcel={parcel.parcel} key={parcel.parcel}>
            <p>
              <b>{words.back.parcels.nth(parcel.parcel, parcels.length)}</b>{' '}
              {placeName(parcel.placeId) ?? ''} · {words.back.parcels.states[parcel.state]}
            </p>
            <p className="text-ink-soft">
              {order.lines
                .filter(({ line, quantity }) => parcel.lines.includes(line) && quantity > 0)
                .map(({ name, quantity }) => `${name} × ${formatCount(quantity)}`)
                .join('、')}
            </p>
          </li>
        ))}
      </ol>
    </Part>
  );
}
