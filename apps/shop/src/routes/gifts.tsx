// What she gave: whether it was opened, taken, thanked for. It can be sent again, and taken back until it was taken; where
// it went stands nowhere here.
import {
  Badge,
  Button,
  buttonClass,
  Dialog,
  EmptyState,
  FieldError,
  formatCount,
  formatMoment,
  formatMoney,
  useLanguage,
} from '@engawa/ui';
import { useRef, useState } from 'react';
import {
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useRevalidator,
} from 'react-router';
import type { SentGiftsPage } from '../../../../server/storefront/contract-value.ts';
import { openPage } from '../context.ts';
import { GiftPicture } from '../parts/gift-picture.tsx';
import { HomeLink } from '../parts/home-link.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ask } from '../ways/ask.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { token } = args.params;
  const sent = await storefront.sentGifts(visitor, token);
  if (sent === undefined) {
    throw redirect('/sign-in?to=/gifts');
  }
  const isUnknown = token !== undefined && sent.purchases.length === 0;
  const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  return data({ ...sent, isUnknown }, { status: isUnknown ? 404 : 200, headers });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

type Purchase = SentGiftsPage['purchases'][number];
type Sent = Purchase['gifts'][number];

export default function Gifts() {
  const { purchases, isUnknown } = useLoaderData<typeof loader>();
  const words = useWords();
  if (isUnknown) {
    return (
      <>
        <PageHead title={words.sent.title} isHidden />
        <EmptyState level={1} icon="question" title={words.sent.unknown}>
          <p>{words.sent.unknownMore}</p>
          <HomeLink />
        </EmptyState>
      </>
    );
  }
  return (
    <div className="mx-auto max-w-3xl pt-6">
      <PageHead title={words.sent.title} isHidden />
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-2xl font-bold">{words.sent.title}</h1>
          <p className="text-ink-soft">{words.sent.secret}</p>
        </div>
        <Link to="/gifts/new" className={buttonClass('main')}>
          {words.sent.more}
        </Link>
      </div>
      {purchases.length === 0 ? (
        <p className="text-ink-soft">{words.sent.none}</p>
      ) : (
        <div className="grid gap-6">
          {purchases.map((purchase) => (
            <PurchaseBox key={purchase.orderId} purchase={purchase} />
          ))}
        </div>
      )}
    </div>
  );
}

function PurchaseBox({ purchase }: { readonly purchase: Purchase }) {
  const words = useWords();
  const language = useLanguage();
  const { gifts, kind, amountMinor, currency, noshi, message } = purchase;
  const amount = formatMoney(amountMinor, currency, language);
  const taken = gifts.filter(({ state }) => state === 'claimed').length;
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <div className="flex gap-4">
        <GiftPicture picture={purchase.picture} className="h-20 w-25 shrink-0" />
        <div className="min-w-0">
          <h2 className="text-lg font-bold">
            {kind === 'value' ? words.sent.value(amount) : words.sent.goods(amount)}
          </h2>
          <p className="text-sm text-ink-soft">
            {words.sent.bought(formatMoment(purchase.boughtAt, language))}
            {noshi === null
              ? ''
              : ` · ${words.giving.noshi} ${words.giving.occasions[noshi.occasion] ?? noshi.occasion} ${noshi.name}`}
          </p>
          {message === null ? null : <p className="mt-1 whitespace-pre-line">{message}</p>}
        </div>
      </div>
      {gifts.length < 2 ? null : (
        <p className="mt-3 font-bold text-ai">
          {words.sent.counts(formatCount(taken), formatCount(gifts.length))}
        </p>
      )}
      <ul className="mt-3">
        {gifts.map((gift) => (
          <SentGift key={gift.id} gift={gift} manageToken={purchase.manageToken} />
        ))}
      </ul>
    </section>
  );
}

function SentGift({ gift, manageToken }: { readonly gift: Sent; readonly manageToken: string }) {
  const words = useWords();
  const language = useLanguage();
  const isOpened = gift.state === 'issued' && gift.openedAt !== null;
  const state = isOpened ? 'opened' : gift.state;
  const name = gift.label ?? gift.email ?? words.sent.nobody(String(gift.position));
  return (
    <li className="border-t border-line py-4" data-state={state}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <strong>{name}</strong>{' '}
          <Badge tone={state === 'claimed' ? 'here' : 'quiet'}>{words.sent.states[state]}</Badge>
          <span className="block text-sm text-ink-soft">
            {gift.claimedAt === null
              ? gift.state === 'issued'
                ? words.sent.until(formatMoment(gift.expiresAt, language))
                : gift.state === 'expired' && gift.refund !== null
                  ? words.sent.refunds[gift.refund]
                  : ''
              : formatMoment(gift.claimedAt, language)}
          </span>
        </p>
        {gift.state === 'issued' && gift.token !== null ? (
          <div className="flex flex-wrap gap-2">
            <Share gift={gift} name={name} token={gift.token} />
            <Revoke giftId={gift.id} manageToken={manageToken} />
          </div>
        ) : null}
      </div>
      {gift.thanks === null ? null : (
        <blockquote className="mt-2 rounded-md bg-ai-mist p-3">
          <span className="block text-sm font-bold">{words.sent.thanks}</span>
          {gift.thanks}
        </blockquote>
      )}
    </li>
  );
}

type ShareProps = { readonly gift: Sent; readonly name: string; readonly token: string };

/** By whatever the phone sends with; else the link is copied. */
function Share({ gift, name, token }: ShareProps) {
  const words = useWords();
  const [isCopied, setIsCopied] = useState(false);
  const share = async () => {
    const url = `${location.origin}/shop/gift/${token}`;
    // Not every browser can.
    if (typeof navigator.share === 'function') {
      await navigator.share({ text: words.sent.shareText(name), url }).catch(() => undefined);
      return;
    }
    await navigator.clipboard.writeText(url).catch(() => undefined);
    setIsCopied(true);
  };
  return (
    <>
      <Button type="button" look="quiet" onClick={() => void share()}>
        {gift.openedAt === null ? words.sent.share : words.sent.remind}
      </Button>
      <span role="status" className={isCopied ? 'w-full text-sm text-ai' : 'sr-only'}>
        {isCopied ? words.sent.copied : ''}
      </span>
    </>
  );
}

type RevokeProps = { readonly giftId: string; readonly manageToken: string };

function Revoke({ giftId, manageToken }: RevokeProps) {
  const words = useWords();
  const language = useLanguage();
  const { revalidate } = useRevalidator();
  const dialog = useRef<HTMLDialogElement>(null);
  const [failure, setFailure] = useState<string>();
  const revoke = async () => {
    const asking = { language, failed: words.giving.failed };
    const said = await ask('POST', '/api/gifts/revoke', { manageToken, giftId }, asking);
    setFailure(said.failure);
    if (said.failure === undefined) {
      dialog.current?.close();
      await revalidate();
    }
  };
  return (
    <>
      <Button type="button" look="plain" onClick={() => dialog.current?.showModal()}>
        {words.sent.revoke}
      </Button>
      <Dialog ref={dialog} title={words.sent.revoke}>
        <p>{words.sent.sure}</p>
        {failure === undefined ? null : <FieldError id={`revoke-${giftId}`}>{failure}</FieldError>}
        <div className="mt-4 flex flex-wrap gap-3">
          <Button type="button" onClick={() => void revoke()}>
            {words.sent.yes}
          </Button>
          <Button type="button" look="quiet" onClick={() => dialog.current?.close()}>
            {words.sent.no}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
