// The question a clerk hears most: do you have this, and if not, where?
import { formatMoney } from '@engawa/ui';
import { Empty } from '@engawa/ui/work';
import { Link, useParams, useSearchParams } from 'react-router';
import { SearchField } from '../parts/search-field.tsx';
import { Split } from '../parts/split.tsx';
import { Answered } from '../parts/states.tsx';
import { useStation } from '../station/station.ts';
import { useWords } from '../words/words.ts';
import { ItemImage } from './item-image.tsx';
import { ItemView } from './item-view.tsx';
import { type ItemRow, useItemName, useItems } from './use-items.ts';

export function StockPage() {
  const words = useWords();
  const { itemId } = useParams();
  const [search, setSearch] = useSearchParams();
  const placeId = useStation()?.placeId ?? '';
  const q = search.get('q') ?? '';
  return (
    <Split
      detail={
        itemId === undefined ? (
          <Empty icon="box" title={words.stock.choose} />
        ) : (
          <ItemView itemId={itemId} key={itemId} placeId={placeId} q={q} />
        )
      }
      isChosen={itemId !== undefined}
      title={words.stock.title}
      list={
        <>
          <p className="flex flex-wrap justify-between gap-x-6 px-5 pt-3">
            <Link
              className="inline-flex min-h-12 items-center font-bold text-ai underline underline-offset-4"
              data-act="stockroom"
              to="/stockroom"
            >
              {words.stockroom.title}
            </Link>
            <Link
              className="inline-flex min-h-12 items-center text-ai underline underline-offset-4"
              to="/calls"
            >
              {words.floor.calls.open}
            </Link>
          </p>
          <SearchField
            initial={q}
            key={q}
            label={words.stock.search}
            onSearch={(text) => setSearch(text === '' ? {} : { q: text })}
          />
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            {q === '' ? (
              <Empty hint={words.stock.hint} icon="scan" title={words.stock.title} />
            ) : (
              <Found chosenId={itemId} placeId={placeId} q={q} />
            )}
          </div>
        </>
      }
    />
  );
}

type FoundProps = {
  readonly q: string;
  readonly placeId: string;
  readonly chosenId: string | undefined;
};

function Found({ q, placeId, chosenId }: FoundProps) {
  const words = useWords();
  const items = useItems(q, placeId);
  return (
    <Answered query={items}>
      {(found) =>
        found.length === 0 ? (
          <Empty hint={words.stock.noneHint} icon="search" title={words.stock.none} />
        ) : (
          <ul className="space-y-2 px-3 pb-6">
            {found.map((item) => (
              <li key={item.id}>
                <ItemCard isChosen={item.id === chosenId} item={item} q={q} />
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  );
}

type ItemCardProps = { readonly item: ItemRow; readonly isChosen: boolean; readonly q: string };

function ItemCard({ item, isChosen, q }: ItemCardProps) {
  const itemName = useItemName();
  const { id, name, code, price } = item;
  return (
    <Link
      aria-current={isChosen ? 'true' : undefined}
      className={`flex min-h-20 items-center gap-4 rounded-lg border px-4 py-3 ${isChosen ? 'border-ai bg-ai-mist' : 'border-line bg-paper shadow-rest'}`}
      to={`/stock/${id}?q=${encodeURIComponent(q)}`}
    >
      <ItemImage item={item} />
      <span className="min-w-0 flex-1">
        <b className="block">{itemName(name)}</b>
        <span className="text-ink-soft text-sm">{code}</span>
      </span>
      {price !== null && (
        <span className="shrink-0">{formatMoney(price.amountMinor, price.currency)}</span>
      )}
    </Link>
  );
}
