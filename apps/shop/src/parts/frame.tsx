// The frame around every page: name, search, cart, categories above; the quiet links below.
import { Icon, LanguageSwitch, OfflineBar, useLanguage } from '@engawa/ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Form, Link, NavLink, useLocation, useNavigation, useSearchParams } from 'react-router';
import type { Frame as FrameData } from '../../../../server/storefront/contract.ts';
import type { Suggestions } from '../finding/suggestions.tsx';
import { keepSending, sourceOfArrival } from '../moments/tell.ts';
import { useWords } from '../words/use-words.ts';
import { ConsentPanel } from './consent-panel.tsx';

const categoriesMax = 12;

export function Frame({
  frame,
  children,
}: {
  readonly frame: FrameData;
  readonly children: ReactNode;
}) {
  const words = useWords();
  useArrival();
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-paper focus:p-3"
      >
        {words.nav.skip}
      </a>
      <OfflineBar />
      <OnTheWay />
      <Header frame={frame} />
      <main id="content" className="page min-h-[60vh] pb-20">
        {children}
      </main>
      <Footer frame={frame} />
      <ConsentPanel />
    </>
  );
}

/** A line along the top while the next page comes; nothing when it comes at once. */
function OnTheWay() {
  const { state } = useNavigation();
  return state === 'idle' ? null : <div aria-hidden="true" className="on-the-way" />;
}

/** Remembers what led here for this visit, and takes it out of the address, so that a copied link is a plain one. */
function useArrival(): void {
  useEffect(() => {
    sourceOfArrival();
    const address = new URL(location.href);
    address.searchParams.delete('s');
    address.searchParams.delete('scan');
    if (address.href !== location.href) {
      history.replaceState(history.state, '', address);
    }
    return keepSending();
  }, []);
}

function Header({ frame }: { readonly frame: FrameData }) {
  const words = useWords();
  return (
    <header className="border-b border-line bg-paper">
      <div className="page flex flex-wrap items-center gap-x-4 gap-y-1 py-2 md:flex-nowrap md:py-3">
        <Link
          to="/"
          className="min-w-0 flex-1 py-2 leading-tight font-bold tracking-wide text-balance md:flex-none md:text-lg"
        >
          {frame.shopName}
        </Link>
        <SearchForm className="order-last w-full pb-2 md:order-none md:w-auto md:flex-1 md:pb-0" />
        <nav aria-label={words.nav.home} className="flex shrink-0 items-center">
          <HeaderLink to="/stores" icon="shop" label={words.nav.stores} />
          {frame.isSignedIn ? (
            <HeaderLink to="/account" icon="person" label={words.nav.account} />
          ) : (
            <HeaderLink to="/sign-in" icon="person" label={words.nav.signIn} />
          )}
          <HeaderLink to="/cart" icon="cart" label={words.nav.cart} count={frame.cartCount} />
        </nav>
      </div>
      <nav aria-label={words.nav.categories} className="row-scroll border-t border-line">
        <ul className="page flex whitespace-nowrap *:first:-ml-3">
          <CategoryTab to="/items" label={words.nav.all} />
          {frame.hasCafe ? <CategoryTab to="/cafe" label={words.nav.cafe} /> : null}
          {frame.categories.slice(0, categoriesMax).map(({ id, name }) => (
            <CategoryTab key={id} to={`/c/${id}`} label={name} />
          ))}
        </ul>
      </nav>
    </header>
  );
}

function CategoryTab({ to, label }: { readonly to: string; readonly label: string }) {
  return (
    <li>
      <NavLink
        to={to}
        end
        className="flex min-h-11 items-center px-3 text-sm underline-offset-8 hover:underline aria-[current=page]:font-bold aria-[current=page]:text-ai aria-[current=page]:underline"
      >
        {label}
      </NavLink>
    </li>
  );
}

type HeaderLinkProps = {
  readonly to: string;
  readonly icon: 'shop' | 'person' | 'cart';
  readonly label: string;
  readonly count?: number;
};

function HeaderLink({ to, icon, label, count = 0 }: HeaderLinkProps) {
  return (
    <Link
      to={to}
      prefetch="intent"
      className="relative flex min-h-12 min-w-14 flex-col items-center justify-center rounded-md px-1 text-center text-xs hover:bg-shade"
    >
      <Icon name={icon} />
      <span>{label}</span>
      {count > 0 ? (
        <span className="absolute top-0 right-0.5 min-w-5 rounded-full bg-kaki px-1 text-center text-xs leading-5 font-bold text-paper">
          {count}
        </span>
      ) : null}
    </Link>
  );
}

function SearchForm({ className = '' }: { readonly className?: string }) {
  const words = useWords();
  const [parameters] = useSearchParams();
  const query = parameters.get('q') ?? '';
  const field = useRef<HTMLInputElement>(null);
  const [Proposed, setProposed] = useState<typeof Suggestions>();
  const touched = () => {
    void import('../finding/suggestions.tsx').then((part) => setProposed(() => part.Suggestions));
  };
  return (
    <search className={`relative ${className}`}>
      <Form action="/search" className="flex">
        <input
          key={query}
          ref={field}
          onFocus={touched}
          autoComplete="off"
          type="search"
          name="q"
          defaultValue={query}
          aria-label={words.nav.search}
          placeholder={`${words.nav.search} (${words.nav.searchHint})`}
          maxLength={100}
          enterKeyHint="search"
          className="min-h-11 w-full min-w-0 rounded-l-md border border-r-0 border-edge bg-washi px-3 placeholder:text-ink-soft"
        />
        <button
          type="submit"
          aria-label={words.nav.find}
          className="inline-flex w-12 items-center justify-center rounded-r-md bg-ai text-paper hover:bg-ai-deep"
        >
          <Icon name="search" />
        </button>
      </Form>
      {Proposed === undefined ? null : <Proposed key={query} field={field} />}
    </search>
  );
}

function Footer({ frame }: { readonly frame: FrameData }) {
  const words = useWords();
  const language = useLanguage();
  const { pathname, search } = useLocation();
  const links = [
    ['/items', words.nav.all],
    ['/stores', words.nav.stores],
    ['/scan', words.scan.title],
    ['/cart', words.nav.cart],
    ['/wishes', words.wishes.title],
    frame.isSignedIn ? ['/account', words.nav.account] : ['/sign-in', words.nav.signIn],
    ['/terms', words.nav.terms],
    ['/privacy', words.nav.privacy],
    ['/privacy/transmissions', words.outside.title],
  ] as const;
  return (
    <footer className="border-t border-line bg-shade">
      <div className="page flex flex-col gap-6 py-10 md:flex-row md:items-start md:justify-between">
        <div className="max-w-md">
          <p className="font-bold tracking-wide">{frame.shopName}</p>
          <p className="mt-1 text-sm text-ink-soft">{words.shop.tagline}</p>
        </div>
        <nav aria-label={words.footer.guide}>
          <ul className="grid grid-cols-2 gap-x-8">
            {links.map(([to, label]) => (
              <li key={to}>
                <Link to={to} className="inline-flex min-h-11 items-center text-sm hover:underline">
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="-ml-2 shrink-0 md:ml-0">
          <LanguageSwitch
            language={language}
            addressIn={(wanted) => {
              const parameters = new URLSearchParams(search);
              parameters.set('lang', wanted);
              return `/shop${pathname}?${parameters}`;
            }}
          />
        </div>
      </div>
    </footer>
  );
}
