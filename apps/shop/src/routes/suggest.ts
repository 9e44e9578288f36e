// What is proposed while she types, as data; no page.
import type { LoaderFunctionArgs } from 'react-router';
import { openPage } from '../context.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const typed = new URL(args.request.url).searchParams.get('q') ?? '';
  return Response.json({ suggestions: await storefront.suggest(visitor, typed.slice(0, 100)) });
}
