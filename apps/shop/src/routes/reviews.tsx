// All that buyers said of a product.
import { useLanguage } from '@engawa/ui';
import { data, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Reviews } from '../reviews/reviews.tsx';
import { sayReviews } from '../reviews/say-reviews.ts';
import { reviewWords } from '../words/reviews.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const page = await storefront.reviews(visitor, args.params.itemId ?? '');
  if (page === undefined) {
    throw data(null, { status: 404 });
  }
  return { itemId: page.itemId, name: page.name, said: sayReviews(page, visitor.language) };
}

export default function AllReviews() {
  const { itemId, name, said } = useLoaderData<typeof loader>();
  const words = reviewWords(useLanguage());
  return (
    <>
      <PageHead title={words.of(name)} />
      <h1 className="pt-6 text-2xl font-bold">{words.of(name)}</h1>
      <Link to={`/items/${itemId}`} className="inline-flex min-h-11 items-center underline">
        {words.back}
      </Link>
      <Reviews said={said} itemId={itemId} isAll />
    </>
  );
}
