// Arriving by a code at a shelf: a GS1 Digital Link (`/01/04912345678904`), or a code of our own. Leads to the product
// and says there that it was scanned, and where.
import { data, type LoaderFunctionArgs, redirect } from 'react-router';
import { openPage } from '../context.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const source = searchParams.get('s');
  const place = source === null ? undefined : await storefront.placeOfSource(source);
  const { gtin, code } = args.params;
  const scanned = await storefront.scanned(gtin ?? code ?? '', place);
  if (scanned === undefined) {
    throw data(null, { status: 404 });
  }
  const kept = new URLSearchParams({ scan: place ?? '1' });
  for (const name of ['s', 'lang']) {
    const value = searchParams.get(name);
    if (value !== null) {
      kept.set(name, value);
    }
  }
  throw redirect(`/items/${scanned.itemId}?${kept}`);
}
