// Arriving by a code at a shelf: a GS1 Digital Link (`/01/04912345678904`, with what else it may carry), or a code of
// our own. Leads to the product and says there that it was scanned, and where. A code that leads nowhere has a way on.
import { buttonClass, EmptyState } from '@engawa/ui';
import { data, Link, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const source = searchParams.get('s');
  const hung = source === null ? undefined : await storefront.placeOfSource(source);
  const place = hung ?? searchParams.get('place') ?? visitor.placeId;
  const { gtin, code } = args.params;
  const asked = gtin ?? code ?? '';
  const scanned = await storefront.scanned(asked, place);
  if (scanned === undefined) {
    const isMisread = /^\d{8,14}$/.test(asked) && !fits(asked);
    return data({ place: place ?? null, isMisread }, { status: 404 });
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

/** Whether the last digit fits those before it (GS1 General Specifications 7.9). */
function fits(digits: string): boolean {
  const sum = Array.from(digits.slice(0, -1))
    .toReversed()
    .reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

export default function Unknown() {
  const { place, isMisread } = useLoaderData<typeof loader>();
  const { scan } = useWords();
  return (
    <>
      <PageHead title={scan.unknown} isHidden />
      <EmptyState level={1} icon="question" title={isMisread ? scan.misread : scan.unknown}>
        {isMisread ? null : <p>{scan.unknownMore}</p>}
        <p className="mt-4 flex flex-wrap justify-center gap-3">
          <Link
            to={place === null ? '/scan' : `/scan?place=${place}`}
            reloadDocument
            className={buttonClass('main')}
          >
            {scan.again}
          </Link>
          <Link to="/search" className={buttonClass('quiet')}>
            {scan.search}
          </Link>
        </p>
      </EmptyState>
    </>
  );
}
