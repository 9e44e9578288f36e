// The page behind the QR code at a shop's door: she says that she is here. Her shop is chosen by it, and the visit is
// told to the house if she agreed to be known.
import { Button, buttonClass, EmptyState, Icon } from '@engawa/ui';
import { useEffect, useState } from 'react';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  useFetcher,
  useLoaderData,
} from 'react-router';
import type { PlaceCard } from '../../../../server/storefront/contract.ts';
import { cookie, cookies, openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { askToBeKnown, channelNow, choiceNow, useChoice } from '../moments/choice.ts';
import { newId } from '../moments/tell.ts';
import { OpenWord } from '../parts/open-word.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const source = new URL(args.request.url).searchParams.get('s');
  const placeId =
    args.params.placeId ?? (source === null ? undefined : await storefront.placeOfSource(source));
  const place = placeId === undefined ? undefined : await storefront.door(visitor, placeId);
  const status = place === undefined ? 404 : 200;
  return data({ place: place ?? null, source }, { status });
}

/** Her shop is this one from now on; that is a choice of hers and needs nobody to know her. */
export async function action({ request }: ActionFunctionArgs) {
  const place = textOf(await request.formData(), 'place');
  const chosen = /^plc_[0-9a-z]{26}$/.test(place) ? place : '';
  return data(
    { isIn: chosen !== '' },
    { headers: { 'set-cookie': cookie(request, cookies.place, chosen) } },
  );
}

export default function CheckIn() {
  const { place, source } = useLoaderData<typeof loader>();
  const words = useWords();
  return (
    <>
      <PageHead title={words.checkIn.title} isHidden />
      {place === null ? (
        <EmptyState level={1} icon="question" title={words.checkIn.unknown}>
          <p>{words.checkIn.unknownMore}</p>
          <Link to="/stores" className={buttonClass('quiet')}>
            {words.nav.stores}
          </Link>
        </EmptyState>
      ) : (
        <Door place={place} source={source} />
      )}
    </>
  );
}

function Door({ place, source }: { readonly place: PlaceCard; readonly source: string | null }) {
  const words = useWords();
  const fetcher = useFetcher<{ readonly isIn: boolean }>();
  const isIn = fetcher.data?.isIn === true;
  return (
    <div className="mx-auto max-w-lg pt-10 text-center">
      <span className="mx-auto mb-4 flex size-16 items-center justify-center rounded-full bg-ai-mist text-ai">
        <Icon name={isIn ? 'check' : 'shop'} size={28} />
      </span>
      <p className="text-ink-soft">{words.checkIn.welcome}</p>
      <h1 className="text-2xl leading-snug font-bold">{place.name}</h1>
      <p className="mt-1">
        <OpenWord place={place} />
      </p>
      {isIn ? (
        <Inside place={place} source={source} />
      ) : (
        <fetcher.Form method="post" className="mt-6">
          <input type="hidden" name="place" value={place.id} />
          <p className="mb-6 text-ink-soft">{words.checkIn.lead}</p>
          <Button isWide disabled={fetcher.state !== 'idle'}>
            {words.checkIn.press}
          </Button>
        </fetcher.Form>
      )}
    </div>
  );
}

function Inside({ place, source }: { readonly place: PlaceCard; readonly source: string | null }) {
  const words = useWords();
  const isTold = useVisit(place.id, source);
  return (
    <>
      <p role="status" className="mt-6 text-lg font-bold text-ai">
        {words.checkIn.done}
      </p>
      <p className="mt-1 text-sm text-ink-soft">
        {isTold ? words.checkIn.told : words.checkIn.untold}{' '}
        <Link to="/privacy" className="text-ai underline underline-offset-4">
          {words.nav.privacy}
        </Link>
      </p>
      <div className="mt-6 grid gap-3">
        <Link to="/items" className={buttonClass('main', true)}>
          {words.checkIn.look}
        </Link>
        <Link to="/account" className={buttonClass('quiet', true)}>
          {words.checkIn.card}
        </Link>
      </div>
    </>
  );
}

/** Tells the visit once, as soon as she agreed; asks her where she was not asked. True when the house heard it. */
function useVisit(placeId: string, source: string | null): boolean {
  const choice = useChoice();
  const [id] = useState(newId);
  const [isTold, setIsTold] = useState(false);
  useEffect(() => {
    if (choice === 'unasked') {
      askToBeKnown();
    }
    if (choice !== 'given' || choiceNow() !== 'given') {
      return;
    }
    void fetch('/api/moments/visits', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        placeId,
        channel: channelNow(),
        ...(source === null ? {} : { source }),
      }),
    }).then(
      ({ ok }) => setIsTold(ok),
      () => setIsTold(false),
    );
  }, [choice, id, placeId, source]);
  return isTold;
}
