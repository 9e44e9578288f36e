// What she likes and may buy later; its action also serves the product page.
import { buttonClass, EmptyState, formatCount } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useRouteLoaderData,
} from 'react-router';
import { cookie, cookies, openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { Cards } from '../parts/cards.tsx';
import { PageHead } from '../parts/page-head.tsx';
import type { RootData } from '../root.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { cards, hasMoved } = await storefront.wishes(visitor);
  return data({ cards }, { headers: hasMoved ? forgetWishes(args.request) : {} });
}

/** What the browser kept is on her account now. */
export function forgetWishes(request: Request): HeadersInit {
  return { 'set-cookie': cookie(request, cookies.wishes, '') };
}

export async function action(args: ActionFunctionArgs) {
  const { request } = args;
  const { storefront, visitor } = openPage(args);
  const form = await request.formData();
  const itemId = textOf(form, 'itemId');
  const { isWished, kept } = await storefront.wish(visitor, itemId, form.get('wanted') === '1');
  const headers = { 'set-cookie': cookie(request, cookies.wishes, (kept ?? []).join('.')) };
  if (request.headers.get('sec-fetch-mode') === 'navigate') {
    throw redirect('/wishes', { headers });
  }
  return data({ isWished }, { headers });
}

export default function Wishes() {
  const { cards } = useLoaderData<typeof loader>();
  const words = useWords();
  const root = useRouteLoaderData<RootData>('root');
  return (
    <>
      <PageHead title={words.wishes.title} isHidden />
      {cards.length === 0 ? (
        <EmptyState level={1} title={words.wishes.empty}>
          <p>{words.wishes.emptyMore}</p>
          <Link to="/items" className={buttonClass('main')}>
            {words.cart.look}
          </Link>
        </EmptyState>
      ) : (
        <>
          <h1 className="pt-6 text-2xl font-bold">{words.wishes.title}</h1>
          <p className="mt-1 mb-6 text-ink-soft">
            {words.list.count(formatCount(cards.length))}
            {root?.frame.isSignedIn === true ? null : (
              <>
                {' · '}
                {words.wishes.here}{' '}
                <Link to="/sign-in?to=/wishes" className="text-ai underline underline-offset-4">
                  {words.nav.signIn}
                </Link>
              </>
            )}
          </p>
          <Cards cards={cards} eager={4} level={2} />
        </>
      )}
    </>
  );
}
