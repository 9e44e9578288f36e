// The second look: which place and which channel the number came from. Folded, since it is not the point.
import { formatCount, formatMoney } from '@engawa/ui';
import { Icon, wordFor } from '@engawa/ui/work';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import type { Today } from './use-overview.ts';

type Part = Today['parts'][number];

const partsMax = 20;

export function Parts({ today }: { readonly today: Today }) {
  const words = useWords();
  const placeName = usePlaceName();
  const { parts, currency } = today;
  if (parts.length === 0) {
    return null;
  }
  const columns: readonly Column<Part>[] = [
    {
      name: words.orders.place,
      isHead: true,
      render: ({ placeId }) => (
        <TextLink to={`/orders?placeId=${placeId}`}>
          {placeName(placeId) ?? words.orders.place}
        </TextLink>
      ),
    },
    {
      name: words.orders.channel,
      render: ({ channel }) => wordFor(words.orders.channels, channel),
    },
    {
      name: words.today.orders,
      isNumber: true,
      render: ({ orders }) => formatCount(orders),
    },
    {
      name: words.today.net,
      isNumber: true,
      render: ({ netMinor }) => formatMoney(netMinor, currency),
    },
  ];
  return (
    <details className="rounded-lg bg-paper shadow-rest">
      <summary className="group flex min-h-14 list-none flex-wrap items-center gap-x-4 px-5 py-3 md:px-6">
        <Icon className="size-5 text-ai" name="unfold" />
        <h2 className="font-bold">{words.today.parts}</h2>
        <span className="text-ink-soft text-sm">{words.today.partsHint}</span>
      </summary>
      <div className="px-3 pb-3 md:px-4 md:pb-4">
        <DataTable
          caption={words.today.parts}
          columns={columns}
          keyOf={({ placeId, channel }) => `${placeId} ${channel}`}
          rows={parts.slice(0, partsMax)}
        />
      </div>
    </details>
  );
}
