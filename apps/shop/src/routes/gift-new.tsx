// Buying a gift: value or an article, a card with words and a picture, for one person or for a list with のし. Where it
// goes is asked of nobody here.
import {
  Button,
  buttonClass,
  Field,
  FieldError,
  formatMoney,
  majorOf,
  minorOf,
  Select,
  useLanguage,
} from '@engawa/ui';
import { type FormEvent, useState } from 'react';
import { data, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { GiftCardFields } from '../gifts/card-fields.tsx';
import { readReceivers } from '../gifts/read-receivers.ts';
import { Receivers } from '../gifts/receivers.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ask } from '../ways/ask.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const item = new URL(args.request.url).searchParams.get('item') ?? undefined;
  const gift = await storefront.newGift(visitor, item);
  return data(gift, { headers: { 'cache-control': 'no-store' } });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

const amounts = [1000, 3000, 5000, 10_000] as const;
const leastMinor = 100;
const mostMinor = 100_000;
const allDays = [30, 90, 180, 365] as const;

export default function NewGift() {
  const gift = useLoaderData<typeof loader>();
  const words = useWords();
  return (
    <div className="mx-auto max-w-2xl pt-6">
      <PageHead title={words.giving.title} isHidden />
      <h1 className="text-2xl font-bold">{words.giving.title}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{words.giving.lead}</p>
      {gift.canPay ? <BuyForm gift={gift} /> : <p role="status">{words.giving.noCard}</p>}
    </div>
  );
}

type Gift = ReturnType<typeof useLoaderData<typeof loader>>;

function BuyForm({ gift }: { readonly gift: Gift }) {
  const words = useWords();
  const language = useLanguage();
  const [amountMinor, setAmountMinor] = useState<number>(3000);
  const [count, setCount] = useState(1);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const eachMinor = gift.item?.priceMinor ?? amountMinor;
  const currency = gift.item?.currency ?? gift.currency;
  const buy = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = readReceivers(form);
    if ('badLine' in read) {
      setFailure(words.giving.badLine(String(read.badLine)));
      return;
    }
    setIsBusy(true);
    const body = bodyOf(form, { gift, amountMinor, receivers: read.receivers, language });
    const asking = { language, failed: words.giving.failed };
    const said = await ask('POST', '/api/gifts', body, asking);
    setFailure(said.failure);
    if (said.failure === undefined) {
      location.assign(`/shop/gifts/${String(said.body['manageToken'])}`);
      return;
    }
    setIsBusy(false);
  };
  return (
    <form onSubmit={(event) => void buy(event)} className="grid gap-6">
      {gift.item === null ? (
        <Amount amountMinor={amountMinor} currency={currency} onChange={setAmountMinor} />
      ) : (
        <Article item={gift.item} />
      )}
      <Receivers onCount={setCount} />
      <GiftCardFields giverName={gift.giverName} />
      <section className="grid gap-4 rounded-lg bg-paper p-5 shadow-rest md:p-8">
        <h2 className="text-xl font-bold">{words.giving.pay}</h2>
        <Days />
        {gift.isSignedIn ? null : (
          <Field
            label={words.giving.yourEmail}
            name="yourEmail"
            type="email"
            autoComplete="email"
            hint={words.giving.yourEmailHint}
            required
          />
        )}
        <Select label={words.checkout.testCard} name="card" required defaultValue="ok">
          <option value="ok">{words.checkout.cards.ok}</option>
          <option value="declined">{words.checkout.cards.declined}</option>
        </Select>
        <p className="flex items-baseline justify-between gap-4">
          <span>
            {words.giving.total} {count > 1 ? words.giving.count(String(count)) : ''}
          </span>
          <strong className="text-2xl" data-total={eachMinor * count}>
            {formatMoney(eachMinor * count, currency, language)}
          </strong>
        </p>
        {failure === undefined ? null : <FieldError id="gift-error">{failure}</FieldError>}
        <Button isWide disabled={isBusy || count === 0}>
          {words.giving.buy}
        </Button>
      </section>
    </form>
  );
}

function bodyOf(
  form: FormData,
  more: {
    readonly gift: Gift;
    readonly amountMinor: number;
    readonly receivers: readonly object[];
    readonly language: string;
  },
): object {
  const { gift, amountMinor, receivers, language } = more;
  const given = (name: string, as = name): object => {
    const text = textOf(form, name).trim();
    return text === '' ? {} : { [as]: text };
  };
  const occasion = textOf(form, 'occasion');
  const noshiName = textOf(form, 'noshiName').trim();
  return {
    placeId: gift.placeId,
    ...(gift.item === null ? { amountMinor } : { itemId: gift.item.id }),
    receivers,
    giverName: textOf(form, 'giverName').trim(),
    ...given('message'),
    picture: textOf(form, 'picture'),
    ...(occasion === ''
      ? {}
      : { noshi: { occasion, name: noshiName === '' ? textOf(form, 'giverName') : noshiName } }),
    days: Number(textOf(form, 'days')),
    ...given('yourEmail', 'email'),
    payment: { method: 'card', token: textOf(form, 'card') },
    language,
  };
}

type AmountProps = {
  readonly amountMinor: number;
  readonly currency: string;
  readonly onChange: (amountMinor: number) => void;
};

function Amount({ amountMinor, currency, onChange }: AmountProps) {
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="text-xl font-bold">{words.giving.what}</h2>
      <fieldset className="mt-3">
        <legend className="mb-1 font-bold">{words.giving.amount}</legend>
        <div className="grid grid-cols-2 gap-2 md:grid-cols-4">
          {amounts.map((each) => (
            <label
              key={each}
              className="relative flex min-h-12 cursor-pointer items-center justify-center rounded-md border border-edge bg-paper px-3 has-checked:border-ai has-checked:bg-ai has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-ai has-focus-visible:outline-offset-2"
            >
              <input
                type="radio"
                name="chosenAmount"
                value={each}
                checked={amountMinor === each}
                onChange={() => onChange(each)}
                className="absolute inset-0 size-full cursor-pointer opacity-0"
              />
              {formatMoney(each, currency, language)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-4">
        <Field
          label={words.giving.free}
          name="freeAmount"
          type="number"
          inputMode="numeric"
          min={majorOf(leastMinor, currency)}
          max={majorOf(mostMinor, currency)}
          step={majorOf(1, currency)}
          hint={words.giving.freeHint(
            formatMoney(leastMinor, currency, language),
            formatMoney(mostMinor, currency, language),
          )}
          onChange={(event) => {
            const typed = minorOf(event.currentTarget.value, currency);
            if (typed >= leastMinor && typed <= mostMinor) {
              onChange(typed);
            }
          }}
        />
      </div>
      <Link to="/items" className={`mt-4 ${buttonClass('quiet', true)}`}>
        {words.giving.instead}
      </Link>
    </section>
  );
}

function Article({ item }: { readonly item: NonNullable<Gift['item']> }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="text-xl font-bold">{words.giving.what}</h2>
      <div className="mt-3 flex items-center gap-4">
        <img
          src={item.picture.address}
          alt={item.picture.alt}
          width={96}
          height={96}
          className="size-24 rounded-md bg-shade object-cover"
        />
        <p>
          <span className="font-bold">{item.name}</span>
          <span className="block">{formatMoney(item.priceMinor, item.currency, language)}</span>
        </p>
      </div>
      <Link to="/gifts/new" className={`mt-4 ${buttonClass('quiet', true)}`}>
        {words.giving.asValue}
      </Link>
    </section>
  );
}

function Days() {
  const words = useWords();
  const [days, setDays] = useState('180');
  return (
    <Select
      label={words.giving.days}
      name="days"
      value={days}
      hint={Number(days) > 180 ? words.giving.long : undefined}
      onChange={(event) => setDays(event.currentTarget.value)}
      required
    >
      {allDays.map((each) => (
        <option key={each} value={each}>
          {words.giving.daysOf(String(each))}
        </option>
      ))}
    </Select>
  );
}
