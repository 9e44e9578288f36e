// The menu of a café, live: what sells out is crossed out on every open phone at once.
import { Badge, buttonClass, formatMoney, Icon, useLanguage } from '@engawa/ui';
import { data, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { CafeCard } from '../../../../server/storefront/contract-cafe.ts';
import { openPage } from '../context.ts';
import { CafeFacts, FarWarning, useLiveMenu } from '../parts/cafe-shop.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useCafeWords } from '../words/cafe.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const page = await storefront.cafeMenu(visitor, args.params.placeId ?? '');
  if (page === undefined) {
    throw data(null, { status: 404 });
  }
  return page;
}

export default function CafeMenu() {
  const { shop, sections, pieces } = useLoaderData<typeof loader>();
  const say = useCafeWords();
  useLiveMenu(shop.id);
  return (
    <>
      <PageHead title={`${say.menu} | ${shop.name}`} />
      <div className="space-y-2 pt-6">
        <p className="text-sm">
          <Link
            to="/cafe"
            className="inline-flex min-h-8 items-center text-ai underline underline-offset-4"
          >
            {say.otherShop}
          </Link>
        </p>
        <h1 className="text-2xl leading-snug font-bold">{shop.name}</h1>
        <CafeFacts shop={shop} />
        <FarWarning shop={shop} />
      </div>
      {sections.map((section) => (
        <section key={section.name} className="mt-8">
          <h2 className="mb-3 text-xl font-bold">
            {section.name === '' ? say.menu : section.name}
          </h2>
          <ul className="grid grid-cols-2 gap-x-4 gap-y-6 md:grid-cols-3 lg:grid-cols-4">
            {section.cards.map((card) => (
              <li key={card.itemId}>
                <MenuCard card={card} placeId={shop.id} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {pieces === 0 ? null : (
        <p className="sticky bottom-4 mt-8 text-center">
          <Link to="/cafe/basket" className={`shadow-lift ${buttonClass('main')}`}>
            <Icon name="bag" />
            {say.toBasket(pieces)}
          </Link>
        </p>
      )}
    </>
  );
}

function MenuCard({ card, placeId }: { readonly card: CafeCard; readonly placeId: string }) {
  const say = useCafeWords();
  const language = useLanguage();
  const price = formatMoney(card.outPriceMinor, card.currency, language);
  return (
    <Link
      to={`/cafe/${placeId}/${card.itemId}`}
      data-menu-item={card.itemId}
      data-sold-out={card.isSoldOut}
      prefetch="intent"
      className="block rounded-lg"
    >
      <img
        src={card.picture.address}
        alt=""
        width={320}
        height={320}
        loading="lazy"
        className={`aspect-square w-full rounded-lg bg-shade object-cover ${card.isSoldOut ? 'opacity-40 grayscale' : ''}`}
      />
      <p className={`mt-2 leading-snug font-bold ${card.isSoldOut ? 'text-ink-soft' : ''}`}>
        {card.name}
      </p>
      <p className="text-sm text-ink-soft">
        {card.isSoldOut ? (
          <Badge tone="now">{say.soldOut}</Badge>
        ) : (
          say.outPrice(card.isFrom ? say.from(price) : price)
        )}
      </p>
    </Link>
  );
}
