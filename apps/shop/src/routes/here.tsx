// Paying where she stands, with her own phone: what she scanned, one press, and the page for the exit.
import {
  Button,
  buttonClass,
  Card,
  EmptyState,
  Field,
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
} from 'react-router';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { LineList } from '../parts/line-list.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Totals } from '../parts/totals.tsx';
import { fieldsOf, RefusedForm, sendBack } from '../typed.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const placeId = new URL(args.request.url).searchParams.get('place') ?? '';
  const page = await storefront.payHere(visitor, placeId);
  if (page === undefined) {
    throw data(null, { status: 404 });
  }
  return data(page, { headers: { 'cache-control': 'no-store' } });
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const sent = await args.request.formData();
  const placed = await storefront.payHereNow(visitor, {
    orderId: textOf(sent, 'orderId').slice(0, 100),
    placeId: textOf(sent, 'placeId').slice(0, 40),
    email: textOf(sent, 'email').trim().slice(0, 254),
    card: textOf(sent, 'card').slice(0, 20),
  });
  if ('refused' in placed) {
    return sendBack(sent, placed);
  }
  throw redirect(`/orders/${placed.orderId}?t=${placed.token}`);
}

export default function Here() {
  const page = useLoaderData<typeof loader>();
  const words = useWords();
  const { here, checkout } = words;
  const language = useLanguage();
  const answer = useActionData<typeof action>();
  const isBusy = useNavigation().state !== 'idle';
  const { cart, place } = page;
  if (cart.lines.length === 0) {
    return (
      <>
        <PageHead title={here.title} isHidden />
        <EmptyState level={1} icon="cart" title={checkout.empty}>
          <Link to={`/scan?place=${place.id}`} reloadDocument className={buttonClass('main')}>
            {words.scan.open}
          </Link>
        </EmptyState>
      </>
    );
  }
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead title={here.title} isHidden />
      <h1 className="pt-6 text-2xl font-bold">{here.title}</h1>
      <p className="mt-1 text-ink-soft">{here.lead}</p>
      <p className="mb-6 font-bold">{place.name}</p>
      <Form method="post" className="space-y-6">
        <input type="hidden" name="orderId" value={page.orderId} />
        <input type="hidden" name="placeId" value={place.id} />
        <Card>
          <LineList lines={cart.lines} currency={cart.currency} />
          <div className="border-t border-line pt-4">
            <Totals {...cart} />
          </div>
          <Link
            to={`/scan?place=${place.id}`}
            reloadDocument
            className="mt-2 inline-flex min-h-11 items-center text-ai underline underline-offset-4"
          >
            {here.more}
          </Link>
        </Card>
        <RefusedForm back={answer} title={here.refused} />
        {page.canPay ? (
          <>
            <Card className="space-y-5">
              <Select label={checkout.testCard} name="card" required defaultValue="ok">
                <option value="ok">{checkout.cards.ok}</option>
                <option value="declined">{checkout.cards.declined}</option>
              </Select>
              <Field
                label={here.receiptTo}
                type="email"
                autoComplete="email"
                maxLength={254}
                {...fieldsOf(answer)('email', page.email ?? '')}
              />
            </Card>
            <Button isWide disabled={isBusy} data-act="pay">
              {isBusy
                ? here.paying
                : here.pay(formatMoney(cart.totalMinor, cart.currency, language))}
            </Button>
          </>
        ) : (
          <p role="status">{here.cannot}</p>
        )}
        <p className="text-center">
          <Link
            to={`/checkout?way=delivery&from=${place.id}`}
            className="inline-flex min-h-11 items-center text-ai underline underline-offset-4"
          >
            {here.home}
          </Link>
        </p>
      </Form>
    </div>
  );
}
