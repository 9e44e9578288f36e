// Where it is right now, in words that say how sure we are, and what she can do about it at each shop.
import { buttonClass, Card, Icon, StockWord } from '@engawa/ui';
import { Form, Link } from 'react-router';
import type { AvailabilityAtPlace, ItemPage } from '../../../../server/storefront/contract.ts';
import { useWords } from '../words/use-words.ts';
import { Distance, OpenWord } from './open-word.tsx';
import { useHas } from './use-has.ts';

export function Availability({ item }: { readonly item: ItemPage }) {
  const words = useWords();
  return (
    <Card>
      {item.delivery === null ? null : (
        <div className="flex flex-wrap items-center justify-between gap-2 pb-4">
          <h2 className="flex items-center gap-2 font-bold">
            <Icon name="truck" />
            {words.item.delivery}
          </h2>
          <StockWord word={item.delivery} />
        </div>
      )}
      {item.places.length === 0 ? null : (
        <>
          <h2 className="flex items-center gap-2 border-line pt-4 font-bold not-first:border-t first:pt-0">
            <Icon name="shop" />
            {words.item.atShops}
          </h2>
          <ul className="mt-1">
            {item.places.map((place) => (
              <AtPlace key={place.id} item={item} place={place} />
            ))}
          </ul>
        </>
      )}
      <Link
        to="/stores"
        className="inline-flex min-h-11 items-center gap-1 text-sm text-ai underline underline-offset-4"
      >
        {words.item.allShops}
      </Link>
    </Card>
  );
}

function AtPlace({
  item,
  place,
}: {
  readonly item: ItemPage;
  readonly place: AvailabilityAtPlace;
}) {
  const canTake =
    place.handsOver &&
    item.card.priceMinor !== null &&
    item.delivery !== null &&
    (place.word === 'in_stock' || place.word === 'low');
  return (
    <li className="border-b border-line py-3 last:border-0" data-place={place.id}>
      <div className="flex items-start justify-between gap-4">
        <div>
          <p className="leading-snug">{place.name}</p>
          <p className="flex flex-wrap gap-x-3">
            <OpenWord place={place} />
            <Distance place={place} />
          </p>
        </div>
        <span className="shrink-0 pt-0.5">
          <StockWord word={place.word} />
        </span>
      </div>
      {canTake ? <Ways item={item} place={place} /> : null}
    </li>
  );
}

/** Collect it there today, or have it kept and look at it first. */
function Ways({ item, place }: { readonly item: ItemPage; readonly place: AvailabilityAtPlace }) {
  const { keep } = useWords();
  const hasLayaways = useHas('layaways');
  return (
    <Form method="post" action="/cart" className="mt-1 flex flex-wrap gap-2">
      <input type="hidden" name="intent" value="collect" />
      <input type="hidden" name="itemId" value={item.card.id} />
      <input type="hidden" name="place" value={place.id} />
      <button
        type="submit"
        className={`${buttonClass('quiet')} text-sm`}
        aria-label={keep.pickupAt(place.name)}
        data-act="collect"
      >
        {keep.pickup}
      </button>
      {hasLayaways ? (
        <Link
          to={`/layaways/new?item=${item.card.id}&place=${place.id}`}
          className={`${buttonClass('plain')} text-sm`}
          aria-label={keep.openAt(place.name)}
          data-act="keep-here"
        >
          {keep.open}
        </Link>
      ) : null}
    </Form>
  );
}
