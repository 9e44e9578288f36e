// One item: how many are here, and which shop nearby has it.
import { Badge, buttonClass, formatCount, formatMoney, type Tone } from '@engawa/ui';
import { Button, Loading, wordFor } from '@engawa/ui/work';
import { Link } from 'react-router';
import { useAsk } from '../floor/use-floor.ts';
import { Detail, Part } from '../parts/detail.tsx';
import { notify } from '../parts/notices.tsx';
import { Answered } from '../parts/states.tsx';
import { useStation } from '../station/station.ts';
import { useOwnPlace, usePlaceName } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import { ItemImage } from './item-image.tsx';
import {
  type AtPlace,
  type Item,
  type Nearby,
  useItem,
  useItemName,
  useStock,
} from './use-items.ts';

type ItemViewProps = { readonly itemId: string; readonly placeId: string; readonly q: string };

/** A list of all shops of a chain helps nobody at the counter. */
const nearbyMax = 20;

export function ItemView({ itemId, placeId, q }: ItemViewProps) {
  const words = useWords();
  const itemName = useItemName();
  const item = useItem(itemId, placeId);
  const data = item.data?.data;
  return (
    <Detail
      back={q === '' ? '/stock' : `/stock?q=${encodeURIComponent(q)}`}
      title={data === undefined ? words.stock.title : itemName(data.name)}
    >
      <Answered query={item}>{(found) => <Told item={found} />}</Answered>
    </Detail>
  );
}

function Told({ item }: { readonly item: Item }) {
  const words = useWords();
  const own = useOwnPlace();
  const stock = useStock(item, own);
  const { price, code, barcodes } = item;
  return (
    <>
      <div className="flex items-start gap-5">
        <ItemImage className="size-28" item={item} />
        <div className="min-w-0">
          {price !== null && (
            <p className="mb-1">
              <b className="text-2xl">{formatMoney(price.amountMinor, price.currency)}</b>
              <span className="ml-2 text-ink-soft text-sm">{words.stock.taxIn}</span>
            </p>
          )}
          <p className="text-ink-soft">
            {words.stock.code} {code}
          </p>
          {barcodes.length > 0 && (
            <p className="text-ink-soft">
              {words.stock.barcode} {barcodes.join(' ')}
            </p>
          )}
        </div>
      </div>
      <Part title={words.stock.here}>
        {stock.data === undefined && stock.error === null ? (
          <Loading />
        ) : (
          <Answered query={stock}>{({ here }) => <Here here={here} />}</Answered>
        )}
      </Part>
      {stock.data !== undefined && (
        <Part title={words.stock.nearby}>
          <Elsewhere itemId={item.id} nearby={stock.data.data.nearby.slice(0, nearbyMax)} />
          <Link
            className={`mt-4 ${buttonClass('main', true)}`}
            data-act="start-order"
            to={`/order-for/${item.id}`}
          >
            {words.floor.aisle.start}
          </Link>
        </Part>
      )}
    </>
  );
}

function Here({ here }: { readonly here: AtPlace | undefined }) {
  const words = useWords();
  const available = here?.available ?? 0;
  const facts = [
    { name: words.stock.onHand, value: here?.onHand ?? 0 },
    { name: words.stock.held, value: here?.held ?? 0 },
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-10 gap-y-4 rounded-lg bg-washi p-5">
      <div>
        <p className="text-ink-soft text-sm">{words.stock.available}</p>
        <p className={`font-bold text-4xl ${available <= 0 ? 'text-kaki' : ''}`}>
          {formatCount(available)}
        </p>
      </div>
      <dl className="flex gap-8">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-ink-soft text-sm">{name}</dt>
            <dd className="text-xl">{formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      <StateBadge state={available <= 0 ? 'out_of_stock' : available <= 3 ? 'low' : 'in_stock'} />
    </div>
  );
}

type ElsewhereProps = { readonly itemId: string; readonly nearby: readonly Nearby[] };

function Elsewhere({ itemId, nearby }: ElsewhereProps) {
  const words = useWords();
  const { calls } = words.floor;
  const ask = useAsk(useStation()?.placeId ?? '');
  const askPlace = async (placeId: string, name: string) => {
    await ask.mutateAsync({ itemId, toPlaceIds: [placeId] });
    notify({ tone: 'calm', text: calls.asked(name), to: '/calls' });
  };
  const placeName = usePlaceName();
  if (nearby.length === 0) {
    return <p className="text-ink-soft">{words.stock.elsewhere}</p>;
  }
  return (
    <ul className="divide-y divide-line border-line border-y">
      {nearby.map(({ placeId, state, distanceM, available }) => (
        <li className="flex min-h-14 items-center gap-4 py-2" key={placeId}>
          <span className="min-w-0 flex-1">
            {placeName(placeId) ?? words.common.none}
            {distanceM !== null && (
              <span className="ml-3 whitespace-nowrap text-ink-soft text-sm">
                {formatDistance(distanceM)}
              </span>
            )}
          </span>
          {available !== undefined && (
            <span className="shrink-0">{words.stock.pieces(formatCount(available))}</span>
          )}
          <StateBadge state={state} />
          <Button
            aria-label={calls.askAt(placeName(placeId) ?? '')}
            data-ask={placeId}
            disabled={ask.isPending}
            onClick={() => void askPlace(placeId, placeName(placeId) ?? '')}
          >
            {calls.ask}
          </Button>
        </li>
      ))}
    </ul>
  );
}

const tones: Readonly<Record<string, Tone>> = { in_stock: 'here', out_of_stock: 'now' };

function StateBadge({ state }: { readonly state: string }) {
  const words = useWords();
  return <Badge tone={tones[state] ?? 'quiet'}>{wordFor(words.stock.states, state)}</Badge>;
}

/** `850 m`, `2.4 km`, `38 km`. */
function formatDistance(distanceM: number): string {
  if (distanceM < 1000) {
    return `${Math.round(distanceM / 10) * 10} m`;
  }
  const km = distanceM / 1000;
  return `${km < 10 ? km.toFixed(1) : Math.round(km)} km`;
}
