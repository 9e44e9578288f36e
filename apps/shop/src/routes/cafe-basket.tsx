// The basket of a café and the last look before the order: what, where, when, how, and what it costs; one press pays.
import {
  Button,
  buttonClass,
  EmptyState,
  formatCount,
  formatMoney,
  Icon,
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
import type { CafeBasketPage, CafeChange } from '../../../../server/storefront/contract-cafe.ts';
import { cookie, cookies, openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { GroupLink } from '../parts/cafe-group.tsx';
import { BasketLines } from '../parts/cafe-lines.tsx';
import { CafeFacts, FarWarning, useLiveMenu } from '../parts/cafe-shop.tsx';
import { BasketWays } from '../parts/cafe-ways.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Totals } from '../parts/totals.tsx';
import { type SentBack, typedOf } from '../typed.tsx';
import { useCafeWords } from '../words/cafe.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  return (await storefront.cafeBasket(visitor)) ?? null;
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const form = await args.request.formData();
  const change = changeOf(form);
  if (change !== undefined) {
    return data(await storefront.changeCafeBasket(visitor, change));
  }
  const placed = await storefront.placeCafeBasket(visitor, {
    method: textOf(form, 'payment'),
    usesPoints: textOf(form, 'points') === 'on',
    seenTotalMinor: Math.trunc(Number(textOf(form, 'total'))) || 0,
  });
  if ('refused' in placed) {
    return data({ ...placed, typed: typedOf(form) }, { status: 409 });
  }
  const { orderId, token } = placed;
  const last = cookie(args.request, cookies.lastCafeOrder, `${orderId}.${token}`);
  throw redirect(`/orders/${orderId}?t=${token}`, { headers: { 'set-cookie': last } });
}

/** What of the basket a form changes; undefined for the order itself. */
function changeOf(form: FormData): CafeChange | undefined {
  switch (textOf(form, 'change')) {
    case 'line': {
      const quantity = Math.min(50, Math.max(0, Math.trunc(Number(textOf(form, 'quantity'))) || 0));
      return { kind: 'line', number: Math.trunc(Number(textOf(form, 'number'))) || 0, quantity };
    }
    case 'shop':
      return { kind: 'shop', placeId: textOf(form, 'placeId') };
    case 'way':
      return { kind: 'way', isEatenIn: textOf(form, 'way') === 'in' };
    case 'time': {
      const at = textOf(form, 'wantedAt');
      return {
        kind: 'time',
        wantedAt: Number.isNaN(Date.parse(at)) ? null : new Date(at).toISOString(),
        startsBy: textOf(form, 'startsBy') === 'arrival' ? 'arrival' : 'clock',
      };
    }
    case 'group':
      return { kind: 'group' };
    default:
      return undefined;
  }
}

export default function CafeBasket() {
  const page = useLoaderData<typeof loader>();
  const say = useCafeWords();
  const isEmpty = page === null || (page.lines.length === 0 && !page.isGroup);
  return (
    <>
      <PageHead title={say.basket} isHidden />
      {page !== null && page.orderedAs !== null ? (
        <EmptyState level={1} icon="check" title={say.ordered}>
          <p>{say.orderedMore}</p>
          <Link to={page.orderedAs} className={buttonClass('main')}>
            {say.follow}
          </Link>
        </EmptyState>
      ) : isEmpty ? (
        <EmptyState level={1} icon="bag" title={say.empty}>
          <p>{say.emptyMore}</p>
          <Link to="/cafe" className={buttonClass('main')}>
            {say.look}
          </Link>
        </EmptyState>
      ) : (
        <Filled page={page} />
      )}
    </>
  );
}

/** A change of the basket that was refused, or the order itself with how she wanted to pay. */
type Failed = { readonly refused: string | null; readonly typed?: SentBack['typed'] };

function Filled({ page }: { readonly page: CafeBasketPage }) {
  const say = useCafeWords();
  const failed = useActionData<Failed>();
  const refused = failed?.refused ?? page.problem;
  useLiveMenu(page.shop.id);
  return (
    <>
      <h1 className="pt-6 text-2xl font-bold">{say.basket}</h1>
      <div className="mt-1 mb-4 space-y-3">
        <p className="text-lg">{page.shop.name}</p>
        <CafeFacts shop={page.shop} />
        <FarWarning shop={page.shop} />
        {refused === null ? null : (
          <p role="alert" data-problem className="rounded-md bg-kaki-mist p-4 text-kaki">
            <strong className="block">{say.refused}</strong>
            {refused}
          </p>
        )}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_24rem]">
        <div className="space-y-6">
          <section className="rounded-lg bg-paper px-4 shadow-rest md:px-6">
            <BasketLines page={page} />
            <p className="border-t border-line py-3">
              <Link
                to={`/cafe/${page.shop.id}`}
                className="inline-flex min-h-11 items-center gap-1 text-ai underline underline-offset-4"
              >
                <Icon name="plus" size={18} />
                {say.more}
              </Link>
            </p>
          </section>
          <GroupLink page={page} />
        </div>
        <div className="space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-6">
          <BasketWays page={page} />
          <Pay page={page} />
        </div>
      </div>
    </>
  );
}

function Pay({ page }: { readonly page: CafeBasketPage }) {
  const typed = useActionData<Failed>()?.typed;
  const say = useCafeWords();
  const language = useLanguage();
  const { state, formData } = useNavigation();
  const isPlacing = state !== 'idle' && formData?.has('payment') === true;
  const isBlocked =
    page.lines.length === 0 ||
    page.problem !== null ||
    page.lines.some(({ problem }) => problem !== null);
  const ways = [
    ...(page.canPayByCard ? [['card', say.card] as const] : []),
    ['cash', say.cash] as const,
  ];
  const chosen = ways.find(([value]) => value === typed?.['payment'])?.[0] ?? ways[0]?.[0];
  return (
    <Form method="post" className="space-y-4 border-t border-line pt-5">
      <input type="hidden" name="total" value={page.totalMinor} />
      <fieldset>
        <legend className="mb-1 font-bold">{say.pay}</legend>
        {ways.map(([value, label]) => (
          <label key={value} className="flex min-h-11 items-center gap-3">
            <input
              type="radio"
              name="payment"
              value={value}
              defaultChecked={value === chosen}
              className="size-5 accent-ai"
            />
            {label}
          </label>
        ))}
        {page.points === null || page.points === 0 ? null : (
          <label className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              name="points"
              defaultChecked={typed?.['points'] === 'on'}
              className="size-5 accent-ai"
            />
            {say.spendPoints(formatCount(Math.min(page.points, page.totalMinor)))}
          </label>
        )}
      </fieldset>
      <Totals totalMinor={page.totalMinor} taxes={page.taxes} currency={page.currency} />
      <Button isWide data-act="order" disabled={isBlocked || isPlacing}>
        <Icon name="check" />
        {isPlacing ? say.placing : say.place(formatMoney(page.totalMinor, page.currency, language))}
      </Button>
    </Form>
  );
}
