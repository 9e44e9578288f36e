// The link of a group's basket: whoever opens it puts in from here on, from a phone of their own.
import { buttonClass, EmptyState } from '@engawa/ui';
import { Link, type LoaderFunctionArgs, redirect } from 'react-router';
import { cookie, cookies, openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useCafeWords } from '../words/cafe.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { token = '' } = args.params;
  if (visitor.basket?.token === token) {
    throw redirect('/cafe/basket');
  }
  const found = await storefront.findCafeBasket(token);
  if (found === undefined) {
    return null;
  }
  throw redirect('/cafe/basket', {
    headers: { 'set-cookie': cookie(args.request, cookies.basket, `${token}.`) },
  });
}

export default function CafeJoin() {
  const say = useCafeWords();
  return (
    <>
      <PageHead title={say.basket} isHidden />
      <EmptyState level={1} icon="question" title={say.empty}>
        <p>{say.emptyMore}</p>
        <Link to="/cafe" className={buttonClass('main')}>
          {say.look}
        </Link>
      </EmptyState>
    </>
  );
}
