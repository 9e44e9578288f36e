// Products side by side: two on a phone, four on a desk. The whole card is one link.
import { Badge, Price } from '@engawa/ui';
import { Link } from 'react-router';
import type { Card } from '../../../../server/storefront/contract.ts';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly cards: readonly Card[];
  /** The first pictures are seen at once; the others wait until they come near. */
  readonly eager?: number;
  /** Level of the names as headings. */
  readonly level?: 2 | 3;
};

export function Cards({ cards, eager = 0, level = 3 }: Props) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 md:gap-x-6 lg:grid-cols-4">
      {cards.map((card, index) => (
        <li key={card.id}>
          <ItemCard card={card} isEager={index < eager} level={level} />
        </li>
      ))}
    </ul>
  );
}

function ItemCard({
  card,
  isEager,
  level,
}: {
  readonly card: Card;
  readonly isEager: boolean;
  readonly level: 2 | 3;
}) {
  const words = useWords();
  const Name = level === 2 ? 'h2' : 'h3';
  return (
    <Link to={`/items/${card.id}`} prefetch="intent" className="group block">
      <div className="relative mb-2 overflow-hidden rounded-md bg-shade">
        <img
          src={card.picture.address}
          alt=""
          width={400}
          height={400}
          loading={isEager ? 'eager' : 'lazy'}
          decoding="async"
          className="aspect-square w-full object-cover duration-300 motion-safe:transition-transform motion-safe:group-hover:scale-[1.03]"
        />
        {card.isNew ? (
          <span className="absolute top-2 left-2">
            <Badge tone="here">{words.list.isNew}</Badge>
          </span>
        ) : null}
      </div>
      <Name className="line-clamp-2 leading-snug underline-offset-4 group-hover:underline">
        {card.name}
      </Name>
      <Price
        amountMinor={card.priceMinor}
        compareAtMinor={card.compareAtMinor}
        currency={card.currency}
        isFrom={card.isFrom}
      />
    </Link>
  );
}
