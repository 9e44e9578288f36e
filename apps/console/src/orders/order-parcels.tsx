// An order that several places send: what lies in each parcel, from where it goes, and where it can be followed.
import type { Answer } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Section } from '../parts/page.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';

type Order = Answer<'/api/orders/{orderId}'>;
type Parcel = Order['parcels'][number];

export function OrderParcels({ order }: { readonly order: Order }) {
  const words = useWords();
  const times = useTimes();
  const placeName = usePlaceName();
  if (order.parcels.length === 0) {
    return null;
  }
  const { parcels } = words.orders;
  const goodsOf = (parcel: Parcel) =>
    order.lines.filter(({ line, quantity }) => parcel.lines.includes(line) && quantity > 0);
  const columns: readonly Column<Parcel>[] = [
    { name: parcels.number, isHead: true, render: ({ parcel }) => parcel },
    { name: parcels.from, render: ({ placeId }) => placeName(placeId) ?? '' },
    {
      name: words.orders.item,
      render: (parcel) =>
        goodsOf(parcel).map(({ line, name, quantity }) => (
          <span className="block" key={line}>
            {name} × {formatCount(quantity)}
          </span>
        )),
    },
    {
      name: words.orders.state,
      render: ({ state, leftAt }) => (
        <>
          {parcels.states[state]}
          {leftAt === null ? null : (
            <span className="block text-ink-soft text-sm">{times.moment(leftAt)}</span>
          )}
        </>
      ),
    },
    {
      name: parcels.tracking,
      render: ({ carrier, trackingNumber, trackingUrl }) =>
        trackingUrl === null ? (
          ''
        ) : (
          <a
            className="text-ai underline underline-offset-4"
            href={trackingUrl}
            rel="noreferrer"
            target="_blank"
          >
            {wordFor(parcels.carriers, carrier ?? '')} {trackingNumber}
          </a>
        ),
    },
  ];
  return (
    <Section title={parcels.title(order.parcels.length)}>
      <p className="mb-3 text-ink-soft text-sm">{parcels.lead}</p>
      <DataTable
        caption={parcels.title(order.parcels.length)}
        columns={columns}
        keyOf={({ parcel }) => String(parcel)}
        rows={order.parcels}
      />
    </Section>
  );
}
