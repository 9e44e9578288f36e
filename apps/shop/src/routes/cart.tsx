// The cart: what lies in it, at today's price. Its action also serves the product page.
import {
  buttonClass,
  EmptyState,
  formatMoney,
  Icon,
  Price,
  Stepper,
  useLanguage,
} from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useFetcher,
  useLoaderData,
} from 'react-router';
import type { CartLine, CartPage } from '../../../../server/storefront/contract.ts';
import { cookie, cookies, openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { tell } from '../moments/tell.ts';
import { useWebPlace } from '../moments/use-moment.ts';
import { IfSent } from '../parts/delivery-note.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Totals } from '../parts/totals.tsx';
import { useWords } from '../words/use-words.ts';

export type CartAnswer = {
  readonly isThere: boolean;
  /** How many were put in beside what lay there. */
  readonly added: number;
  /** Differs each time, so that the same is said again. */
  readonly moment: string;
};

/** What goes on at once: collected at a shop, paid where she stands, sent home from there. */
const leads: ReadonlyMap<string, (place: string) => string> = new Map([
  ['collect', (place) => `/checkout?way=pickup&place=${place}`],
  ['here', (place) => `/here?place=${place}`],
  ['send', (place) => `/checkout?way=delivery&from=${place}`],
]);

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  return storefront.cart(visitor);
}

export async function action(args: ActionFunctionArgs) {
  const { request } = args;
  const { storefront, visitor } = openPage(args);
  const form = await request.formData();
  const itemId = textOf(form, 'itemId');
  const intent = textOf(form, 'intent');
  const typed = Math.round(Number(textOf(form, 'quantity') || 1));
  const quantity = intent === 'remove' ? 0 : Math.min(99, Math.max(0, typed || 0));
  const mode = leads.has(intent) || intent === 'add' ? 'add' : 'set';
  const { isThere, newToken } = await storefront.putInCart(visitor, itemId, quantity, mode);
  const headers: HeadersInit =
    newToken === undefined ? {} : { 'set-cookie': cookie(request, cookies.cart, newToken) };
  const lead = isThere ? leads.get(intent) : undefined;
  if (lead !== undefined) {
    throw redirect(lead(encodeURIComponent(textOf(form, 'place'))), { headers });
  }
  // A form sent without scripts: the cart is shown, and loading it again sends nothing twice.
  if (request.headers.get('sec-fetch-mode') === 'navigate') {
    throw redirect('/cart', { headers });
  }
  const added = mode === 'add' ? quantity : 0;
  const answer: CartAnswer = { isThere, added, moment: new Date().toISOString() };
  return data(answer, { headers });
}

export default function Cart() {
  const cart = useLoaderData<typeof loader>();
  const words = useWords();
  return (
    <>
      <PageHead description={words.shop.description} title={words.cart.title} />
      {cart.lines.length === 0 ? (
        <EmptyState level={1} icon="cart" title={words.cart.empty}>
          <p>{words.cart.emptyMore}</p>
          <Link to="/items" className={buttonClass('main')}>
            {words.cart.look}
          </Link>
        </EmptyState>
      ) : (
        <Filled cart={cart} />
      )}
    </>
  );
}

function Filled({ cart }: { readonly cart: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const words = useWords();
  return (
    <>
      <h1 className="py-6 text-2xl font-bold">{words.cart.title}</h1>
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem]">
        <ul className="rounded-lg bg-paper px-4 shadow-rest md:px-6">
          {cart.lines.map((line) => (
            <li key={line.itemId} className="border-b border-line py-5 last:border-0">
              <Line line={line} currency={cart.currency} />
            </li>
          ))}
        </ul>
        <div className="rounded-lg bg-paper p-5 shadow-rest">
          <Totals {...cart} />
          <IfSent delivery={cart.ifSent} currency={cart.currency} />
          <Hints hints={cart.hints} />
          <Link to="/checkout" className={`mt-4 ${buttonClass('main', true)}`}>
            {words.cart.checkout}
          </Link>
          <p className="mt-3 text-sm text-ink-soft">{words.cart.note}</p>
        </div>
      </div>
    </>
  );
}

function Line({ line, currency }: { readonly line: CartLine; readonly currency: string }) {
  const words = useWords();
  const language = useLanguage();
  const fetcher = useFetcher<CartAnswer>();
  const placeId = useWebPlace();
  const tellChange = (quantity: number) =>
    tell({ kind: 'carted', itemId: line.itemId, quantity: quantity - line.quantity }, placeId);
  const choose = (quantity: number) => {
    tellChange(quantity);
    void fetcher.submit(
      { intent: 'set', itemId: line.itemId, quantity },
      { method: 'post', action: '/cart' },
    );
  };
  return (
    <div className="grid grid-cols-[5rem_1fr] gap-4 md:grid-cols-[7rem_1fr]">
      <Link to={`/items/${line.itemId}`} tabIndex={-1} aria-hidden="true">
        <img
          src={line.picture.address}
          alt=""
          width={112}
          height={112}
          className="aspect-square w-full rounded-md bg-shade object-cover"
        />
      </Link>
      <div className="space-y-2">
        <div className="flex flex-wrap justify-between gap-x-4">
          <Link to={`/items/${line.itemId}`} className="leading-snug hover:underline">
            {line.name}
          </Link>
          <span className="font-bold">{formatMoney(line.amountMinor, currency, language)}</span>
        </div>
        <Price amountMinor={line.priceMinor} currency={currency} />
        {line.wasMinor === null ? null : (
          <Notice>{words.cart.was(formatMoney(line.wasMinor, currency, language))}</Notice>
        )}
        {line.delivery === 'out_of_stock' ? <Notice>{words.cart.short}</Notice> : null}
        <fetcher.Form method="post" action="/cart" className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="itemId" value={line.itemId} />
          <Stepper key={line.quantity} name="quantity" value={line.quantity} onChoose={choose} />
          <noscript>
            <button type="submit" name="intent" value="set" className={buttonClass('quiet')}>
              {words.cart.update}
            </button>
          </noscript>
          <button
            type="submit"
            name="intent"
            value="remove"
            className={buttonClass('plain')}
            onClick={() => tellChange(0)}
          >
            {words.cart.remove}
          </button>
        </fetcher.Form>
      </div>
    </div>
  );
}

/** What is nearly won: said before paying, not after. */
function Hints({ hints }: { readonly hints: CartPage['hints'] }) {
  return hints.length === 0 ? null : (
    <ul className="mt-4 space-y-2 rounded-md bg-shade p-3 text-sm">
      {hints.map(({ name, sentence }) => (
        <li key={name} className="flex gap-2">
          <span className="mt-0.5 text-ai">
            <Icon name="plus" size={18} />
          </span>
          <span>
            <span className="font-bold">{name}</span>
            <br />
            {sentence}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Notice({ children }: { readonly children: string }) {
  return (
    <p className="flex gap-1.5 text-sm text-kaki">
      <span className="mt-0.5">
        <Icon name="alert" size={18} />
      </span>
      {children}
    </p>
  );
}
