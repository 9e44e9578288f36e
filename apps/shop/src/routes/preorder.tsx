// 予約販売: an item that is made for a day. The shop, how many, the day, a name; the order has a page of its own after that.
import {
  Button,
  buttonClass,
  Card,
  EmptyState,
  formatCount,
  formatMoment,
  formatMoney,
  Select,
  useLanguage,
} from '@engawa/ui';
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
  useSearchParams,
} from 'react-router';
import type { PreorderPage } from '../../../../server/storefront/contract-preorder.ts';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { DayChoice } from '../parts/day-choice.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { WhoFields } from '../parts/who-fields.tsx';
import { chosenOf, RefusedForm, type SentBack, sendBack } from '../typed.tsx';
import { usePreorderWords } from '../words/preorder.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const page = await storefront.preorder(visitor, args.params.itemId ?? '', {
    placeId: searchParams.get('place') ?? '',
    from: searchParams.get('from') ?? '',
    quantity: Number(searchParams.get('quantity') ?? '1'),
  });
  if (page === undefined) {
    throw data(null, { status: 404 });
  }
  return data(page, { headers: { 'cache-control': 'no-store' } });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const sent = await args.request.formData();
  const read = (name: string, longest: number) => textOf(sent, name).trim().slice(0, longest);
  const placed = await storefront.placePreorder(visitor, {
    itemId: read('itemId', 40),
    placeId: read('placeId', 40),
    day: read('day', 10),
    quantity: Number(read('quantity', 3)),
    name: read('name', 100),
    email: read('email', 254),
    phone: read('phone', 30),
    payment: read('payment', 10),
    card: read('card', 20),
    formId: read('formId', 100),
  });
  if ('refused' in placed) {
    return sendBack(sent, placed);
  }
  throw redirect(`/orders/${placed.orderId}?t=${placed.token}`);
}

export default function Preorder() {
  const page = useLoaderData<typeof loader>();
  const words = usePreorderWords();
  const language = useLanguage();
  const { item } = page;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHead title={`${words.title}: ${item.name}`} isHidden />
      <h1 className="pt-6 text-2xl font-bold">{words.title}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{words.lead}</p>
      <div className="space-y-6">
        <Card>
          <div className="flex gap-4">
            <img
              alt={item.picture.alt}
              className="size-24 rounded-md bg-shade object-cover"
              height={96}
              src={item.picture.address}
              width={96}
            />
            <div>
              <p className="font-bold">{item.name}</p>
              <p>{formatMoney(item.priceMinor, item.currency, language)}</p>
              <Link
                className="inline-flex min-h-11 items-center text-ai underline underline-offset-4"
                to={`/items/${item.itemId}`}
              >
                {words.back}
              </Link>
            </div>
          </div>
        </Card>
        {page.placeId === null ? (
          <EmptyState
            icon="clock"
            title={
              page.opensAt === null
                ? words.over
                : words.opens(formatMoment(page.opensAt, language, page.timeZone))
            }
          />
        ) : (
          <>
            <Where page={page} placeId={page.placeId} />
            <Order page={page} placeId={page.placeId} />
          </>
        )}
      </div>
    </div>
  );
}

const quantities = Array.from({ length: 20 }, (_, n) => n + 1);

type PartProps = { readonly page: PreorderPage; readonly placeId: string };

/** Shop and quantity come first: which days are left depends on them. It works before any script. */
function Where({ page, placeId }: PartProps) {
  const words = usePreorderWords();
  return (
    <Card>
      <Form className="flex flex-wrap items-end gap-4" key={`${placeId} ${page.quantity}`}>
        <div className="min-w-52 flex-1">
          <Select defaultValue={placeId} isMarked={false} label={words.shop} name="place">
            {page.places.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </div>
        <div className="w-28">
          <Select
            defaultValue={String(page.quantity)}
            isMarked={false}
            label={words.quantity}
            name="quantity"
          >
            {quantities.map((count) => (
              <option key={count} value={count}>
                {formatCount(count)}
              </option>
            ))}
          </Select>
        </div>
        <Button data-act="show" look="quiet">
          {words.show}
        </Button>
      </Form>
    </Card>
  );
}

function Order({ page, placeId }: PartProps) {
  const words = usePreorderWords();
  const language = useLanguage();
  const answer = useActionData<typeof action>();
  const isBusy = useNavigation().state === 'submitting';
  const { item, quantity } = page;
  if (page.days.length === 0) {
    return <p role="status">{words.none}</p>;
  }
  const total = formatMoney(item.priceMinor * quantity, item.currency, language);
  return (
    <Form className="space-y-6" method="post">
      <input name="itemId" type="hidden" value={item.itemId} />
      <input name="placeId" type="hidden" value={placeId} />
      <input name="quantity" type="hidden" value={quantity} />
      <input name="formId" type="hidden" value={page.formId} />
      <RefusedForm back={answer} title={words.refused} />
      <Card>
        <Days back={answer} page={page} placeId={placeId} />
      </Card>
      <Card>
        <fieldset className="space-y-5">
          <legend className="mb-4 text-xl font-bold">{words.who}</legend>
          {page.knows === null ? (
            <WhoFields back={answer} words={words} />
          ) : (
            <p>{words.known(page.knows.name, page.knows.contact)}</p>
          )}
        </fieldset>
      </Card>
      <Card>
        <Payment back={answer} canPayByCard={page.canPayByCard} />
        <p className="mt-5 flex items-baseline justify-between border-t border-line pt-4">
          <span>{words.total}</span>
          <b className="text-xl">{total}</b>
        </p>
      </Card>
      <Button data-act="preorder" disabled={isBusy} isWide>
        {isBusy ? words.sending : words.send}
      </Button>
    </Form>
  );
}

function Days({ page, placeId, back }: PartProps & { readonly back: SentBack | undefined }) {
  const words = usePreorderWords();
  const [asked] = useSearchParams();
  const toDays = (from: string) =>
    `?${new URLSearchParams({ place: placeId, quantity: String(page.quantity), ...(from === '' ? {} : { from }) })}`;
  return (
    <fieldset>
      <legend className="mb-1 text-xl font-bold">{words.day}</legend>
      <p className="mb-4 text-sm text-ink-soft">{words.untilHint}</p>
      <DayChoice back={back} days={page.days} timeZone={page.timeZone} />
      <p className="mt-4 flex flex-wrap gap-3">
        {asked.get('from') === null ? null : (
          <Link className={buttonClass('quiet')} preventScrollReset to={toDays('')}>
            {words.earlier}
          </Link>
        )}
        {page.laterFrom === null ? null : (
          <Link className={buttonClass('quiet')} preventScrollReset to={toDays(page.laterFrom)}>
            {words.later}
          </Link>
        )}
      </p>
    </fieldset>
  );
}

type PaymentProps = { readonly canPayByCard: boolean; readonly back: SentBack | undefined };

function Payment({ canPayByCard, back }: PaymentProps) {
  const chosen = chosenOf(back, 'payment', 'cash');
  const words = usePreorderWords();
  const { checkout } = useWords();
  return (
    <fieldset>
      <legend className="mb-3 text-xl font-bold">{words.payment}</legend>
      <label className="flex min-h-12 items-center gap-3">
        <input
          className="size-5 accent-ai"
          defaultChecked={chosen !== 'card' || !canPayByCard}
          name="payment"
          type="radio"
          value="cash"
        />
        {words.cash}
      </label>
      {canPayByCard ? (
        <>
          <label className="flex min-h-12 items-center gap-3">
            <input
              className="size-5 accent-ai"
              defaultChecked={chosen === 'card'}
              name="payment"
              type="radio"
              value="card"
            />
            {words.card}
          </label>
          <Select defaultValue="ok" isMarked={false} label={checkout.testCard} name="card">
            <option value="ok">{checkout.cards.ok}</option>
            <option value="declined">{checkout.cards.declined}</option>
          </Select>
        </>
      ) : null}
    </fieldset>
  );
}
