// The veranda: what there is, what is new, and the shops near.
import { buttonClass, Icon } from '@engawa/ui';
import type { ReactNode } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { openPage } from '../context.ts';
import { useMoment } from '../moments/use-moment.ts';
import { Cards } from '../parts/cards.tsx';
import { Distance, OpenWord } from '../parts/open-word.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { seenWords } from '../words/seen.ts';
import { useWords } from '../words/use-words.ts';

const seenShown = 4;

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { language } = visitor;
  const [home, seen] = [await storefront.home(visitor), await storefront.seen(visitor)];
  return { ...home, seen: seen.slice(0, seenShown), seenTitle: seenWords(language).title };
}

export default function Home() {
  const { newest, popular, places, seen, seenTitle } = useLoaderData<typeof loader>();
  const words = useWords();
  useMoment({ kind: 'viewed', page: 'home' });
  return (
    <>
      <PageHead title={words.shop.tagline} description={words.shop.description} />
      <section className="grid items-center gap-8 py-10 md:grid-cols-[1fr_26rem] md:py-14">
        <div>
          <h1 className="text-2xl font-bold md:text-[2.5rem] md:leading-snug">
            {words.home.title}
          </h1>
          <p className="mt-3 max-w-xl text-ink-soft md:text-lg">{words.home.lead}</p>
          <div className="mt-6 flex flex-wrap gap-3">
            <Link to="/items" className={buttonClass('main')}>
              {words.home.look}
            </Link>
            <Link to="/stores" className={buttonClass('quiet')}>
              <Icon name="pin" />
              {words.nav.stores}
            </Link>
            <Link to="/scan" reloadDocument className={buttonClass('quiet')}>
              {words.scan.open}
            </Link>
          </div>
        </div>
        <img
          src="/shop/veranda.svg"
          alt=""
          width={416}
          height={312}
          className="hidden w-full rounded-lg md:block"
        />
      </section>
      {seen.length === 0 ? null : (
        <Shelf title={seenTitle} to="/seen">
          <Cards cards={seen} />
        </Shelf>
      )}
      <Shelf title={words.home.popular} to="/items">
        <Cards cards={popular} eager={4} />
      </Shelf>
      <Shelf title={words.home.newest} to="/items?sort=newest">
        <Cards cards={newest} />
      </Shelf>
      <Shelf title={words.home.stores} to="/stores">
        <ul className="grid gap-3 md:grid-cols-2 lg:grid-cols-4">
          {places.map((place) => (
            <li key={place.id} className="flex flex-col rounded-lg bg-paper p-4 shadow-rest">
              <span className="font-bold">{place.name}</span>
              <OpenWord place={place} />
              <Distance place={place} />
            </li>
          ))}
        </ul>
      </Shelf>
    </>
  );
}

function Shelf({
  title,
  to,
  children,
}: {
  readonly title: string;
  readonly to: string;
  readonly children: ReactNode;
}) {
  const words = useWords();
  return (
    <section className="mb-16">
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 className="text-xl font-bold">{title}</h2>
        <Link
          to={to}
          aria-label={`${title}: ${words.home.more}`}
          className="inline-flex min-h-11 shrink-0 items-center gap-1 text-sm text-ai hover:underline"
        >
          {words.home.more}
          <Icon name="next" size={16} />
        </Link>
      </div>
      {children}
    </section>
  );
}
