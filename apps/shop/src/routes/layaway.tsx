// Her page of a piece that is kept: what the shop scans, until when, one extension, giving it up.
import { Button, Card, EmptyState, ErrorState, formatMoment, useLanguage } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
  useNavigation,
} from 'react-router';
import type { LayawayPage } from '../../../../server/storefront/contract-visit.ts';
import { openPage } from '../context.ts';
import { Cards } from '../parts/cards.tsx';
import { HomeLink } from '../parts/home-link.tsx';
import { OpenWord } from '../parts/open-word.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const token = new URL(args.request.url).searchParams.get('t') ?? '';
  const layaway = await storefront.layaway(visitor, args.params.layawayId ?? '', token);
  const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  return data({ layaway: layaway ?? null }, { status: layaway === undefined ? 404 : 200, headers });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const token = new URL(args.request.url).searchParams.get('t') ?? '';
  const verb = (await args.request.formData()).get('verb') === 'cancel' ? 'cancel' : 'extend';
  const refused = await storefront.changeLayaway(visitor, args.params.layawayId ?? '', token, verb);
  return data({ refused: refused ?? null, verb }, { status: refused === undefined ? 200 : 422 });
}

export default function Layaway() {
  const { layaway } = useLoaderData<typeof loader>();
  const { keep } = useWords();
  return (
    <>
      <PageHead title={keep.title} isHidden />
      {layaway === null ? (
        <EmptyState level={1} icon="question" title={keep.unknown}>
          <p>{keep.unknownMore}</p>
          <HomeLink />
        </EmptyState>
      ) : (
        <Kept layaway={layaway} />
      )}
    </>
  );
}

function Kept({ layaway }: { readonly layaway: LayawayPage }) {
  const { keep, beside } = useWords();
  const language = useLanguage();
  const answer = useActionData<typeof action>();
  const isKept = layaway.state === 'kept';
  const { item, place } = layaway;
  return (
    <div className="mx-auto max-w-2xl space-y-6 pt-8" data-layaway={layaway.state}>
      <div>
        <h1 aria-live="polite" className="text-2xl font-bold">
          {keep.states[layaway.state]}
        </h1>
        {isKept ? (
          <p className="mt-1 text-ink-soft">
            {keep.until}{' '}
            <time dateTime={layaway.keptUntil} className="font-bold text-sumi">
              {formatMoment(layaway.keptUntil, language)}
            </time>
          </p>
        ) : null}
      </div>
      {answer === undefined || answer.refused === null ? null : (
        <ErrorState title={keep.title}>
          <p>{answer.refused}</p>
        </ErrorState>
      )}
      {isKept ? (
        <Card>
          <div className="flex flex-wrap items-center gap-5">
            <img
              src={layaway.code}
              alt={keep.codeAlt(layaway.number)}
              width={160}
              height={160}
              className="size-40 rounded-md bg-white"
            />
            <div>
              <p className="text-sm text-ink-soft">{keep.number}</p>
              <p className="text-2xl font-bold tracking-wider">{layaway.number}</p>
              <p className="mt-2">{keep.show}</p>
            </div>
          </div>
        </Card>
      ) : null}
      <Card>
        <div className="flex gap-4">
          <img
            src={item.picture.address}
            alt={item.picture.alt}
            width={96}
            height={96}
            className="size-24 rounded-md bg-shade object-cover"
          />
          <div className="min-w-0">
            <Link to={`/items/${item.itemId}`} className="font-bold underline underline-offset-4">
              {item.name}
            </Link>
            {place === null ? null : (
              <>
                <p className="mt-2">{place.name}</p>
                <p className="text-sm text-ink-soft">{place.address}</p>
                <OpenWord place={place} />
              </>
            )}
          </div>
        </div>
      </Card>
      {isKept ? <Changes layaway={layaway} /> : null}
      {layaway.beside.length === 0 ? null : (
        <section>
          <h2 className="text-xl font-bold">{beside.title}</h2>
          <p className="mb-4 text-ink-soft">{beside.lead}</p>
          <Cards cards={layaway.beside} />
        </section>
      )}
    </div>
  );
}

function Changes({ layaway }: { readonly layaway: LayawayPage }) {
  const { keep } = useWords();
  const answer = useActionData<typeof action>();
  const isBusy = useNavigation().state !== 'idle';
  return (
    <Form method="post" className="flex flex-wrap items-center gap-3">
      {layaway.canExtend ? (
        <>
          <Button name="verb" value="extend" disabled={isBusy}>
            {keep.extend}
          </Button>
          <span className="text-sm text-ink-soft">{keep.extendOnce}</span>
        </>
      ) : (
        <p role="status">{answer?.verb === 'extend' ? keep.extended : keep.extendOnce}</p>
      )}
      <Button name="verb" value="cancel" look="quiet" disabled={isBusy}>
        {keep.cancel}
      </Button>
    </Form>
  );
}
