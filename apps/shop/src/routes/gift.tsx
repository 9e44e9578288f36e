// The page behind a gift's link or QR: who sent it, what it is, and how to have it, without an account. Whoever takes it
// first has it; the key that shows it to her again stays in her browser.
import {
  Button,
  buttonClass,
  EmptyState,
  Field,
  formatMoment,
  formatMoney,
  useLanguage,
} from '@engawa/ui';
import { type FormEvent, useEffect, useState } from 'react';
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { toGiftFields } from '../../../../server/storefront/address-fields.ts';
import type { GiftPage } from '../../../../server/storefront/contract-value.ts';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { newId } from '../moments/tell.ts';
import { GiftPicture } from '../parts/gift-picture.tsx';
import { HomeLink } from '../parts/home-link.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { SavedAddresses } from '../parts/saved-addresses.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const token = args.params.token ?? '';
  const gift = (await storefront.gift(visitor, token)) ?? null;
  const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  return data({ gift, token }, { status: gift === null ? 404 : 200, headers });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

type Taken = {
  readonly orderId: string | null;
  readonly orderToken: string | null;
  readonly code: string | null;
};

export default function Gift() {
  const { gift, token } = useLoaderData<typeof loader>();
  const words = useWords();
  const [taken, setTaken] = useTaken(token);
  if (gift === null) {
    return (
      <>
        <PageHead title={words.gift.title} isHidden />
        <EmptyState level={1} icon="question" title={words.gift.unknown}>
          <p>{words.gift.unknownMore}</p>
          <HomeLink />
        </EmptyState>
      </>
    );
  }
  const isOpen = gift.state === 'issued';
  return (
    <>
      <PageHead title={words.gift.title} isHidden />
      <div className="mx-auto max-w-lg py-8">
        <GiftCard gift={gift} />
        {taken !== null ? (
          <TakenBox taken={taken} token={token} />
        ) : isOpen ? (
          <TakeForm gift={gift} token={token} onTaken={setTaken} />
        ) : (
          <p role="status" className="mt-6 text-center font-bold">
            {closedWord(gift.state, words.gift)}
          </p>
        )}
      </div>
    </>
  );
}

type GiftWords = ReturnType<typeof useWords>['gift'];

function closedWord(state: string, words: GiftWords): string {
  return state === 'claimed'
    ? words.claimed
    : state === 'revoked'
      ? words.revoked
      : state === 'unpaid'
        ? words.unpaid
        : words.expired;
}

function GiftCard({ gift }: { readonly gift: GiftPage }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="rounded-lg border-t-8 border-kaki bg-paper p-6 text-center shadow-rest">
      {gift.noshi === null ? null : (
        <p className="mx-auto mb-4 w-fit border-y-2 border-kaki px-6 py-2 font-bold">
          {gift.noshi.occasion}
          <span className="block text-sm font-normal">{gift.noshi.name}</span>
        </p>
      )}
      <GiftPicture picture={gift.picture} className="mx-auto mb-4 h-24 w-30" />
      <p className="text-ink-soft">{words.gift.from(gift.giverName)}</p>
      <h1 className="mt-1 text-2xl leading-snug font-bold">{words.gift.title}</h1>
      <p className="mt-3 text-xl font-bold text-ai">
        {gift.kind === 'value'
          ? formatMoney(gift.amountMinor ?? 0, gift.currency, language)
          : gift.itemName}
      </p>
      {gift.kind === 'value' ? <p className="text-sm text-ink-soft">{words.gift.value}</p> : null}
      {gift.message === null ? null : (
        <blockquote className="mt-4 rounded-md bg-washi p-4 text-left whitespace-pre-line">
          {gift.message}
        </blockquote>
      )}
      <p className="mt-4 text-sm text-ink-soft">
        {words.gift.until(formatMoment(gift.expiresAt, language))}
      </p>
    </section>
  );
}

/** What she took, for whoever has the key: this browser. */
function useTaken(token: string): [Taken | null, (taken: Taken) => void] {
  const [taken, setTaken] = useState<Taken | null>(null);
  useEffect(() => {
    const claimKey = localStorage.getItem(keyName(token));
    if (claimKey === null) {
      return;
    }
    const look = async () => {
      const known = (await ask('open', { token, claimKey })) as { readonly taken?: Taken | null };
      if (known.taken !== undefined && known.taken !== null) {
        setTaken(known.taken);
      }
    };
    void look();
  }, [token]);
  return [taken, setTaken];
}

const keyName = (token: string) => `engawa_gift_${token}`;

async function ask(what: 'open' | 'claim' | 'thanks', body: object): Promise<unknown> {
  const answer = await fetch(`/api/gifts/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

/** The same for every try of this browser, so that a request that got lost can be repeated. */
function claimKeyOf(token: string): string {
  const known = localStorage.getItem(keyName(token));
  const key = known ?? `${newId()}${newId()}`;
  localStorage.setItem(keyName(token), key);
  return key;
}

function TakeForm({
  gift,
  token,
  onTaken,
}: {
  readonly gift: GiftPage;
  readonly token: string;
  readonly onTaken: (taken: Taken) => void;
}) {
  const words = useWords();
  const [way, setWay] = useState<'delivery' | 'pickup'>(gift.canSend ? 'delivery' : 'pickup');
  const [refused, setRefused] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsBusy(true);
    const form = new FormData(event.currentTarget);
    const said = (await ask('claim', {
      token,
      claimKey: claimKeyOf(token),
      ...(gift.kind === 'item' ? wishOf(form, way) : {}),
    })) as Taken & { readonly detail?: string };
    setIsBusy(false);
    if (said.detail === undefined) {
      onTaken(said);
    } else {
      setRefused(said.detail);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-6 grid gap-5">
      {gift.kind === 'item' ? <Wish gift={gift} way={way} onWay={setWay} /> : null}
      {refused === null ? null : (
        <p role="alert" className="font-bold text-kaki">
          {refused}
        </p>
      )}
      <Button isWide disabled={isBusy}>
        {words.gift.take}
      </Button>
      <p className="text-center text-sm text-ink-soft">{words.gift.secret}</p>
    </form>
  );
}

function wishOf(form: FormData, way: 'delivery' | 'pickup') {
  const given = (name: string) => {
    const text = textOf(form, name).trim();
    return text === '' ? {} : { [name]: text };
  };
  return {
    itemId: textOf(form, 'itemId'),
    fulfilment: way,
    ...(way === 'pickup' ? { handoverPlaceId: textOf(form, 'place') } : {}),
    contact: {
      fullName: textOf(form, 'fullName'),
      ...given('phone'),
      ...(way === 'delivery' ? { ...given('postalCode'), ...given('address') } : {}),
    },
  };
}

function Wish({
  gift,
  way,
  onWay,
}: {
  readonly gift: GiftPage;
  readonly way: 'delivery' | 'pickup';
  readonly onWay: (way: 'delivery' | 'pickup') => void;
}) {
  const words = useWords();
  const select = 'block w-full min-h-12 rounded-md border border-edge bg-paper px-3 py-2';
  return (
    <>
      <label className="block">
        <span className="mb-1 block font-bold">{words.gift.choose}</span>
        <select name="itemId" className={select}>
          {gift.choices.map((choice) => (
            <option key={choice.itemId} value={choice.itemId}>
              {choice.name}
            </option>
          ))}
        </select>
      </label>
      <label className="block">
        <span className="mb-1 block font-bold">{words.gift.way}</span>
        <select
          name="way"
          className={select}
          value={way}
          onChange={(event) =>
            onWay(event.currentTarget.value === 'pickup' ? 'pickup' : 'delivery')
          }
        >
          {gift.canSend ? <option value="delivery">{words.gift.send}</option> : null}
          <option value="pickup">{words.gift.collect}</option>
        </select>
      </label>
      {way === 'pickup' ? (
        <label className="block">
          <span className="mb-1 block font-bold">{words.gift.place}</span>
          <select name="place" className={select}>
            {gift.places.map((place) => (
              <option key={place.id} value={place.id}>
                {place.name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {way === 'delivery' ? (
        <SavedAddresses addresses={gift.addresses} toValues={toGiftFields} />
      ) : null}
      <Field label={words.gift.name} name="fullName" autoComplete="name" required />
      {way === 'delivery' ? (
        <>
          <Field label={words.gift.postalCode} name="postalCode" autoComplete="postal-code" />
          <Field label={words.gift.address} name="address" autoComplete="street-address" required />
        </>
      ) : null}
      <Field label={words.gift.phone} name="phone" type="tel" autoComplete="tel" />
    </>
  );
}

function TakenBox({ taken, token }: { readonly taken: Taken; readonly token: string }) {
  const words = useWords();
  const [isThanked, setIsThanked] = useState(false);
  const thank = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = textOf(new FormData(event.currentTarget), 'thanks').trim();
    if (text !== '') {
      await ask('thanks', { token, claimKey: claimKeyOf(token), text });
      setIsThanked(true);
    }
  };
  return (
    <section className="mt-6 text-center">
      <p role="status" className="text-lg font-bold text-ai">
        {words.gift.taken}
      </p>
      {taken.code === null ? null : (
        <p className="mt-3 rounded-md bg-ai-mist p-4 text-sm">
          {words.gift.code}
          <strong className="mt-2 block font-mono text-lg break-words">{taken.code}</strong>
        </p>
      )}
      {taken.orderId === null ? null : (
        <a
          href={`/shop/orders/${taken.orderId}?t=${taken.orderToken ?? ''}`}
          className={`mt-4 ${buttonClass('main', true)}`}
        >
          {words.gift.order}
        </a>
      )}
      {isThanked ? (
        <p role="status" className="mt-6 text-ink-soft">
          {words.gift.thanked}
        </p>
      ) : (
        <form onSubmit={(event) => void thank(event)} className="mt-6 grid gap-3 text-left">
          <Field label={words.gift.thanks} name="thanks" maxLength={500} isMarked={false} />
          <Button look="quiet" isWide>
            {words.gift.thank}
          </Button>
        </form>
      )}
    </section>
  );
}
