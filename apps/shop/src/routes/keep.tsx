// Asking a shop to keep a piece: whoever is signed in presses one button, everybody else tells a name and one way to
// reach her.
import { Button, buttonClass, Card, formatMoney, StockWord, useLanguage } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useNavigation,
} from 'react-router';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { OpenWord } from '../parts/open-word.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { WhoFields } from '../parts/who-fields.tsx';
import { RefusedForm, type SentBack, sendBack } from '../typed.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const page = await storefront.keep(
    visitor,
    searchParams.get('item') ?? '',
    searchParams.get('place') ?? '',
  );
  if (page === undefined) {
    throw data(null, { status: 404 });
  }
  return data(page, { headers: { 'cache-control': 'no-store' } });
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const sent = await args.request.formData();
  const read = (name: string, longest: number) => textOf(sent, name).trim().slice(0, longest);
  const kept = await storefront.keepItem(visitor, {
    itemId: read('itemId', 40),
    placeId: read('placeId', 40),
    formId: read('formId', 100),
    name: read('name', 100),
    email: read('email', 254),
    phone: read('phone', 30),
  });
  if ('refused' in kept) {
    return sendBack(sent, kept);
  }
  throw redirect(`/layaways/${kept.layawayId}?t=${kept.token}`);
}

export default function Keep() {
  const { item, place, word, knows, formId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { keep } = useWords();
  const language = useLanguage();
  const isBusy = useNavigation().state !== 'idle';
  const canKeep = word === 'in_stock' || word === 'low';
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead title={keep.title} isHidden />
      <h1 className="pt-6 text-2xl font-bold">{keep.title}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{keep.lead}</p>
      <Form method="post" className="space-y-6">
        <input type="hidden" name="itemId" value={item.itemId} />
        <input type="hidden" name="placeId" value={place.id} />
        <input type="hidden" name="formId" value={formId} />
        <Card>
          <div className="flex gap-4">
            <img
              src={item.picture.address}
              alt={item.picture.alt}
              width={96}
              height={96}
              className="size-24 rounded-md bg-shade object-cover"
            />
            <div>
              <p className="font-bold">{item.name}</p>
              {item.priceMinor === null ? null : (
                <p>{formatMoney(item.priceMinor, item.currency, language)}</p>
              )}
              <p className="mt-2 text-sm text-ink-soft">{keep.at}</p>
              <p className="font-bold">{place.name}</p>
              <p className="flex flex-wrap gap-x-3">
                <OpenWord place={place} />
                <StockWord word={word} />
              </p>
            </div>
          </div>
        </Card>
        <RefusedForm back={answer} title={keep.title} />
        {canKeep ? (
          <>
            {knows === null ? (
              <Who back={answer} />
            ) : (
              <p>{keep.known(knows.name, knows.contact)}</p>
            )}
            <Button isWide disabled={isBusy} data-act="keep">
              {isBusy ? keep.sending : keep.send}
            </Button>
          </>
        ) : (
          <div className="space-y-4">
            <p role="status">{word === 'ask' ? keep.ask : keep.short}</p>
            {place.phone === null ? null : (
              <a href={`tel:${place.phone}`} className={buttonClass('quiet')}>
                {place.phone}
              </a>
            )}
            <Link to={`/items/${item.itemId}`} className={buttonClass('quiet')}>
              {item.name}
            </Link>
          </div>
        )}
      </Form>
    </div>
  );
}

function Who({ back }: { readonly back: SentBack | undefined }) {
  const { keep } = useWords();
  return (
    <Card>
      <fieldset className="space-y-5">
        <legend className="mb-4 text-xl font-bold">{keep.who}</legend>
        <WhoFields back={back} words={keep} />
      </fieldset>
    </Card>
  );
}
