// What a page says of itself to browsers and search engines: title, description, its address and its twin in the
// other language. React lifts these into the head.
import { useLanguage } from '@engawa/ui';
import { useLocation, useRouteLoaderData } from 'react-router';
import type { RootData } from '../root.tsx';

type Props = {
  readonly title: string;
  readonly description?: string | undefined;
  /** Carts, orders and what is only shown to us are in no index. */
  readonly isHidden?: boolean;
  /** Search parameters that make another page of it (`page`). */
  readonly keep?: readonly string[];
};

const none: readonly string[] = [];

export function PageHead({ title, description, isHidden = false, keep = none }: Props) {
  const language = useLanguage();
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData<RootData>('root');
  const origin = root?.origin ?? '';
  const kept = [...new URLSearchParams(search)].filter(([name]) => keep.includes(name));
  const addressIn = (wanted: string) => {
    const parameters = new URLSearchParams(kept);
    if (wanted === 'en') {
      parameters.set('lang', 'en');
    }
    const query = parameters.size === 0 ? '' : `?${parameters}`;
    return `${origin}/shop${pathname === '/' ? '/' : pathname}${query}`;
  };
  const shopName = root?.frame.shopName ?? '縁側';
  return (
    <>
      <title>{`${title} | ${shopName}`}</title>
      {description === undefined ? null : (
        <meta name="description" content={description.slice(0, 160)} />
      )}
      {isHidden ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={addressIn(language)} />
          <link rel="alternate" hrefLang="ja" href={addressIn('ja')} />
          <link rel="alternate" hrefLang="en" href={addressIn('en')} />
        </>
      )}
    </>
  );
}
