// Which café: by distance, by how long a cup takes there now, by its hours. And the same as last time, in two presses.
import { Button, buttonClass, EmptyState, Icon } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import type { CafeShop, CafesPage } from '../../../../server/storefront/contract-cafe.ts';
import { cookie, cookies, openPage } from '../context.ts';
import { CafeFacts } from '../parts/cafe-shop.tsx';
import { LocateMe } from '../parts/locate-me.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useCafeWords } from '../words/cafe.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  return storefront.cafes(visitor);
}

/** The same again: into a new basket, one press before it is ordered. */
export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const answer = await storefront.orderAgain(visitor);
  if ('refused' in answer) {
    return data(answer);
  }
  const { token, seatKey } = answer.kept;
  throw redirect('/cafe/basket', {
    headers: { 'set-cookie': cookie(args.request, cookies.basket, `${token}.${seatKey}`) },
  });
}

export default function Cafe() {
  const { shops, again } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const say = useCafeWords();
  return (
    <>
      <PageHead title={say.title} description={say.lead} />
      <h1 className="pt-6 text-2xl font-bold">{say.title}</h1>
      <p className="mt-1 mb-4 max-w-2xl text-ink-soft">{say.lead}</p>
      {failed === undefined ? null : (
        <p role="alert" className="mb-4 rounded-md bg-kaki-mist p-4 text-kaki">
          {failed.refused === '' ? say.againGone : failed.refused}
        </p>
      )}
      {again === null ? null : <Again again={again} />}
      {shops.length === 0 ? (
        <EmptyState icon="shop" title={say.noShops} />
      ) : (
        <>
          <LocateMe words={say} />
          <ul className="mt-6 grid items-stretch gap-4 md:grid-cols-2">
            {shops.map((shop) => (
              <li key={shop.id}>
                <Shop shop={shop} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Again({ again }: { readonly again: NonNullable<CafesPage['again']> }) {
  const say = useCafeWords();
  return (
    <section className="mb-6 rounded-lg border-l-4 border-ai bg-paper p-5 shadow-rest md:flex md:items-center md:gap-6">
      <div className="min-w-0 flex-1">
        <h2 className="font-bold">{say.again}</h2>
        <p className="text-sm text-ink-soft">
          {again.names.join(' / ')} {say.againAt(again.shopName)}
        </p>
      </div>
      <Form method="post" className="mt-3 md:mt-0">
        <Button data-act="again">{say.againPress}</Button>
      </Form>
    </section>
  );
}

function Shop({ shop }: { readonly shop: CafeShop }) {
  const say = useCafeWords();
  return (
    <article className="flex h-full flex-col gap-2 rounded-lg bg-paper p-5 shadow-rest">
      <h2 className="text-lg leading-snug font-bold">{shop.name}</h2>
      <CafeFacts shop={shop} />
      {shop.address === null ? null : (
        <p className="flex gap-2 text-sm">
          <span className="mt-0.5">
            <Icon name="pin" size={16} />
          </span>
          {shop.address}
        </p>
      )}
      <Link
        to={`/cafe/${shop.id}`}
        data-cafe={shop.id}
        aria-label={`${say.choose}: ${shop.name}`}
        className={`mt-auto self-start ${buttonClass('quiet')}`}
      >
        {say.choose}
      </Link>
    </article>
  );
}
