// One product: what it is, what it costs, and where it is right now.
import {
  Button,
  buttonClass,
  formatMoment,
  formatMoney,
  Icon,
  type Language,
  Price,
  Stepper,
  Toast,
  useLanguage,
} from '@engawa/ui';
import { useEffect } from 'react';
import { data, Link, type LoaderFunctionArgs, useFetcher, useLoaderData } from 'react-router';
import type { ItemPage } from '../../../../server/storefront/contract.ts';
import type { SizeHelp as SizeHelpData } from '../../../../server/storefront/contract-finding.ts';
import type { PreorderWord } from '../../../../server/storefront/contract-preorder.ts';
import { cookie, cookies, openPage } from '../context.ts';
import { tell } from '../moments/tell.ts';
import { useMoment, useWebPlace } from '../moments/use-moment.ts';
import { Availability } from '../parts/availability.tsx';
import { Cards } from '../parts/cards.tsx';
import { InShop } from '../parts/in-shop.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Path } from '../parts/path.tsx';
import { ShelfVideo } from '../parts/shelf-video.tsx';
import { type SaidSizes, SizeHelp } from '../parts/size-help.tsx';
import { useHas } from '../parts/use-has.ts';
import { WishButton } from '../parts/wish-button.tsx';
import { Reviews } from '../reviews/reviews.tsx';
import { productData, sayReviews } from '../reviews/say-reviews.ts';
import { preorderWords } from '../words/preorder.ts';
import { sizeWords } from '../words/size-help.ts';
import { useWords } from '../words/use-words.ts';
import type { CartAnswer } from './cart.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  // She came by the code at a shelf; of which shop, when the code says so.
  const scan = new URL(args.request.url).searchParams.get('scan');
  const item = await storefront.item(visitor, args.params.itemId ?? '', scan ?? undefined);
  if (item === undefined) {
    throw data(null, { status: 404 });
  }
  const { language } = visitor;
  const shown = {
    ...item,
    scan,
    said: sayReviews(item.said, language),
    sizes: saySizes(item.sizes, language),
    preorder: sayPreorder(item.preorder, language),
    product: productData(
      item,
      new URL(`/shop/items/${item.card.id}`, args.request.url).href,
      language,
    ),
  };
  // What a browser fetches ahead, nobody has looked at.
  const isAhead = /prefetch/.test(args.request.headers.get('sec-purpose') ?? '');
  const seen = isAhead ? null : await storefront.noteLook(visitor, item.card.id);
  const headers = new Headers();
  if (seen !== null) {
    headers.set('set-cookie', cookie(args.request, cookies.seen, seen.join('.')));
  }
  return data(shown, { headers });
}

function saySizes(help: SizeHelpData | null, language: Language): SaidSizes | null {
  if (help === null || (help.table === null && help.last === null)) {
    return null;
  }
  const { title, size, last } = sizeWords(language);
  const said = help.last === null ? null : last(help.last.size, help.last.name);
  return { title, size, last: said, table: help.table };
}

/** Said here, so that the page carries no words for what few products have. */
function sayPreorder(preorder: PreorderWord | null, language: Language) {
  if (preorder === null) {
    return null;
  }
  const { link, opens } = preorderWords(language);
  const { opensAt } = preorder;
  return { link, opens: opensAt === null ? null : opens(formatMoment(opensAt, language)) };
}

export const meta = ({ loaderData }: { readonly loaderData?: { readonly product: object } }) =>
  loaderData === undefined ? [] : [{ 'script:ld+json': loaderData.product }];

export default function Item() {
  const item = useLoaderData<typeof loader>();
  const words = useWords();
  const language = useLanguage();
  const { card } = item;
  const { scan } = item;
  const hasGifts = useHas('gifts');
  const hasReviews = useHas('reviews');
  const scannedAt = scan?.startsWith('plc_') === true ? scan : null;
  useMoment(
    scan === null
      ? { kind: 'viewed', page: 'item', itemId: card.id }
      : { kind: 'scanned', itemId: card.id },
    { asks: true, at: scannedAt },
  );
  const price =
    card.priceMinor === null ? '' : ` ${formatMoney(card.priceMinor, card.currency, language)}`;
  return (
    <>
      <PageHead
        title={card.name}
        description={item.description ?? `${card.name}${price}. ${words.shop.description}`}
      />
      <Path path={item.path} />
      <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
        <div className="space-y-3">
          {item.film === null ? null : <ShelfVideo film={item.film} plays={scan !== null} />}
          <Pictures item={item} isFirst={item.film === null || scan === null} />
        </div>
        <div className="space-y-6">
          {item.here === null ? null : <InShop item={item} place={item.here} />}
          <div>
            <h1 className="text-2xl leading-snug font-bold">{card.name}</h1>
            <div className="mt-2">
              <Price
                amountMinor={card.priceMinor}
                compareAtMinor={card.compareAtMinor}
                currency={card.currency}
                size="page"
              />
              <TaxLine item={item} />
            </div>
          </div>
          <Variants item={item} />
          {item.sizes === null ? null : <SizeHelp said={item.sizes} />}
          {item.preorder === null ? null : <MadeForDays itemId={card.id} said={item.preorder} />}
          <Buy key={card.id} item={item} />
          <WishButton key={`wish ${card.id}`} itemId={card.id} isWished={item.isWished} />
          {card.priceMinor === null || !hasGifts ? null : (
            <Link to={`/gifts/new?item=${card.id}`} className={buttonClass('quiet', true)}>
              {words.giving.title}
            </Link>
          )}
          <Availability item={item} />
        </div>
      </div>
      <About item={item} />
      {hasReviews ? <Reviews said={item.said} itemId={card.id} /> : null}
      {item.related.length === 0 ? null : (
        <section className="mt-16">
          <h2 className="mb-4 text-xl font-bold">{words.item.related}</h2>
          <Cards cards={item.related} />
        </section>
      )}
    </>
  );
}

function Pictures({ item, isFirst }: { readonly item: ItemPage; readonly isFirst: boolean }) {
  const words = useWords();
  const [first, ...others] = item.pictures;
  return (
    <div>
      <img
        src={first?.address}
        alt={first?.alt ?? ''}
        width={640}
        height={640}
        fetchPriority={isFirst ? 'high' : 'auto'}
        className="aspect-square w-full rounded-lg bg-shade object-cover"
      />
      {others.length === 0 ? null : (
        <ul aria-label={words.item.pictures} className="mt-3 grid grid-cols-4 gap-3">
          {others.map(({ address, alt }) => (
            <li key={address}>
              <a href={address}>
                <img
                  src={address}
                  alt={alt}
                  width={160}
                  height={160}
                  loading="lazy"
                  className="aspect-square w-full rounded-md bg-shade object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function TaxLine({ item }: { readonly item: ItemPage }) {
  const words = useWords();
  const { taxRateBp, pricePer, unit } = item;
  if (taxRateBp === null) {
    return null;
  }
  const parts = [
    ...(pricePer === 1 ? [] : [words.item.per(`${pricePer}${unit === 'each' ? '' : unit}`)]),
    words.item.tax(`${taxRateBp / 100}%`),
    ...(taxRateBp === 800 ? [words.item.reduced] : []),
  ];
  return <p className="text-sm text-ink-soft">{parts.join(' · ')}</p>;
}

function Variants({ item }: { readonly item: ItemPage }) {
  const words = useWords();
  return item.variants.length === 0 ? null : (
    <nav aria-label={words.item.variant}>
      <ul className="flex flex-wrap gap-2">
        {item.variants.map(({ id, name, isThis }) => (
          <li key={id}>
            <Link
              to={`/items/${id}`}
              aria-current={isThis ? 'true' : undefined}
              preventScrollReset
              className="inline-flex min-h-11 items-center rounded-md border border-edge bg-paper px-4 hover:bg-shade aria-[current=true]:border-2 aria-[current=true]:border-ai aria-[current=true]:bg-ai-mist aria-[current=true]:font-bold"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type MadeForDaysProps = {
  readonly itemId: string;
  readonly said: { readonly link: string; readonly opens: string | null };
};

function MadeForDays({ itemId, said }: MadeForDaysProps) {
  return said.opens === null ? (
    <Link className={buttonClass('main', true)} data-act="preorder" to={`/preorder/${itemId}`}>
      <Icon name="clock" />
      {said.link}
    </Link>
  ) : (
    <p className="rounded-md bg-shade p-4">{said.opens}</p>
  );
}

function Buy({ item }: { readonly item: ItemPage }) {
  const words = useWords();
  const fetcher = useFetcher<CartAnswer>();
  const answer = fetcher.data;
  const placeId = useWebPlace();
  useEffect(() => {
    if (answer?.isThere === true && answer.added > 0) {
      tell({ kind: 'carted', itemId: item.card.id, quantity: answer.added }, placeId);
    }
  }, [answer, item.card.id, placeId]);
  if (item.card.priceMinor === null) {
    return <p className="rounded-md bg-shade p-4">{words.item.notSold}</p>;
  }
  return (
    <>
      <fetcher.Form method="post" action="/cart" className="flex flex-wrap gap-3">
        <input type="hidden" name="intent" value="add" />
        <input type="hidden" name="itemId" value={item.card.id} />
        <Stepper name="quantity" value={1} />
        <Button className="min-w-48 flex-1">
          <Icon name="cart" />
          {fetcher.state === 'idle' ? words.item.add : words.item.adding}
        </Button>
      </fetcher.Form>
      <Toast id={fetcher.state === 'idle' && answer !== undefined ? answer.moment : null}>
        <span>{answer?.isThere === true ? words.item.added : words.item.full}</span>
        <Link to="/cart" className="inline-flex min-h-11 items-center underline">
          {words.item.toCart}
        </Link>
      </Toast>
    </>
  );
}

function About({ item }: { readonly item: ItemPage }) {
  const words = useWords();
  const facts = [...item.facts, { name: words.item.code, value: item.code }];
  return (
    <section className="mt-12 max-w-2xl">
      <h2 className="mb-3 text-xl font-bold">{words.item.about}</h2>
      {item.description === null ? null : (
        <p className="mb-6 whitespace-pre-line">{item.description}</p>
      )}
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name} className="flex gap-4 border-b border-line py-2">
            <dt className="w-32 shrink-0 text-ink-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
