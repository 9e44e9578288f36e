// What she looked at last, and forgetting it.
import { Button, buttonClass, EmptyState, useLanguage } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router';
import { cookie, cookies, openPage } from '../context.ts';
import { Cards } from '../parts/cards.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { seenWords } from '../words/seen.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  return { cards: await storefront.seen(visitor) };
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  await storefront.forgetLooks(visitor);
  const headers = { 'set-cookie': cookie(args.request, cookies.seen, '') };
  throw redirect('/seen', { headers });
}

export default function Seen() {
  const { cards } = useLoaderData<typeof loader>();
  const words = seenWords(useLanguage());
  return (
    <>
      <PageHead title={words.title} isHidden />
      {cards.length === 0 ? (
        <EmptyState level={1} title={words.empty}>
          <Link to="/items" className={buttonClass('main')}>
            {words.look}
          </Link>
        </EmptyState>
      ) : (
        <>
          <h1 className="pt-6 text-2xl font-bold">{words.title}</h1>
          <p className="mt-1 text-ink-soft">
            {words.here}{' '}
            <Link to="/privacy" className="text-ai underline">
              {words.settings}
            </Link>
          </p>
          <Form method="post" className="mt-3 mb-8">
            <Button look="quiet">{words.forget}</Button>
          </Form>
          <Cards cards={cards} eager={4} level={2} />
        </>
      )}
    </>
  );
}
