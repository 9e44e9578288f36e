// The document around every page, what all pages know, and what is shown when one fails.
import { Button, buttonClass, ErrorState, type Language, LanguageProvider } from '@engawa/ui';
import { type ReactNode, useEffect } from 'react';
import {
  data,
  isRouteErrorResponse,
  Link,
  Links,
  type LoaderFunctionArgs,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from 'react-router';
import type { Frame as FrameData } from '../../../server/storefront/contract.ts';
import styles from './app.css?url';
import { cookie, cookies, openPage, pageContext } from './context.ts';
import fonts from './fonts.css?url';
import { Frame } from './parts/frame.tsx';
import { useWords } from './words/use-words.ts';

export type RootData = {
  readonly frame: FrameData;
  readonly language: Language;
  readonly origin: string;
  /** For the scripts of the first page; later pages bring none. */
  readonly nonce: string;
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage({ request, context });
  const { origin, searchParams } = new URL(request.url);
  const { nonce } = context.get(pageContext);
  const { language } = visitor;
  const root: RootData = { frame: await storefront.frame(visitor), language, origin, nonce };
  return data(root, {
    headers: searchParams.has('lang')
      ? { 'set-cookie': cookie(request, cookies.language, language, '/') }
      : {},
  });
}

export const links = () => [{ rel: 'stylesheet', href: styles }];

/**
 * The font's stylesheet is 31 kB of ranges; it comes after the page has been painted in the font of the machine. The
 * service worker keeps it and shows a page when the line is gone.
 */
function useLateParts(): void {
  useEffect(() => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = fonts;
    document.head.append(link);
    if ('serviceWorker' in navigator) {
      void navigator.serviceWorker.register('/shop/sw.js', { scope: '/shop/' });
    }
  }, []);
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const root = useRouteLoaderData<RootData>('root');
  const language = root?.language ?? 'ja';
  const nonce = root?.nonce;
  const isBare = useIsBare();
  useLateParts();
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#f6f2e8" />
        <link rel="icon" href="/shop/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/shop/icon-192.png" />
        <link
          rel="manifest"
          href={isBare ? '/shop/card.webmanifest' : '/shop/manifest.webmanifest'}
        />
        <Meta />
        <Links />
        <noscript>
          <link rel="stylesheet" href={fonts} />
        </noscript>
      </head>
      <body>
        <LanguageProvider value={language}>{children}</LanguageProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** A page that is nothing but itself: the member card. */
function useIsBare(): boolean {
  return useMatches().some(({ handle }) => (handle as { isBare?: boolean } | undefined)?.isBare);
}

export default function Root() {
  const { frame } = useLoaderData<typeof loader>();
  const isBare = useIsBare();
  if (isBare) {
    return (
      <main id="content" className="min-h-dvh bg-white">
        <Outlet />
      </main>
    );
  }
  return (
    <Frame frame={frame}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  const root = useRouteLoaderData<RootData>('root');
  const failure = <Failure />;
  return root === undefined ? (
    <main className="page">{failure}</main>
  ) : (
    <Frame frame={root.frame}>{failure}</Frame>
  );
}

function Failure() {
  const error = useRouteError();
  const words = useWords();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  const { missing, missingMore, broken, brokenMore, home, again } = words.failure;
  return (
    <>
      <title>{isMissing ? missing : broken}</title>
      <meta name="robots" content="noindex" />
      <ErrorState level={1} title={isMissing ? missing : broken}>
        <p>{isMissing ? missingMore : brokenMore}</p>
        <div className="flex flex-wrap justify-center gap-3">
          {isMissing ? null : (
            <Button type="button" onClick={() => location.reload()}>
              {again}
            </Button>
          )}
          <Link to="/" className={buttonClass(isMissing ? 'main' : 'quiet')}>
            {home}
          </Link>
        </div>
      </ErrorState>
    </>
  );
}
